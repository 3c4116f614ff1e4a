//! The steps of a score as lines: what was done, and the number after it.

use super::show::Show;
use crate::base::exact::Exact;
use crate::rubric::model::Rounding;
use crate::score::card::Step;

/// Prints the steps, one a line.
pub(super) fn steps(show: &Show, rounding: Rounding, indent: &str, steps: &[Step]) {
    for step in steps {
        let after = step.after.as_ref().map(|after| format!(" = {}", both(after, rounding))).unwrap_or_default();
        show.line(&format!("{indent}{}{after}", step.what.text(show.language)));
    }
}

/// The decimal, and the fraction where the decimal is not exact.
pub(super) fn both(number: &Exact, rounding: Rounding) -> String {
    let printed = number.print(rounding.decimals, rounding.mode);
    let exact = number.plain();
    if Exact::parse(&printed).as_ref() == Some(number) {
        exact
    } else {
        format!("{printed}（{exact}）")
    }
}
