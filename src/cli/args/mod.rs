//! What can be typed.

mod explain;
mod periods;
mod plan;
mod rubric;
mod sample;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::limits::LimitArgs;
use super::new::NewArgs;
use crate::base::period::Day;
use crate::base::text::Language;
use crate::confidence::{self, Chance};
use crate::report::Format;
use crate::run::{Previous, Request, TalliesFile};
use crate::sheet::Limits;

pub(super) use explain::ExplainArgs;
pub(super) use periods::{CompareArgs, ReportArgs};
pub(super) use plan::PlanArgs;
pub(super) use rubric::{DiffArgs, RubricArgs, RubricCommand};
pub(super) use sample::{SampleArgs, SampleFormat};

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
    /// Compare scored periods: what changed, for whom, and why
    Compare(CompareArgs),
    /// Write the figures of a year's work report, each beside the period before
    Report(ReportArgs),
    /// Recompute a folder of results from its inputs and compare
    Verify(VerifyArgs),
    /// Look through workbooks that are to be published for what they must not carry
    Scan(ScanArgs),
    /// Print the tallies that a rubric needs as SQL, for an engine that holds the data
    Plan(PlanArgs),
    /// Look after rubrics
    Rubric(RubricArgs),
    /// Begin a workspace: the rubric, and blank workbooks to fill in
    New(NewArgs),
    /// Write the sample: an invented town's workbooks, or a nation's tables
    #[command(after_help = crate::sample::nation::COLUMNS)]
    Sample(SampleArgs),
}

impl Command {
    /// As it is typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Score(_) => "score",
            Self::Explain(_) => "explain",
            Self::Compare(_) => "compare",
            Self::Report(_) => "report",
            Self::Verify(_) => "verify",
            Self::Scan(_) => "scan",
            Self::Plan(_) => "plan",
            Self::New(_) => "new",
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
    pub inputs: Vec<PathBuf>,
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
    /// Results of an earlier period, for rules over several, once for each; or of this period, to tell what changed since
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
            ..Request::default()
        }
    }

    /// What is drawn with this seed.
    fn chance(&self, seed: Option<u64>, draws: Option<u32>) -> Option<Chance> {
        let draws = draws.unwrap_or(confidence::DRAWS);
        seed.map(|seed| Chance { seed, draws, jobs: self.threads() })
    }

    /// The number of threads asked for; 0 for as many as the machine has.
    pub fn threads(&self) -> usize {
        self.jobs.map_or(0, usize::from)
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Of every sheet, also tell each column and the cell of its header
    #[arg(long)]
    pub columns: bool,
    /// Write the files once more into this new folder, with the cells in question coloured and commented
    #[arg(long, value_name = "DIR")]
    pub mark: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder for the results
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Tallies that an engine has counted by the statement of `duly plan` (parquet or csv); INPUT is the roster then
    #[arg(long, value_name = "FILE")]
    tallies: Option<PathBuf>,
    /// Score what is sound although there are errors, and mark every page as a draft
    #[arg(long)]
    pub draft: bool,
    /// Seed of whatever is left to chance: draws of how sure ranks are (sheet 名次可信度), and the lots of a tie, where the rubric lets
    /// lots decide; without a seed nothing is drawn
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Columns of the roster that name a congress, outermost first, such as province,county,congress: each congress gets a workbook
    /// of its own in DIR/congresses, with a roll-up by each column, and there is no ranking.xlsx; see docs/bulk.md
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',')]
    pub each: Vec<String>,
    /// How often is drawn; otherwise 10000
    #[arg(long, value_name = "N", requires = "seed", conflicts_with = "tallies", value_parser = clap::value_parser!(u32).range(100..=i64::from(confidence::MOST_DRAWS)))]
    pub draws: Option<u32>,
    /// Kinds of output
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["xlsx", "json", "parquet"])]
    pub format: Vec<FormatArg>,
}

impl ScoreArgs {
    pub fn request(&self) -> Request {
        let chance = self.input.chance(self.seed, self.draws);
        let tallies = self.tallies.as_deref().map(TalliesFile::given);
        let publish = self.format.contains(&FormatArg::Xlsx);
        let (seed, each) = (self.seed, self.each.clone());
        Request { seed, chance, compare: true, publish, tallies, each, ..self.input.request(self.draft) }
    }

    /// The number of threads asked for; 0 for as many as the machine has.
    pub fn threads(&self) -> usize {
        self.input.threads()
    }
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
pub(super) struct ScanArgs {
    /// Finished workbooks (.xlsx, .xlsm)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What may stand in them although it looks private, such as the office's own telephone number; once for each
    #[arg(long, value_name = "TEXT")]
    pub allow: Vec<String>,
}

impl Arguments {
    /// The number of threads asked for.
    pub fn jobs(&self) -> Option<u16> {
        match &self.command {
            Command::Check(options) => options.input.jobs,
            Command::Score(options) => options.input.jobs,
            Command::Explain(options) => options.input.jobs,
            Command::Rubric(RubricArgs { command: RubricCommand::Diff(options) }) => options.jobs,
            Command::Compare(_)
            | Command::Report(_)
            | Command::Verify(_)
            | Command::Scan(_)
            | Command::Plan(_)
            | Command::Rubric(_)
            | Command::New(_)
            | Command::Sample(_) => None,
        }
    }

    /// What reading a file may take.
    pub fn limits(&self) -> Limits {
        let limits = match &self.command {
            Command::Check(options) => &options.input.limits,
            Command::Score(options) => &options.input.limits,
            Command::Explain(options) => &options.input.limits,
            Command::Compare(options) => &options.limits,
            Command::Report(options) => &options.limits,
            Command::Verify(options) => &options.limits,
            Command::Rubric(RubricArgs { command: RubricCommand::Diff(options) }) => &options.limits,
            Command::Scan(_) | Command::Plan(_) | Command::Rubric(_) | Command::New(_) | Command::Sample(_) => return Limits::default(),
        };
        limits.limits()
    }
}
