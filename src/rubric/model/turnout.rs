//! Who could vote, who came, and what became of the ballots; and how shares of ballots are printed.

use super::range::Range;
use super::table::Table;
use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Say;

/// How far a ballot came; each number is at most the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Poll {
    /// Voters who should come.
    Due,
    /// Voters who came.
    Present,
    /// Ballots given out.
    Issued,
    /// Ballots given back.
    Returned,
    /// Ballots that are valid.
    Valid,
}

impl Poll {
    /// In order.
    pub const ALL: [Self; 5] = [Self::Due, Self::Present, Self::Issued, Self::Returned, Self::Valid];

    /// As a rubric writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Present => "present",
            Self::Issued => "issued",
            Self::Returned => "returned",
            Self::Valid => "valid",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::Due => Say::new("应到", "voters due"),
            Self::Present => Say::new("实到", "present"),
            Self::Issued => Say::new("发出票", "ballots issued"),
            Self::Returned => Say::new("收回票", "returned"),
            Self::Valid => Say::new("有效票", "valid"),
        }
    }
}

/// The columns of a table that tell the turnout.
#[derive(Debug, Clone, Default)]
pub struct Turnout {
    /// Number column of each, in order.
    pub columns: Vec<(Poll, String)>,
    /// Words of the counted column that are no valid ballots.
    pub void: Vec<String>,
}

impl Turnout {
    /// The column that tells this.
    pub fn column(&self, poll: Poll) -> Option<&str> {
        self.columns.iter().find(|(known, _)| *known == poll).map(|(_, column)| column.as_str())
    }

    /// Whether the column tells the turnout.
    pub fn holds(&self, column: &str) -> bool {
        self.columns.iter().any(|(_, known)| known == column)
    }
}

impl Table {
    /// Whether rows of the table say nothing but the turnout of ballots that stand on another sheet.
    pub fn tells_only_turnout(&self, measured: Option<&str>) -> bool {
        self.turnout.is_some() && measured.is_some_and(|measured| self.column(measured).is_none())
    }
}

/// The turnout that a vote needs: one number ÷ another.
#[derive(Debug, Clone)]
pub struct LeastTurnout {
    /// Above the line.
    pub of: Poll,
    /// Below it.
    pub over: Poll,
    /// What the share must be.
    pub range: Range,
}

/// How shares of ballots are printed; scores do not know of it.
#[derive(Debug, Clone, Copy)]
pub struct Shares {
    /// Decimals of the percentage.
    pub decimals: u32,
    /// What becomes of further decimals.
    pub mode: RoundMode,
    /// The shares of all options are made to add up to 100, by largest remainder.
    pub hundred: bool,
}

impl Default for Shares {
    fn default() -> Self {
        Self { decimals: 2, mode: RoundMode::HalfUp, hundred: false }
    }
}

impl Shares {
    /// The share as it is printed, as a part of 1: 54 of 93 at two decimals is 0.5806. `None` of nothing.
    pub fn of(&self, part: u64, whole: u64) -> Option<Exact> {
        Some(Exact::from(part).over(&Exact::from(whole))?.round(self.decimals + 2, self.mode))
    }

    /// The shares of all parts of a whole. Made to add up to 100, each is rounded down, and what is missing goes, a unit of the last
    /// decimal each, to those of which most was cut off; of equal ones to the larger part, then to the one that stands first.
    ///
    /// Source: the method of Hare and Niemeyer; a report that printed 54 of 93 as 58.07 %, its four shares adding up to 100.
    pub fn of_all(&self, parts: &[u64]) -> Vec<Option<Exact>> {
        let whole: u64 = parts.iter().sum();
        let exact = |part: &u64| Exact::from(*part).over(&Exact::from(whole));
        if !self.hundred {
            return parts.iter().map(|part| self.of(*part, whole)).collect();
        }
        let (Some(exact), Some(unit)) = (parts.iter().map(exact).collect::<Option<Vec<Exact>>>(), self.unit()) else {
            return vec![None; parts.len()];
        };
        let mut shares: Vec<Exact> = exact.iter().map(|share| share.round(self.decimals + 2, RoundMode::Down)).collect();
        let cut = |index: usize| exact.get(index).zip(shares.get(index)).map(|(exact, share)| exact - share);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|one, other| (cut(*other), parts.get(*other)).cmp(&(cut(*one), parts.get(*one))));
        let missing = (Exact::one() - shares.iter().cloned().sum()).over(&unit).and_then(|units| units.to_whole()).unwrap_or(0);
        for index in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
            if let Some(share) = shares.get_mut(index) {
                *share = &*share + &unit;
            }
        }
        shares.into_iter().map(Some).collect()
    }

    /// One unit of the last decimal.
    fn unit(self) -> Option<Exact> {
        (0..self.decimals + 2).try_fold(Exact::one(), |unit, _| unit.over(&Exact::from(10_u64)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(shares: Shares, parts: &[u64]) -> Vec<String> {
        let hundred = Exact::from(100_u64);
        let print = |share: &Option<Exact>| {
            share.as_ref().map_or_else(String::new, |share| (share * &hundred).print(shares.decimals, RoundMode::Down))
        };
        shares.of_all(parts).iter().map(print).collect()
    }

    /// The counts of a city's report, whose four shares were printed so.
    #[test]
    fn shares_forced_to_a_hundred_are_those_of_the_report() {
        let parts = [54, 33, 2, 4];
        let forced = Shares { hundred: true, ..Shares::default() };
        assert_eq!(printed(forced, &parts), ["58.07", "35.48", "2.15", "4.30"]);
        assert_eq!(printed(Shares::default(), &parts), ["58.06", "35.48", "2.15", "4.30"]);
        let cut = Shares { decimals: 1, mode: RoundMode::Down, hundred: false };
        assert_eq!(cut.of(25, 93).map(|share| share.plain()), Some("0.268".to_owned()), "25 of 93 was printed as 26.8 and is 26.88");
    }

    #[test]
    fn equal_remainders_go_to_the_larger_part_and_then_to_the_first() {
        let forced = Shares { decimals: 0, hundred: true, ..Shares::default() };
        assert_eq!(printed(forced, &[1, 1, 1]), ["34", "33", "33"]);
        assert_eq!(printed(forced, &[1, 3, 4]), ["12", "38", "50"]);
        assert_eq!(printed(forced, &[0, 0]), ["", ""]);
        assert_eq!(printed(forced, &[0, 7]), ["0", "100"]);
    }
}
