//! One cell or row, made wrong as people make it wrong.

use super::{
    BLANK, DATE_UNCLEAR, ERROR_VALUE, LOST_DIGITS, NAME_OF_TWO, NEAR_NAME, NOT_A_DATE, NOT_A_NUMBER, NOT_WHOLE, OUT_OF_RANGE, UNKNOWN_NAME,
    UNKNOWN_WORD,
};
use crate::sample::dice::Dice;
use crate::sample::grid::{Cell, Grid};
use crate::sample::town::Town;
use crate::sample::words::OUTSIDE;

/// What stands in the cell instead.
pub(super) fn spoilt(code: &str, town: &Town, cell: &Cell, dice: &mut Dice) -> Option<Cell> {
    Some(match code {
        UNKNOWN_WORD => Cell::text(dice.pick(&["未道", "出度", "情假", "待定", "？"])),
        NOT_A_NUMBER => Cell::text(dice.pick(&["若干", "多次", "见附件", "不详"])),
        OUT_OF_RANGE => Cell::Whole(dice.pick(&[-3, 900, 9999])),
        NOT_A_DATE => Cell::text(dice.pick(&["2025-13-01", "2月30日", "近期", "2025.6.31"])),
        NOT_WHOLE => Cell::Tenths(dice.between(0, 20) * 10 + 5),
        ERROR_VALUE => Cell::Error(dice.pick(&["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])),
        DATE_UNCLEAR => Cell::text(dice.pick(&["05/06/2025", "7/8/2025", "03-04-2025"])),
        BLANK => Cell::Blank,
        UNKNOWN_NAME => Cell::text(dice.pick(OUTSIDE)),
        NEAR_NAME => Cell::Text(mistyped(cell)?),
        NAME_OF_TWO => town.people.iter().find(|person| person.shared_name).map(|one| Cell::text(one.name.clone()))?,
        LOST_DIGITS => match cell {
            Cell::Text(number) => Cell::LongNumber(number.get(..17)?.parse::<f64>().ok()?),
            Cell::Blank | Cell::Whole(_) | Cell::Tenths(_) | Cell::Date(_) | Cell::Sum(_) | Cell::LongNumber(_) | Cell::Error(_) => {
                return None
            }
        },
        _ => return None,
    })
}

/// The first name with its last character mistyped; names of two characters
/// would be too far from themselves.
fn mistyped(cell: &Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    let end = text.find(['、', '\n', '，', '（', '等']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut characters: Vec<char> = name.chars().collect();
    if characters.len() != 3 || characters.contains(&'\u{3000}') || rest.starts_with('（') {
        return None;
    }
    characters.pop();
    characters.push('燚');
    Some(characters.into_iter().chain(rest.chars()).collect())
}

/// The same row once more at the end; the second is the fault.
pub(super) fn duplicate(grid: &mut Grid, row: usize) -> Option<String> {
    if !matches!(grid.sheet.as_str(), "建议台账" | "活动台账" | "表彰奖励") {
        return None;
    }
    let copy = grid.rows.get(row)?.clone();
    grid.rows.push(copy);
    Some(grid.address(grid.rows.len() - 1, 0))
}
