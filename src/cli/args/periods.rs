//! What can be typed of scored periods: compared, and reported.

use std::path::PathBuf;

use clap::Args;

use super::super::limits::LimitArgs;

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Folders that `duly score` wrote, oldest first
    #[arg(required = true, num_args = 2.., value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// Folder for the comparison
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where the inputs lie now
    #[arg(long, value_name = "DIR")]
    pub inputs: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Folders that `duly score` wrote, oldest first: the last is reported, the one before set beside
    #[arg(required = true, value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// The document, ending in .docx, .md or .html
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// A template of the office's own, Markdown with figures in braces
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// For the office only: the page with everybody, points, ledgers and problems
    #[arg(long)]
    pub internal: bool,
    /// Where the inputs lie now
    #[arg(long, value_name = "DIR")]
    pub inputs: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
}
