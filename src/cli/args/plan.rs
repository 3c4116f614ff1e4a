//! What `duly plan` takes.

use clap::{Args, ValueEnum};

use crate::run::Request;
use crate::tally::sql::Dialect;

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    /// The rubric: a file, a folder of versions, or the name of a built-in one
    #[arg(long, value_name = "FILE")]
    rubric: String,
    /// Which rubric, where a folder holds several
    #[arg(long, value_name = "ID")]
    rubric_id: Option<String>,
    /// The engine that the SQL is for
    #[arg(long, value_enum, value_name = "ENGINE")]
    sql: Engine,
    /// The time assessed: 2025, 2025-H1, 2025-Q3, 2025-03 or 2018-09-01..2020-08-31; otherwise the rubric's
    #[arg(long)]
    period: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Engine {
    #[value(name = "duckdb")]
    DuckDb,
    #[value(name = "datafusion")]
    DataFusion,
    Spark,
}

impl PlanArgs {
    pub fn request(&self) -> Request {
        Request { rubric: self.rubric.clone(), rubric_id: self.rubric_id.clone(), period: self.period.clone(), ..Request::default() }
    }

    pub fn dialect(&self) -> Dialect {
        match self.sql {
            Engine::DuckDb => Dialect::DuckDb,
            Engine::DataFusion => Dialect::DataFusion,
            Engine::Spark => Dialect::Spark,
        }
    }
}
