//! Grades fall, and the places of grades and quota can be filled.

use super::Check;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Mandates, Places, QuotaBase, QuotaSize};

/// A range of places is no wider: the rubric shall say how many, and every number in it is tried.
const WIDEST: u64 = 100;

impl Check<'_> {
    pub(super) fn places(&self) {
        self.grades();
        self.grade_places();
        self.quota();
        self.bounds();
        self.fairness();
        if self.rubric.standing.mandates == Mandates::Highest && self.rubric.subject.mandate.is_none() {
            let why = Say::new(
                "就高不就低须先在 subject 中写 mandate，说明哪一列区分同一人的任职",
                "`highest` needs `mandate` in `subject`, the column that tells the mandates of one person apart",
            );
            self.conflict(&["standing", "mandates"], "highest", why);
        }
    }

    /// From best to worst; marked at the first grade that is not as it should be.
    fn grades(&self) {
        let grades = &self.rubric.grades;
        let mut lowest: Option<&Exact> = None;
        for (index, grade) in grades.iter().enumerate() {
            let last = index + 1 == grades.len();
            let falls = grade.from.as_ref().is_none_or(|from| lowest.is_none_or(|lowest| from < lowest));
            let given = grade.from.is_some() || grade.places.is_some();
            if falls && if last { grade.from.is_none() } else { given } {
                lowest = grade.from.as_ref().or(lowest);
                continue;
            }
            let name = &grade.name;
            let why = Say::new(
                format!("等次须由高到低，各写 from 或 places，最后一等不写 from；“{name}”不是这样"),
                format!("grades go from best to worst, each with `from` or `places`, and the last has no `from`; `{name}` is not so"),
            );
            let marked = if grade.from.is_some() { "from" } else { name };
            self.conflict(&["grades", &index.to_string()], marked, why);
            return;
        }
    }

    fn grade_places(&self) {
        let mut shares: Vec<(QuotaBase, Exact)> = Vec::new();
        for (index, grade) in self.rubric.grades.iter().enumerate() {
            let index = index.to_string();
            match &grade.places {
                Some(Places::Number(number)) => self.some(&["grades", &index, "places"], *number),
                Some(Places::Range(least, most)) => self.range(&["grades", &index, "places", "range"], *least, *most),
                Some(Places::Percent { percent, of, .. }) => {
                    self.percent(&["grades", &index, "places", "percent"], percent);
                    shares.push((*of, percent.clone()));
                }
                None => {}
            }
        }
        for base in [QuotaBase::Ranked, QuotaBase::All] {
            let sum: Exact = shares.iter().filter(|(of, _)| *of == base).map(|(_, percent)| percent.clone()).sum();
            if sum > Exact::from(100i64) {
                let sum = sum.plain();
                let why = Say::new(format!("各等次的名额合计 {sum}%，多于全部"), format!("the grades ask for {sum} % together"));
                self.conflict(&["grades"], "percent", why);
            }
        }
    }

    fn quota(&self) {
        let Some(selection) = &self.rubric.selection else { return };
        match &selection.quota.size {
            QuotaSize::Number(_) => {}
            QuotaSize::Range(least, most) => self.range(&["selection", "quota", "range"], *least, *most),
            QuotaSize::Percent { percent, .. } => self.percent(&["selection", "quota", "percent"], percent),
        }
    }

    pub(super) fn some(&self, path: &[&str], number: u64) {
        if number == 0 {
            self.value(path, "0", Say::new("不小于 1 的整数", "a whole number not below 1"));
        }
    }

    fn range(&self, path: &[&str], least: u64, most: u64) {
        if most == 0 || most - least.min(most) > WIDEST {
            let expected = Say::new(
                format!("上限不小于 1，与下限相差不多于 {WIDEST}"),
                format!("an upper end not below 1 and at most {WIDEST} above the lower one"),
            );
            self.value(path, &format!("[{least}, {most}]"), expected);
        }
    }

    pub(super) fn percent(&self, path: &[&str], percent: &Exact) {
        if percent.is_negative() || *percent > Exact::from(100i64) {
            let expected = Say::new("0 到 100 的数，20 即 20%", "a number from 0 to 100; 20 is 20 %");
            self.value(path, &percent.plain(), expected);
        }
    }
}
