//! The figures that are laid before the committee, as columns: what the rubric's `shows` names.

use crate::base::exact::Exact;
use crate::report::roll::{Line, Roll};
use crate::report::said::condition::named;
use crate::report::said::places::shown;
use crate::report::sheet::{Cell, Head, Show};
use crate::rubric::model::Of;
use crate::score::condition::View;

/// A column for each figure.
pub(super) fn heads(roll: &Roll) -> Vec<Head> {
    shown(roll.rubric()).iter().map(|of| Head::new(name(roll, of), 9, 14)).collect()
}

/// A cell for each figure.
pub(super) fn cells(roll: &Roll, line: &Line) -> Vec<Cell> {
    let cell = |of: &Of| match (value(roll, line, of), of) {
        (None, _) => Cell::dash(),
        (Some(number), Of::Count(_)) => Cell::quantity(&number),
        (Some(number), _) => points(roll, &number),
    };
    shown(roll.rubric()).iter().map(cell).collect()
}

/// What a figure is called.
pub(super) fn name(roll: &Roll, of: &Of) -> String {
    named(roll.rubric(), of).text(roll.language()).to_owned()
}

/// The exact figure.
pub(super) fn value(roll: &Roll, line: &Line, of: &Of) -> Option<Exact> {
    View::of_card(roll.rubric(), line.subject, line.card).number(of)
}

/// Points, rounded as the rubric says.
pub(super) fn points(roll: &Roll, number: &Exact) -> Cell {
    let rounding = roll.rubric().rounding;
    Cell::Number(number.round(rounding.decimals, rounding.mode).to_f64(), Show::Points)
}

/// The same as text.
pub(super) fn printed(roll: &Roll, number: &Exact) -> String {
    let rounding = roll.rubric().rounding;
    number.print(rounding.decimals, rounding.mode)
}
