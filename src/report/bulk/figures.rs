//! What a roll-up says of a number of subjects: how many, their mean and quartiles, grades, who is proposed.
//!
//! In: standings, one after another. Out: exact figures. Means are of exact totals and rounded once. Quartiles are of totals as
//! printed, in order: the one at place (n − 1) × ¼ counted from 0, and between two neighbours the part of their distance, as
//! QUARTILE and MEDIAN of spreadsheets have it.

use crate::base::exact::Exact;
use crate::rank::standing::{Selected, Standing, Status};
use crate::rubric::model::Rubric;

/// Subjects counted so far. Of each of the ranked eight bytes are kept, for the quartiles.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    congresses: u64,
    subjects: u64,
    ranked: u64,
    /// Of exact totals.
    sum: Exact,
    /// Printed totals in units of their last decimal.
    totals: Vec<i64>,
    /// Whether a total is too large for that; then there are no quartiles.
    beyond: bool,
    grades: Vec<u64>,
    open: u64,
    selected: u64,
    committee: u64,
    stopped: u64,
}

/// The figures of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub congresses: u64,
    pub subjects: u64,
    pub ranked: u64,
    /// Exact; none where nobody is ranked, as of all below.
    pub mean: Option<Exact>,
    /// Least, lower quartile, median, upper quartile, highest.
    pub quartiles: Option<[Exact; 5]>,
    /// By grade, in order of the rubric.
    pub grades: Vec<u64>,
    /// Those whose grade is open.
    pub open: u64,
    pub selected: u64,
    /// Left to the committee.
    pub committee: u64,
    /// Not ranked because of errors in the data.
    pub stopped: u64,
}

impl Gathered {
    /// One more subject.
    pub(super) fn take(&mut self, rubric: &Rubric, standing: &Standing, is_stopped: bool) {
        self.grades.resize(rubric.grades.len(), 0);
        self.subjects += 1;
        if is_stopped {
            self.stopped += 1;
            return;
        }
        if let (Status::Ranked, Some(_), Some(total)) = (standing.status, standing.rank, &standing.total) {
            self.ranked += 1;
            self.sum = &self.sum + standing.exact.as_ref().unwrap_or(total);
            match in_units(total, rubric.rounding.decimals) {
                Some(units) => self.totals.push(units),
                None => self.beyond = true,
            }
        }
        let grade = standing.grade.as_ref().and_then(|grade| rubric.grades.iter().position(|known| known.name == *grade));
        if let Some(count) = grade.and_then(|grade| self.grades.get_mut(grade)) {
            *count += 1;
        }
        self.open += u64::from(standing.grade.is_none() && !standing.grades_open.is_empty());
        self.selected += u64::from(standing.selected == Selected::Yes);
        self.committee += u64::from(standing.selected == Selected::Committee);
    }

    /// Those of one more congress.
    pub(super) fn add(&mut self, other: &Self) {
        self.congresses += 1;
        self.subjects += other.subjects;
        self.ranked += other.ranked;
        self.sum = &self.sum + &other.sum;
        self.totals.extend(&other.totals);
        self.beyond |= other.beyond;
        self.grades.resize(self.grades.len().max(other.grades.len()), 0);
        self.grades.iter_mut().zip(&other.grades).for_each(|(own, more)| *own += more);
        self.open += other.open;
        self.selected += other.selected;
        self.committee += other.committee;
        self.stopped += other.stopped;
    }

    /// What they come to.
    pub(super) fn figures(mut self, decimals: u32) -> Figures {
        self.totals.sort_unstable();
        Figures {
            congresses: self.congresses,
            subjects: self.subjects,
            ranked: self.ranked,
            mean: self.sum.over(&Exact::from(self.ranked)),
            quartiles: if self.beyond { None } else { quartiles(&self.totals, decimals) },
            grades: self.grades,
            open: self.open,
            selected: self.selected,
            committee: self.committee,
            stopped: self.stopped,
        }
    }
}

/// A total with at most so many decimals, in units of the last.
fn in_units(total: &Exact, decimals: u32) -> Option<i64> {
    (total * &Exact::from(10_i64.checked_pow(decimals)?)).to_whole()
}

/// Of numbers in order.
fn quartiles(totals: &[i64], decimals: u32) -> Option<[Exact; 5]> {
    let last = totals.len().checked_sub(1)?;
    let at = |place: usize| totals.get(place).map(|units| Exact::fixed(*units, decimals));
    let quarter = |quarters: usize| {
        let (place, rest) = (last * quarters / 4, last * quarters % 4);
        let below = at(place)?;
        if rest == 0 {
            return Some(below);
        }
        let part = Exact::ratio(i64::try_from(rest).ok()?, 4)?;
        Some(&below + &(&part * &(&at(place + 1)? - &below)))
    };
    Some([quarter(0)?, quarter(1)?, quarter(2)?, quarter(3)?, quarter(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(totals: &[i64]) -> Vec<String> {
        quartiles(totals, 1).map(|all| all.iter().map(Exact::plain).collect()).unwrap_or_default()
    }

    /// By hand; QUARTILE(…,1) of 1, 2, 4, 7, 8 is 2, of 1, 2, 4, 7 it is 1.75, and the median is 3.
    #[test]
    fn quartiles_are_those_of_spreadsheets() {
        assert_eq!(of(&[10, 20, 40, 70, 80]), ["1", "2", "4", "7", "8"]);
        assert_eq!(of(&[10, 20, 40, 70]), ["1", "1.75", "3", "4.75", "7"]);
        assert_eq!(of(&[-5]), ["-0.5"; 5]);
        assert_eq!(of(&[0, 1]), ["0", "0.025", "0.05", "0.075", "0.1"]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_total_too_large_for_its_unit_leaves_no_quartiles_and_no_wrong_ones() {
        let exact = |text| Exact::parse(text).unwrap_or_default();
        assert_eq!(in_units(&exact("-92.25"), 2), Some(-9225));
        assert_eq!(in_units(&exact("9223372036854775807"), 2), None);
        let gathered = Gathered { ranked: 1, totals: vec![1], beyond: true, ..Gathered::default() };
        assert_eq!(gathered.figures(2).quartiles, None);
    }
}
