//! What `duly explain` takes.

use clap::Args;

use super::InputArgs;
use crate::confidence;
use crate::run::Request;

#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Name or key of the subject
    #[arg(long, value_name = "NAME")]
    pub who: String,
    /// Only this criterion
    #[arg(long, value_name = "ID")]
    pub criterion: Option<String>,
    /// Also tell how sure the rank is, with this seed (see `duly score --seed`); without one nothing is drawn
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How often is drawn; otherwise 10000
    #[arg(long, value_name = "N", requires = "seed", value_parser = clap::value_parser!(u32).range(100..=i64::from(confidence::MOST_DRAWS)))]
    pub draws: Option<u32>,
}

impl ExplainArgs {
    pub fn request(&self) -> Request {
        Request { seed: self.seed, chance: self.input.chance(self.seed, self.draws), ..self.input.request(true) }
    }
}
