//! What number is got from the rows, in words.

use super::Speaker;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Ballots, LeastTurnout, Measure, Missing, Share, Weights, TABLE};

impl<'a> Speaker<'a> {
    pub(in crate::report) fn measure(&self) -> Say {
        match &self.query.measure {
            Measure::Count => Say::new("计次", "counted"),
            Measure::Sum(column) => {
                let column = self.column(column);
                Say::new(format!("{}合计", column.zh), format!("sum of {}", column.en))
            }
            Measure::Distinct(column) => {
                let column = self.column(column);
                Say::new(format!("不同的{}个数", column.zh), format!("number of different {}", column.en))
            }
            Measure::Share(share) => self.share(share),
            Measure::Ratio { done, planned } => {
                let (done, planned) = (self.column(done), self.column(planned));
                Say::new(format!("{}合计 ÷ {}合计", done.zh, planned.zh), format!("sum of {} ÷ sum of {}", done.en, planned.en))
            }
            Measure::Mean { column, ballots, trim } => {
                let column = self.column(column);
                let mean = Say::new(format!("{}平均", column.zh), format!("mean of {}", column.en));
                join(&[self.weighed(mean, ballots, "份"), trimmed(trim.as_ref())], "，", ", ")
            }
            Measure::Rating { column, values, not_counted, ballots } => {
                let each = join(&self.valued(column, values), "、", ", ");
                let left = self.words(column, not_counted);
                let zh = if left.zh.is_empty() { String::new() } else { format!("，{}不计", left.zh) };
                let en = if left.en.is_empty() { String::new() } else { format!("; {} not counted", left.en) };
                let mean = Say::new(format!("票值平均（{}{zh}）", each.zh), format!("mean ballot ({}{en})", each.en));
                self.weighed(mean, ballots, "张")
            }
            Measure::Value(column) => {
                let column = self.column(column);
                Say::new(format!("取{}", column.zh), format!("the {}", column.en))
            }
            Measure::Last(column) => {
                let (column, tables) = (self.column(column), self.tables());
                Say::new(
                    format!("{}中最后一个有{1}的表的{1}", tables.zh, column.zh),
                    format!("the {} of the last of {} that has one", column.en, tables.en),
                )
            }
        }
    }

    /// A mean, how its classes are weighed, and how many ballots it needs.
    fn weighed(&self, mean: Say, ballots: &'a Ballots, unit: &str) -> Say {
        let minimum = ballots.minimum;
        let least = if minimum > 1 { Say::new(format!("至少 {minimum} {unit}"), format!("at least {minimum}")) } else { Say::default() };
        let weights = ballots.weights.as_ref().map_or_else(Say::default, |weights| self.weights(weights, unit));
        let turnout = ballots.turnout.as_ref().map_or_else(Say::default, turnout);
        join(&[mean, weights, least, turnout], "，", ", ")
    }

    fn weights(&self, weights: &'a Weights, unit: &str) -> Say {
        let class = |class: &String| {
            if weights.column == TABLE {
                same(self.rubric.table(class).and_then(|table| table.sheets.first()).unwrap_or(class))
            } else {
                self.word(&weights.column, class)
            }
        };
        let each = weights.of.iter().map(|(id, weight)| {
            let class = class(id);
            Say::new(format!("{}×{}", class.zh, weight.plain()), format!("{} ×{}", class.en, weight.plain()))
        });
        let each = join(&each.collect::<Vec<_>>(), "、", ", ");
        let by = if weights.column == TABLE { Say::new("表", "table") } else { self.column(&weights.column) };
        let few = weights.minimum_each;
        let lacking = if few > 1 {
            Say::new(format!("某类不足 {few} {unit}"), format!("a class with fewer than {few}"))
        } else {
            Say::new("某类没有票", "a class without ballots")
        };
        let (zh, en) = match weights.missing {
            Missing::Refuse => ("即为未记录", "means not recorded"),
            Missing::Zero => ("的按 0", "counts 0"),
            Missing::Renormalise => ("的不计，其余按权重折满", "is left out, the others scaled up"),
        };
        Say::new(
            format!("按{}分别平均后加权（{}；{}{zh}）", by.zh, each.zh, lacking.zh),
            format!("by {} first, then weighed ({}; {} {en})", by.en, each.en, lacking.en),
        )
    }

    fn valued(&self, column: &'a str, values: &[(String, Exact)]) -> Vec<Say> {
        let each = |(word, value): &(String, Exact)| {
            let word = self.word(column, word);
            Say::new(format!("{} {}", word.zh, value.plain()), format!("{} {}", word.en, value.plain()))
        };
        values.iter().map(each).collect()
    }

    fn share(&self, share: &'a Share) -> Say {
        let mut parts = self.valued(&share.column, &share.credit);
        let left: Vec<String> = share.excused.iter().chain(&share.not_required).cloned().collect();
        let left = self.words(&share.column, &left);
        if !left.zh.is_empty() {
            parts.push(Say::new(format!("{}不计入应到", left.zh), format!("{} left out", left.en)));
        }
        let all = join(&parts, "、", ", ");
        let column = self.column(&share.column);
        Say::new(format!("{}的比率（{}）", column.zh, all.zh), format!("share of {} ({})", column.en, all.en))
    }
}

/// `实到 ÷ 应到不低于 1/2`.
fn turnout(least: &LeastTurnout) -> Say {
    let (of, over) = (least.of.say(), least.over.say());
    let (zh, en, end) = match (&least.range.at_least, &least.range.above) {
        (Some(end), _) => ("不低于", "at least", end),
        (None, Some(end)) => ("高于", "above", end),
        (None, None) => return Say::default(),
    };
    Say::new(format!("{} ÷ {}{zh} {}", of.zh, over.zh, end.plain()), format!("{} ÷ {} {en} {}", of.en, over.en, end.plain()))
}

fn trimmed(trim: Option<&Exact>) -> Say {
    match trim {
        None => Say::default(),
        Some(share) if *share < Exact::one() => {
            let percent = (share * &Exact::from(100i64)).plain();
            Say::new(format!("去掉最高和最低的各 {percent}%"), format!("without the highest and the lowest {percent}%"))
        }
        Some(number) if *number == Exact::one() => Say::new("去掉一个最高分和一个最低分", "without the highest and the lowest"),
        Some(number) => {
            let number = number.plain();
            Say::new(format!("去掉 {number} 个最高分和 {number} 个最低分"), format!("without the {number} highest and the {number} lowest"))
        }
    }
}
