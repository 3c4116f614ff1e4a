//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::limits::LimitArgs;
use crate::base::period::Day;
use crate::base::text::Language;
use crate::report::Format;
use crate::run::{Previous, Request};
use crate::sheet::Limits;

/// Scores elected delegates' work from an office's spreadsheets, exactly, under a published rubric.
#[derive(Debug, Parser)]
#[command(name = "duly", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Language of messages; otherwise the environment's
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
    /// Print JSON lines and nothing else on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List every problem of the inputs; writes nothing
    Check(CheckArgs),
    /// Score a period: spreadsheets in, ranked workbooks out
    Score(ScoreArgs),
    /// Show how one subject's score came about, down to the cells
    Explain(ExplainArgs),
    /// Recompute a folder of results from its inputs and compare
    Verify(VerifyArgs),
    /// Look after rubrics
    Rubric(RubricArgs),
    /// Write the sample: an invented town's workbooks
    Sample(SampleArgs),
}

impl Command {
    /// As it is typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Score(_) => "score",
            Self::Explain(_) => "explain",
            Self::Verify(_) => "verify",
            Self::Sample(_) => "sample",
            Self::Rubric(rubric) => match rubric.command {
                RubricCommand::Check(_) => "rubric check",
                RubricCommand::Test(_) => "rubric test",
                RubricCommand::Show(_) => "rubric show",
                RubricCommand::Schema => "rubric schema",
                RubricCommand::Diff(_) => "rubric diff",
                RubricCommand::List { .. } => "rubric list",
            },
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

impl Lang {
    pub fn language(self) -> Language {
        match self {
            Self::Zh => Language::Chinese,
            Self::En => Language::English,
        }
    }
}

/// What every command that reads spreadsheets takes.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Files and folders with the period's spreadsheets
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The rubric: a file, a folder of versions, or the name of a built-in one
    #[arg(long, value_name = "FILE")]
    rubric: String,
    /// Which rubric, where a folder holds several
    #[arg(long, value_name = "ID")]
    rubric_id: Option<String>,
    /// The time assessed: 2025, 2025-H1, 2025-Q3, 2025-03 or 2018-09-01..2020-08-31
    #[arg(long)]
    period: Option<String>,
    /// Today, for printed dates; otherwise the period's last day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// Results of an earlier period, for rules over several; once for each
    #[arg(long, value_name = "DIR")]
    previous: Vec<PathBuf>,
    /// Number of threads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    #[command(flatten)]
    limits: LimitArgs,
}

impl InputArgs {
    pub fn request(&self, draft: bool) -> Request {
        Request {
            inputs: self.inputs.clone(),
            rubric: self.rubric.clone(),
            rubric_name: None,
            rubric_id: self.rubric_id.clone(),
            period: self.period.clone(),
            as_of: self.as_of,
            previous: self.previous.iter().map(|path| Previous::given(path)).collect(),
            draft,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder for the results
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Score what is sound although there are errors, and mark every page as a draft
    #[arg(long)]
    pub draft: bool,
    /// Kinds of output
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["xlsx", "json", "parquet"])]
    pub format: Vec<FormatArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    Xlsx,
    Json,
    Parquet,
    Csv,
}

impl FormatArg {
    pub fn format(self) -> Format {
        match self {
            Self::Xlsx => Format::Xlsx,
            Self::Json => Format::Json,
            Self::Parquet => Format::Parquet,
            Self::Csv => Format::Csv,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Name or key of the subject
    #[arg(long, value_name = "NAME")]
    pub who: String,
    /// Only this criterion
    #[arg(long, value_name = "ID")]
    pub criterion: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A folder that `duly score` wrote
    pub dir: PathBuf,
    /// Where the inputs lie now
    #[arg(long, value_name = "DIR")]
    pub inputs: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(super) struct RubricArgs {
    #[command(subcommand)]
    pub command: RubricCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RubricCommand {
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
pub(super) struct RubricFiles {
    /// Rubric files, folders or built-in names
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
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
    jobs: Option<u16>,
    #[command(flatten)]
    limits: LimitArgs,
}

impl DiffArgs {
    pub fn request(&self) -> Request {
        Request { inputs: self.inputs.clone(), period: self.period.clone(), as_of: self.as_of, draft: self.draft, ..Request::default() }
    }
}

#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    /// Folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Number of delegates in all towns together; without it 82 in each
    #[arg(long)]
    pub subjects: Option<usize>,
    /// Number of towns
    #[arg(long, default_value_t = 1)]
    pub congresses: usize,
    /// Number of half-years, the last of them 2025-H2
    #[arg(long, default_value_t = 4)]
    pub periods: u32,
    /// Seed of everything that is left to chance
    #[arg(long, default_value_t = 2025)]
    pub seed: u64,
    /// Kind of files
    #[arg(long, value_enum, default_value = "xlsx")]
    pub format: SampleFormat,
    /// Faults planted in a thousand rows; planted.json lists them
    #[arg(long, value_name = "RATE", default_value_t = 0)]
    pub dirt: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SampleFormat {
    Xlsx,
    Csv,
}

impl Arguments {
    /// The number of threads asked for.
    pub fn jobs(&self) -> Option<u16> {
        match &self.command {
            Command::Check(options) => options.input.jobs,
            Command::Score(options) => options.input.jobs,
            Command::Explain(options) => options.input.jobs,
            Command::Rubric(RubricArgs { command: RubricCommand::Diff(options) }) => options.jobs,
            Command::Verify(_) | Command::Rubric(_) | Command::Sample(_) => None,
        }
    }

    /// What reading a file may take.
    pub fn limits(&self) -> Limits {
        let limits = match &self.command {
            Command::Check(options) => &options.input.limits,
            Command::Score(options) => &options.input.limits,
            Command::Explain(options) => &options.input.limits,
            Command::Verify(options) => &options.limits,
            Command::Rubric(RubricArgs { command: RubricCommand::Diff(options) }) => &options.limits,
            Command::Rubric(_) | Command::Sample(_) => return Limits::default(),
        };
        limits.limits()
    }
}
