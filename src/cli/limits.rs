//! What reading one file may take, as it is typed.

use clap::Args;

use crate::sheet::Limits;

#[derive(Debug, Clone, Args)]
pub(super) struct LimitArgs {
    /// Most memory for reading one file, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().mebibytes, value_parser = clap::value_parser!(u32).range(64..=1 << 20))]
    max_memory: u32,
    /// Most time for reading one file, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().seconds, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    max_seconds: u32,
}

impl LimitArgs {
    pub fn limits(&self) -> Limits {
        Limits { mebibytes: self.max_memory, seconds: self.max_seconds }
    }
}
