//! The distinct values of one column, each under a small number.
//!
//! In: cells as they are read. Out: the number of each, the same for the same cell only: texts by every byte, numbers by every bit. Texts lie one
//! behind another in one piece of memory.

use std::hash::Hasher;

use super::held::Held;
use crate::base::period::Day;

/// The number of a place where nothing stands.
pub const NOTHING: u32 = 0;
/// More bytes of text than this are too many for one column.
const MOST_BYTES: usize = 1 << 31;

/// Distinct values; they are numbered from 1.
#[derive(Debug, Default)]
pub struct Values {
    /// Of each value where its text lies, or its bits.
    words: Vec<u64>,
    kinds: Vec<Kind>,
    texts: String,
    /// Numbers of values where their hash points, or after.
    slots: Vec<u32>,
    last: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
    Bool,
    Error,
    Unfinished,
}

impl Values {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The value with this number; nothing for [`NOTHING`].
    pub fn get(&self, number: u32) -> Option<Held<'_>> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let (kind, word) = (*self.kinds.get(at)?, *self.words.get(at)?);
        Some(match kind {
            Kind::Text => Held::Text(self.text(word)),
            Kind::Error => Held::Error(self.text(word)),
            Kind::Number => Held::Number(f64::from_bits(word)),
            Kind::Date => Held::Date(day(word)?),
            Kind::Bool => Held::Bool(word == 1),
            Kind::Unfinished => Held::Unfinished,
        })
    }

    fn text(&self, word: u64) -> &str {
        let start = usize::try_from(word >> 32).unwrap_or(usize::MAX);
        let length = usize::try_from(word & u64::from(u32::MAX)).unwrap_or(usize::MAX);
        self.texts.get(start..start.saturating_add(length)).unwrap_or_default()
    }

    /// The number of a value, and the bytes that it took; nothing where there is no more room.
    pub fn number(&mut self, cell: Held) -> Option<(u32, usize)> {
        if self.is(self.last, cell) {
            return Some((self.last, 0));
        }
        if (self.words.len() + 1) * 4 > self.slots.len() * 3 {
            self.widen();
        }
        let mut at = self.first_slot(hash(cell));
        loop {
            match self.slots.get(at).copied()? {
                NOTHING => break,
                number if self.is(number, cell) => {
                    self.last = number;
                    return Some((number, 0));
                }
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        self.keep(cell)?;
        let number = u32::try_from(self.words.len()).ok()?;
        *self.slots.get_mut(at)? = number;
        self.last = number;
        Some((number, size_of::<u64>() + 1 + 2 * size_of::<u32>() + cell.length()))
    }

    fn keep(&mut self, cell: Held) -> Option<()> {
        let (kind, word) = match cell {
            Held::Text(text) => (Kind::Text, self.keep_text(text)?),
            Held::Error(text) => (Kind::Error, self.keep_text(text)?),
            Held::Number(number) => (Kind::Number, number.to_bits()),
            Held::Date(day) => (Kind::Date, days(day)),
            Held::Bool(truth) => (Kind::Bool, u64::from(truth)),
            Held::Unfinished => (Kind::Unfinished, 0),
        };
        self.kinds.push(kind);
        self.words.push(word);
        Some(())
    }

    fn keep_text(&mut self, text: &str) -> Option<u64> {
        let (start, length) = (self.texts.len(), text.len());
        if start.checked_add(length)? > MOST_BYTES {
            return None;
        }
        self.texts.push_str(text);
        Some(u64::try_from(start).ok()? << 32 | u64::try_from(length).ok()?)
    }

    fn is(&self, number: u32, cell: Held) -> bool {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let known = at.and_then(|at| Some((*self.kinds.get(at)?, *self.words.get(at)?)));
        match (known, cell) {
            (Some((Kind::Text, word)), Held::Text(text)) | (Some((Kind::Error, word)), Held::Error(text)) => self.text(word) == text,
            (Some((Kind::Number, word)), Held::Number(number)) => word == number.to_bits(),
            (Some((Kind::Date, word)), Held::Date(day)) => word == days(day),
            (Some((Kind::Bool, word)), Held::Bool(truth)) => word == u64::from(truth),
            (Some((Kind::Unfinished, _)), Held::Unfinished) => true,
            (
                Some((Kind::Text | Kind::Number | Kind::Date | Kind::Bool | Kind::Error | Kind::Unfinished, _)) | None,
                Held::Text(_) | Held::Number(_) | Held::Date(_) | Held::Bool(_) | Held::Error(_) | Held::Unfinished,
            ) => false,
        }
    }

    fn first_slot(&self, hash: u64) -> usize {
        usize::try_from(hash >> 32).unwrap_or(0) & (self.slots.len() - 1)
    }

    fn widen(&mut self) {
        let wide = (self.slots.len() * 2).max(64);
        self.slots = vec![NOTHING; wide];
        for number in 1..=u32::try_from(self.words.len()).unwrap_or(u32::MAX) {
            let Some(cell) = self.get(number) else { continue };
            let mut at = self.first_slot(hash(cell));
            while self.slots.get(at).is_some_and(|slot| *slot != NOTHING) {
                at = (at + 1) & (wide - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number;
            }
        }
    }
}

fn days(day: Day) -> u64 {
    use chrono::Datelike;
    i64::from(day.num_days_from_ce()).cast_unsigned()
}

fn day(word: u64) -> Option<Day> {
    Day::from_num_days_from_ce_opt(i32::try_from(word.cast_signed()).ok()?)
}

/// Where a value is looked for first; nothing is taken in this order.
fn hash(cell: Held) -> u64 {
    let mut hasher = super::packed::Quick::default();
    match cell {
        Held::Text(text) | Held::Error(text) => hasher.write(text.as_bytes()),
        Held::Number(number) => hasher.write_u64(number.to_bits()),
        Held::Date(day) => hasher.write_u64(days(day)),
        Held::Bool(truth) => hasher.write_u64(u64::from(truth)),
        Held::Unfinished => {}
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_cell_has_the_same_number_and_comes_back_as_it_was() {
        let texts: Vec<String> = (0..3_000).map(|number| format!("第{number}号")).collect();
        let days: Vec<Day> = (0..50).filter_map(|day| Day::from_num_days_from_ce_opt(700_000 + day)).collect();
        let mut cells: Vec<Held> = texts.iter().map(|text| Held::Text(text)).collect();
        cells.extend(days.iter().map(|day| Held::Date(*day)));
        cells.extend([Held::Number(0.0), Held::Number(-0.0), Held::Number(700_000.0), Held::Bool(true), Held::Bool(false)]);
        cells.extend([Held::Unfinished, Held::Error("第1号"), Held::Error("#REF!"), Held::Text("")]);
        let mut values = Values::default();
        let numbers: Vec<u32> = cells.iter().filter_map(|cell| values.number(*cell)).map(|(number, _)| number).collect();
        assert_eq!(numbers, (1..).take(cells.len()).collect::<Vec<u32>>(), "all are distinct");
        let again: Vec<u32> = cells.iter().filter_map(|cell| values.number(*cell)).map(|(number, _)| number).collect();
        assert_eq!(again, numbers);
        let back: Vec<Held> = numbers.iter().filter_map(|number| values.get(*number)).collect();
        assert_eq!(back, cells);
        assert!(matches!(values.get(3_052), Some(Held::Number(number)) if number.is_sign_negative()));
        assert_eq!((values.get(NOTHING), values.len()), (None, cells.len()));
    }
}
