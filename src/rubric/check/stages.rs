//! Sub-periods and groups: what is done in stages agrees with what it is done to.

use super::Check;
use crate::base::text::Say;
use crate::rubric::model::{Criterion, Dimension, Example, Normalise, Totals, Within};

impl Check<'_> {
    pub(super) fn stages(&self) {
        for criterion in &self.rubric.criteria {
            let path = ["criteria", criterion.id.as_str()];
            self.totals(path, &criterion.totals);
            self.within(path, criterion.normalise.as_ref());
            self.either(criterion);
            for (index, example) in criterion.examples.iter().enumerate() {
                self.staged_example(criterion, example, &index.to_string());
            }
        }
        for dimension in &self.rubric.dimensions {
            let path = ["dimensions", dimension.id.as_str()];
            self.totals(path, &dimension.totals);
            self.within(path, dimension.normalise.as_ref());
            self.one_division(dimension);
        }
        for part in &self.rubric.parts {
            self.within(["parts", part.id.as_str()], part.normalise.as_ref());
        }
    }

    fn totals(&self, path: [&str; 2], totals: &Totals) {
        if let Some((floor, cap)) = totals.floor.as_ref().zip(totals.cap.as_ref()).filter(|(floor, cap)| floor > cap) {
            let (floor, cap) = (floor.plain(), cap.plain());
            let why = Say::new(
                format!("下限 total-floor（{floor}）高于上限 total-cap（{cap}）"),
                format!("`total-floor` ({floor}) is above `total-cap` ({cap})"),
            );
            self.conflict(&path, "total-floor", why);
        }
    }

    /// The group column is one of those declared.
    fn within(&self, path: [&str; 2], rule: Option<&Normalise>) {
        let Some(Within::Group(column)) = rule.map(|rule| &rule.within) else { return };
        let known: Vec<String> = std::iter::once("peer".to_owned()).chain(self.rubric.groups.iter().cloned()).collect();
        self.id(&[path.as_slice(), &["normalise", "within"]].concat(), column, &known);
    }

    fn either(&self, criterion: &Criterion) {
        if criterion.query.per.is_some() && criterion.normalise.is_some() {
            let why = Say::new("一项指标不能既分段（per）又标准化（normalise）", "a criterion is not both normalised and `per`");
            self.conflict(&["criteria", &criterion.id], "normalise", why);
        }
    }

    /// The criteria of a divided dimension are divided as it is.
    fn one_division(&self, dimension: &Dimension) {
        let Some(per) = dimension.per else { return };
        for criterion in self.rubric.criteria.iter().filter(|criterion| criterion.dimension == dimension.id) {
            let (path, name, word) = (["criteria", criterion.id.as_str()], &dimension.id, per.word());
            if criterion.query.per != Some(per) {
                let why = Say::new(
                    format!("分项 {name} 按 {word} 分段，其指标须同样写 per = \"{word}\""),
                    format!("dimension `{name}` is `per` {word}, and so must its criteria be: per = \"{word}\""),
                );
                self.conflict(&path, if criterion.query.per.is_some() { "per" } else { "dimension" }, why);
            }
            if criterion.totals != Totals::default() {
                let why = Say::new(
                    format!("分项 {name} 分段计算，全期的上下限须写在分项里"),
                    format!("dimension `{name}` adds up its sub-periods: bounds on all of them stand there"),
                );
                self.conflict(&path, if criterion.totals.cap.is_some() { "total-cap" } else { "total-floor" }, why);
            }
        }
    }

    /// An example tells the sub-period of each row, and whom it is compared with where it is.
    fn staged_example(&self, criterion: &Criterion, example: &Example, index: &str) {
        let path = ["criteria", criterion.id.as_str(), "examples", index];
        if !example.among.is_empty() && criterion.normalise.is_none() {
            let why = Say::new("among 与 normalise 同写", "`among` stands where the criterion is normalised");
            self.conflict(&path, "among", why);
        }
        let Some(per) = criterion.query.per else {
            if example.period.is_some() {
                self.conflict(&path, "period", Say::new("period 与 per 同写", "`period` stands where the criterion has `per`"));
            }
            return;
        };
        if example.rows.is_empty() && example.period.is_none() {
            let why = Say::new("没有行的算例须写 period", "an example without rows says its `period`");
            self.conflict(&path, "rows", why);
        }
        let one_part = example.period.as_ref().is_some_and(|period| period.parts(per).len() == 1);
        for (number, row) in example.rows.iter().enumerate() {
            let number = number.to_string();
            let path = [path.as_slice(), &["rows", &number]].concat();
            match (row.day(), &example.period) {
                (None, _) if !one_part => {
                    let why = Say::new("分段的指标，算例的行须有 date", "where the criterion has `per`, each row has a `date`");
                    self.conflict(&path, "date", why);
                }
                (Some(day), Some(period)) if !period.contains(day) => {
                    self.value(
                        &path,
                        &day.to_string(),
                        Say::new(format!("{} 内的日期", period.id), format!("a date within {}", period.id)),
                    );
                }
                (None | Some(_), _) => {}
            }
        }
    }
}
