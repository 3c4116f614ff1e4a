//! How long each step of the road takes: reading, tallying, scoring, writing.
//!
//! In: the sample enlarged a hundred times (a hundred towns of 82 delegates), written into a folder of its own.
//! `DULY_BENCH_TOWNS` sets another number of towns.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use duly::report::{write, Format};
use duly::run::{run, Request, Run};
use duly::sample::{self, Options};
use duly::score::score;
use duly::sheet;
use duly::tally::tally;

/// An enlarged sample in a folder that goes away afterwards.
struct Sample {
    folder: tempfile::TempDir,
    towns: usize,
    ending: &'static str,
}

impl Sample {
    fn new(format: sample::Format, ending: &'static str) -> Self {
        let towns = std::env::var("DULY_BENCH_TOWNS").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let options = Options { congresses: towns, periods: 1, format, ..Options::default() };
        sample::write(&options, folder.path()).unwrap_or_else(|error| panic!("{error}"));
        Self { folder, towns, ending }
    }

    fn inputs(&self) -> Vec<PathBuf> {
        vec![self.folder.path().join("2025-H2")]
    }

    fn delegates(&self) -> Throughput {
        Throughput::Elements(u64::try_from(self.towns * 82).unwrap_or(u64::MAX))
    }

    fn run(&self) -> Run {
        let rubric = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/township.toml");
        let request = Request { inputs: self.inputs(), rubric: rubric.to_string_lossy().into_owned(), publish: true, ..Request::default() };
        let run = run(&request, &|_| {}).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(run.errors(), 0, "the sample has no errors");
        run
    }
}

fn steps(criterion: &mut Criterion) {
    for sample in [Sample::new(sample::Format::Csv, "csv"), Sample::new(sample::Format::Xlsx, "xlsx")] {
        let known = sample.run();
        let mut group = criterion.benchmark_group(format!("{} towns as {}", sample.towns, sample.ending));
        group.sample_size(10).throughput(sample.delegates());
        group.bench_function("find and read", |bencher| {
            bencher.iter(|| {
                let found = sheet::find(&sample.inputs()).unwrap_or_else(|error| panic!("{error}"));
                black_box(sheet::read(&found.sources, known.rubric(), &known.period))
            });
        });
        group.bench_function("from files to standings", |bencher| bencher.iter(|| black_box(sample.run())));
        group.finish();
    }
}

/// What does not depend on the kind of files.
fn behind_the_gate(criterion: &mut Criterion) {
    let sample = Sample::new(sample::Format::Csv, "csv");
    let known = sample.run();
    let mut group = criterion.benchmark_group(format!("{} towns", sample.towns));
    group.sample_size(10).throughput(sample.delegates());
    group.bench_function("tally", |bencher| bencher.iter(|| black_box(tally(&known.evidence, known.rubric()))));
    group.bench_function("score", |bencher| bencher.iter(|| black_box(score(known.rubric(), &known.evidence.subjects, &known.tallies))));
    for (name, format) in
        [("write xlsx", Format::Xlsx), ("write json", Format::Json), ("write parquet", Format::Parquet), ("write csv", Format::Csv)]
    {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(write(&known.review(), &[format]))));
    }
    group.finish();
}

criterion_group!(benches, steps, behind_the_gate);
criterion_main!(benches);
