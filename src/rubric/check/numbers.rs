//! Numbers lie where they make sense, and lower ends lie below upper ends.

use super::Check;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Measure, Points, Prorate, Query, Split};

impl Check<'_> {
    pub(super) fn numbers(&self) {
        let rubric = self.rubric;
        for dimension in &rubric.dimensions {
            let id = dimension.id.as_str();
            self.not_negative(&["dimensions", id, "full"], dimension.full.as_ref());
            self.not_negative(&["dimensions", id, "weight"], Some(&dimension.weight));
            self.ordered(&["dimensions", id, "floor"], dimension.floor.as_ref(), dimension.cap.as_ref());
        }
        for table in &rubric.tables {
            for (column, unit, factor) in
                table.columns.iter().flat_map(|column| column.units.iter().map(move |(unit, factor)| (column, unit, factor)))
            {
                if !factor.is_positive() {
                    let expected = Say::new("大于 0 的数", "a number above 0");
                    self.value(&["tables", &table.id, "columns", &column.id, "units", unit], &factor.plain(), expected);
                }
            }
        }
        let weights: Vec<&Exact> = rubric.dimensions.iter().map(|dimension| &dimension.weight).collect();
        self.some_weight(&["dimensions"], &weights);
        for part in &rubric.parts {
            self.not_negative(&["parts", &part.id, "weight"], Some(&part.weight));
        }
        let weights: Vec<&Exact> = rubric.parts.iter().map(|part| &part.weight).collect();
        self.some_weight(&["parts"], &weights);
        self.not_negative(&["bonus", "cap"], rubric.bonus_cap.as_ref());
        for criterion in &rubric.criteria {
            let id = criterion.id.as_str();
            self.ordered(&["criteria", id, "floor"], criterion.floor.as_ref(), criterion.cap.as_ref());
            if let Points::First { count, .. } = &criterion.points {
                self.not_negative(&["criteria", id, "points", "first", "count"], Some(count));
            }
            if criterion.prorate == Prorate::Target && criterion.points.prorated(&Exact::one()).is_none() {
                let why = Say::new(
                    "prorate = \"target\" 折算的是 target、needed、at-least、below 或 first 的 count，points 中没有",
                    "prorate = \"target\" takes target, needed, at-least, below or the count of first × exposure, and `points` has none",
                );
                self.conflict(&["criteria", id, "prorate"], "target", why);
            }
        }
        for (section, owner, query) in self.queries() {
            self.shares(section, owner, query);
            self.ballots(section, owner, query);
        }
        self.in_force();
    }

    fn not_negative(&self, path: &[&str], number: Option<&Exact>) {
        if let Some(number) = number.filter(|number| number.is_negative()) {
            self.value(path, &number.plain(), Say::new("不小于 0 的数", "a number not below 0"));
        }
    }

    fn ordered(&self, path: &[&str], floor: Option<&Exact>, cap: Option<&Exact>) {
        if let Some((floor, cap)) = floor.zip(cap).filter(|(floor, cap)| floor > cap) {
            let (floor, cap) = (floor.plain(), cap.plain());
            let why = Say::new(format!("下限 floor（{floor}）高于上限（{cap}）"), format!("`floor` ({floor}) is above the cap ({cap})"));
            self.conflict(path, "floor", why);
        }
    }

    fn some_weight(&self, path: &[&str], weights: &[&Exact]) {
        if !weights.is_empty() && weights.iter().all(|weight| weight.is_zero()) {
            self.conflict(path, "weight", Say::new("权重全为 0，无从计分", "all weights are 0, so nothing can be scored"));
        }
    }

    fn shares(&self, section: &str, owner: &str, query: &Query) {
        let most = match &query.split {
            Some(Split::LeadAndRest { lead, most }) => {
                if lead.is_negative() || *lead > Exact::one() {
                    let expected = Say::new("0 到 1 之间的数，其余由他人平分", "a number from 0 to 1: others share the rest");
                    self.value(&[section, owner, "split", "lead"], &lead.plain(), expected);
                }
                most
            }
            Some(Split::Pair { most, .. }) => most,
            Some(Split::LeadOnly | Split::EachFull | Split::Equal) | None => &None,
        };
        if *most == Some(0) {
            let expected = Say::new("不小于 1 的整数，否则人人为 0", "a whole number not below 1; else everyone gets 0");
            self.value(&[section, owner, "split", "most"], "0", expected);
        }
    }

    fn ballots(&self, section: &str, owner: &str, query: &Query) {
        if let Some(weights) = query.measure.weights() {
            let path = [section, owner, "measure", "weights"];
            for (class, weight) in &weights.of {
                self.not_negative(&[&path, [weights.column.trim_start_matches('#'), class].as_slice()].concat(), Some(weight));
            }
            self.some_weight(&path, &weights.of.iter().map(|(_, weight)| weight).collect::<Vec<_>>());
        }
        if let Measure::Mean { trim: Some(trim), .. } = &query.measure {
            let half = Exact::ratio(1, 2).unwrap_or_default();
            let share = trim.is_positive() && *trim < half;
            let whole = *trim >= Exact::one() && trim.to_whole().is_some();
            if !share && !whole {
                let expected = Say::new("不小于 1 的整数，或小于 0.5 的比例", "a whole number not below 1, or a share below 0.5");
                self.value(&[section, owner, "measure", "trim"], &trim.plain(), expected);
            }
        }
    }

    fn in_force(&self) {
        let (from, to) = &self.rubric.in_force;
        if let Some(to) = to.filter(|to| to < from) {
            let why = Say::new(format!("施行期止于 {to}，早于 {from}"), format!("it is in force until {to}, which is before {from}"));
            self.conflict(&["rubric", "in-force"], "to", why);
        }
    }
}
