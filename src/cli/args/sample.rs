//! What `duly sample` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::base::exact::Exact;

#[derive(Debug, Args)]
pub(in crate::cli) struct SampleArgs {
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
    /// Share of rows in which a fault is planted, such as 0.05; planted.json lists them
    #[arg(long, value_name = "RATE", default_value = "0", value_parser = per_mille)]
    pub dirt: usize,
    /// Plant copied suggestions, arranged ballots and people at two places at once in the last half-year; oddities.json lists them
    #[arg(long)]
    pub oddities: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SampleFormat {
    Xlsx,
    Csv,
    Parquet,
}

/// A share from 0 to 1 with at most three decimals, in thousandths.
fn per_mille(text: &str) -> Result<usize, String> {
    let share = Exact::parse(text).filter(|share| !share.is_negative() && *share <= Exact::one());
    let thousandths = share.and_then(|share| (share * Exact::from(1000_i64)).to_whole());
    let thousandths = thousandths.and_then(|thousandths| usize::try_from(thousandths).ok());
    thousandths.ok_or_else(|| "expected a share from 0 to 1 with at most three decimals, such as 0.05".to_owned())
}
