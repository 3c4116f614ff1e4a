//! Keys to members of the roster, and when they were in office.

use super::batch::{NO_DAY, NO_KEY};
use super::hash::Map;

/// Whom a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// This member of the roster.
    Member(u32),
    /// One who is not in office in the period.
    NotInOffice,
    /// One of whom the reader of sheets must tell.
    Odd,
    /// Nobody.
    Nobody,
}

/// Numbers from here on stand for those who are no members.
const NOT_IN_OFFICE: u32 = u32::MAX - 2;
const ODD: u32 = u32::MAX - 1;
const NOBODY: u32 = u32::MAX;

/// The keys of a roster.
#[derive(Debug)]
pub(super) enum Index {
    /// Keys that lie close together.
    Dense(Vec<u32>),
    /// Others.
    Sparse(Map<u32, u32>),
}

impl Index {
    /// For so many keys, of which this is the highest.
    pub fn new(keys: usize, highest: u32) -> Self {
        if highest as usize <= keys.saturating_mul(4).saturating_add(1 << 20) {
            Self::Dense(vec![NOBODY; highest as usize + 1])
        } else {
            Self::Sparse(Map::default())
        }
    }

    /// Tells whom a key names from now on; whom it named before.
    pub fn set(&mut self, key: u32, whom: Whom) -> Whom {
        if key == NO_KEY {
            return Whom::Nobody;
        }
        let number = match whom {
            Whom::Member(member) => member,
            Whom::NotInOffice => NOT_IN_OFFICE,
            Whom::Odd => ODD,
            Whom::Nobody => NOBODY,
        };
        told(match self {
            Self::Dense(list) => list.get_mut(key as usize).map_or(NOBODY, |slot| std::mem::replace(slot, number)),
            Self::Sparse(map) => map.insert(key, number).unwrap_or(NOBODY),
        })
    }

    /// Whom a key names.
    pub fn get(&self, key: u32) -> Whom {
        told(match self {
            Self::Dense(list) => list.get(key as usize).copied().unwrap_or(NOBODY),
            Self::Sparse(map) => map.get(&key).copied().unwrap_or(NOBODY),
        })
    }
}

fn told(number: u32) -> Whom {
    match number {
        NOBODY => Whom::Nobody,
        ODD => Whom::Odd,
        NOT_IN_OFFICE => Whom::NotInOffice,
        member => Whom::Member(member),
    }
}

/// First and last day in office of each member, in days from 1970; open ends are the lowest and the highest number.
#[derive(Debug, Default)]
pub(super) struct Terms(Vec<(i32, i32)>);

impl Terms {
    /// One more member.
    pub fn push(&mut self, from: i32, to: i32) {
        self.0.push((from, if to == NO_DAY { i32::MAX } else { to }));
    }

    /// Whether the member was in office on the day.
    pub fn holds(&self, member: u32, day: i32) -> bool {
        self.0.get(member as usize).is_none_or(|(from, to)| *from <= day && day <= *to)
    }

    /// First and last day.
    pub fn of(&self, member: u32) -> (i32, i32) {
        self.0.get(member as usize).copied().unwrap_or((NO_DAY, i32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_whether_they_lie_close_or_far() {
        for highest in [10, 4_000_000_000] {
            let mut index = Index::new(3, highest);
            assert_eq!(index.set(highest, Whom::Member(7)), Whom::Nobody);
            assert_eq!(index.set(highest, Whom::Odd), Whom::Member(7));
            assert_eq!((index.get(highest), index.get(3), index.get(NO_KEY)), (Whom::Odd, Whom::Nobody, Whom::Nobody));
        }
    }

    #[test]
    fn a_term_has_open_ends() {
        let mut terms = Terms::default();
        terms.push(NO_DAY, NO_DAY);
        terms.push(5, 9);
        assert!(terms.holds(0, -1000) && terms.holds(1, 5) && terms.holds(1, 9));
        assert!(!terms.holds(1, 4) && !terms.holds(1, 10));
    }
}
