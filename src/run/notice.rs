//! The list for the notice board, made of a finished run.

use super::{Failure, Run};
use crate::base::problem::in_order;
use crate::report::publish;

/// Makes the public list where it is `asked` for; what must not be published stops that list and nothing else.
pub(super) fn put_up(run: &mut Run, asked: bool) -> Result<(), Failure> {
    if !asked {
        return Ok(());
    }
    run.published = publish(&run.review()).map_err(|error| Failure::Internal(error.to_string()))?;
    run.problems.append(&mut run.published.problems);
    run.problems = in_order(std::mem::take(&mut run.problems));
    Ok(())
}
