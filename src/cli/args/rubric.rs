//! What `duly rubric` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::base::period::Day;
use crate::cli::limits::LimitArgs;
use crate::run::Request;

#[derive(Debug, Args)]
pub(in crate::cli) struct RubricArgs {
    #[command(subcommand)]
    pub command: RubricCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RubricCommand {
    /// Tell every mistake of rubric files
    Check(RubricFiles),
    /// Run the worked examples of rubric files
    Test(RubricFiles),
    /// Show a rubric in words, chapter by chapter, to compare with the paper
    Show(RubricFiles),
    /// Print the JSON Schema of rubric files, with which an editor completes and explains
    Schema,
    /// Tell what a new version says otherwise; with inputs, whose score it would change
    Diff(DiffArgs),
    /// List rubrics; without files, the built-in ones
    List {
        /// Rubric files, folders or built-in names
        #[arg(value_name = "FILE")]
        files: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RubricFiles {
    /// Rubric files, folders or built-in names
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// The rubric as it was: a file or a built-in name
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The rubric as it is to be
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// Files and folders to score under both
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The time assessed: 2025, 2025-H1, 2025-Q3, 2025-03 or 2018-09-01..2020-08-31
    #[arg(long)]
    period: Option<String>,
    /// Today; otherwise the period's last day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// Compare what is sound although there are errors
    #[arg(long)]
    pub draft: bool,
    /// Number of threads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

impl DiffArgs {
    pub fn request(&self) -> Request {
        Request { inputs: self.inputs.clone(), period: self.period.clone(), as_of: self.as_of, draft: self.draft, ..Request::default() }
    }
}
