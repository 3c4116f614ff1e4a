//! Invented names of people, each given once.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::words;

/// Gives out names and remembers them.
#[derive(Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
}

impl Names {
    /// A name nobody has yet. After many vain tries, as with hundreds of
    /// thousands of people, a numeral makes it a new one.
    pub(super) fn next(&mut self, dice: &mut Dice, female: bool) -> String {
        for _ in 0..40 {
            let name = invent(dice, female);
            if name != "王伟" && self.given.insert(name.clone()) {
                return name;
            }
        }
        let stem = invent(dice, female);
        let name = format!("{stem}{}", self.given.len());
        self.given.insert(name.clone());
        name
    }
}

/// A name, which others may have too.
pub(super) fn invent(dice: &mut Dice, female: bool) -> String {
    let surname = dice.weigh(words::SURNAMES);
    let given = if female { words::FEMALE } else { words::MALE };
    let (first, second) = (dice.pick(given), dice.pick(given));
    if first == second || dice.chance(22) {
        format!("{surname}{first}")
    } else {
        format!("{surname}{first}{second}")
    }
}

/// A name of two characters with a wide space between them, so that it is as
/// long as one of three; longer names as they are.
pub(super) fn padded(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => format!("{first}\u{3000}{second}"),
        _ => name.to_owned(),
    }
}
