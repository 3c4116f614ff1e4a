"""Three engines: each reads a folder of evidence (a Parquet file a table), runs a statement, and writes its result as Parquet."""

import atexit
import os
import subprocess
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet


def duckdb(evidence, statement, target):
    import duckdb as engine

    with engine.connect() as connection:
        for file in sorted(evidence.glob("*.parquet")):
            connection.execute(f"CREATE VIEW \"{file.stem}\" AS SELECT * FROM read_parquet('{file}')")
        connection.execute(f"COPY ({statement}) TO '{target}' (FORMAT parquet)")


def datafusion(evidence, statement, target):
    import datafusion as engine

    context = engine.SessionContext()
    for file in sorted(evidence.glob("*.parquet")):
        context.register_parquet(file.stem, str(file))
    batches = context.sql(statement).collect()
    pyarrow.parquet.write_table(pyarrow.Table.from_batches(batches), target)


class Spark:
    """A local cluster: a master and two workers, each a process of its own, ended with the last statement."""

    PORT = 17077

    def __init__(self, workers=2):
        import pyspark
        from pyspark.sql import SparkSession

        home = Path(pyspark.__file__).parent
        self.home = tempfile.TemporaryDirectory()
        self.processes = []
        atexit.register(self.stop)
        master = f"spark://127.0.0.1:{self.PORT}"
        self.processes.append(self.started(home, "master.Master", "--host", "127.0.0.1", "--port", self.PORT, "--webui-port", self.PORT + 1))
        for number in range(workers):
            options = ["--host", "127.0.0.1", "--cores", 1, "--memory", "1g", "--webui-port", self.PORT + 2 + number, "--work-dir", f"{self.home.name}/{number}"]
            self.processes.append(self.started(home, "worker.Worker", *options, master))
        builder = SparkSession.builder.master(master).appName("duly").config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.executor.memory", "900m")
        builder = builder.config("spark.cores.max", workers).config("spark.sql.shuffle.partitions", 4)
        # All workers must be there before anything runs; a busy machine takes its time.
        builder = builder.config("spark.scheduler.minRegisteredResourcesRatio", "1.0").config("spark.scheduler.maxRegisteredResourcesWaitingTime", "300s")
        self.session = builder.config("spark.network.timeout", "600s").getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.session.range(1).count()

    def started(self, home, what, *options):
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{what}", *map(str, options)]
        with open(f"{self.home.name}/{what}.log", "a", encoding="utf-8") as log:
            return subprocess.Popen(command, env={**os.environ, "SPARK_HOME": str(home)}, stdout=log, stderr=log)

    def workers(self):
        """Executors that answer, the driver left out."""
        return self.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1

    def __call__(self, evidence, statement, target):
        for file in sorted(evidence.glob("*.parquet")):
            self.session.read.parquet(str(file)).createOrReplaceTempView(f"`{file.stem}`")
        table = self.session.sql(statement).toArrow()
        pyarrow.parquet.write_table(table, target)

    def stop(self):
        """Ends the cluster's own processes."""
        if hasattr(self, "session"):
            self.session.stop()
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait()
        self.processes = []


def named(names):
    """Engines by name; Spark is started once for all."""
    plain = {"duckdb": duckdb, "datafusion": datafusion}
    return {name: plain[name] if name in plain else Spark() for name in names}
