//! What a condition asks, in words.

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::wording::same;
use crate::rubric::model::{Column, Comparison, Condition, Of, Periods, Range, Rubric};

use super::query::range;

/// A condition, with its own reason where it has one.
pub(in crate::report) fn condition(rubric: &Rubric, condition: &Condition) -> Say {
    let Say { zh, en } = in_one_period(rubric, condition);
    let held = match condition.periods {
        Periods::This => Say::new(zh, en),
        Periods::Running(number) => Say::new(format!("连续 {number} 期{zh}"), format!("{en}, {number} periods running")),
        Periods::Earlier(number) => Say::new(format!("此前 {number} 期{zh}"), format!("{en} in each of the {number} periods before")),
    };
    match &condition.reason {
        Some(reason) => Say::new(format!("{}（{reason}）", held.zh), format!("{} ({reason})", held.en)),
        None => held,
    }
}

fn in_one_period(rubric: &Rubric, condition: &Condition) -> Say {
    let mut of = named(rubric, &condition.of);
    if let Some(count) = &condition.over {
        let divisor = named(rubric, &Of::Count(count.clone()));
        of = Say::new(format!("{} ÷ {} ", of.zh, divisor.zh), format!("{} ÷ {}", of.en, divisor.en));
    }
    match &condition.comparison {
        Comparison::Range(range) => {
            if let Some(said) = by_rank(&condition.of, range) {
                return said;
            }
            let range = self::range(range);
            Say::new(format!("{}{}", of.zh, range.zh), format!("{} {}", of.en, range.en))
        }
        Comparison::Missing => Say::new(format!("没有{}", of.zh), format!("{} is missing", of.en)),
        Comparison::Is(words) => {
            let words = written(rubric, &condition.of, words);
            Say::new(format!("{}为{}", of.zh, words.join("、")), format!("{} is {}", of.en, words.join(" or ")))
        }
        Comparison::IsNot(words) => {
            let words = written(rubric, &condition.of, words);
            Say::new(format!("{}不为{}", of.zh, words.join("、")), format!("{} is not {}", of.en, words.join(" or ")))
        }
        Comparison::Holds => of,
    }
}

/// A rank not above 2 is said as people say it: among the first two.
fn by_rank(of: &Of, range: &Range) -> Option<Say> {
    let percent = |share: &Exact| (share * &Exact::from(100i64)).plain();
    match (of, range) {
        (Of::Rank, Range { at_most: Some(last), at_least: None, above: None, below: None }) => {
            let last = last.plain();
            Some(Say::new(format!("名次在组内前 {last} 名"), format!("the rank is among the first {last} of the group")))
        }
        (Of::RankShare, Range { at_most: Some(share), at_least: None, above: None, below: None }) => {
            let share = percent(share);
            Some(Say::new(format!("名次在组内前 {share}%"), format!("the rank is within the first {share}% of the group")))
        }
        (Of::RankShare, Range { above: Some(share), at_least: None, at_most: None, below: None }) => {
            let share = percent(&(Exact::one() - share.clone()));
            Some(Say::new(format!("名次在组内后 {share}%"), format!("the rank is within the last {share}% of the group")))
        }
        _ => None,
    }
}

/// The words of a roster column as sheets write them.
pub(super) fn written<'a>(rubric: &'a Rubric, of: &Of, words: &'a [String]) -> Vec<&'a str> {
    let Of::Column(id) = of else { return words.iter().map(String::as_str).collect() };
    let known = rubric.table(&rubric.subject.table).and_then(|table| table.column(id)).map(Column::words).unwrap_or_default();
    let way = |word: &'a String| known.iter().find(|(id, _)| id == word).and_then(|(_, ways)| ways.first()).unwrap_or(word).as_str();
    words.iter().map(way).collect()
}

/// What a condition looks at.
pub(in crate::report) fn named(rubric: &Rubric, of: &Of) -> Say {
    let or = |name: Option<&String>, id: &String| same(name.unwrap_or(id));
    match of {
        Of::Count(id) => or(rubric.counts.iter().find(|count| count.id == *id).map(|count| &count.name), id),
        Of::Criterion(id) => or(rubric.criterion(id).map(|criterion| &criterion.name), id),
        Of::Dimension(id) => or(rubric.dimension(id).map(|dimension| &dimension.name), id),
        Of::Part(id) => or(rubric.parts.iter().find(|part| part.id == *id).map(|part| &part.name), id),
        Of::Total => Say::new("总分", "the total"),
        Of::Exposure => Say::new("在任时间占全期的比例", "the part of the period in office"),
        Of::Column(id) => {
            or(rubric.table(&rubric.subject.table).and_then(|table| table.column(id)).and_then(|column| column.headers.first()), id)
        }
        Of::Veto(Some(id)) => {
            let name = or(rubric.vetoes.iter().find(|veto| veto.id == *id).map(|veto| &veto.name), id);
            Say::new(format!("有否决“{}”", name.zh), format!("veto {} holds", name.en))
        }
        Of::Veto(None) => Say::new("有任一否决", "any veto holds"),
        Of::Grade => Say::new("等次", "the grade"),
        Of::Rank => Say::new("组内名次", "the rank in the group"),
        Of::RankShare => Say::new("组内名次与参加排名人数之比", "the rank in the group ÷ the number ranked"),
        Of::Selected => Say::new("列入建议人选", "being proposed"),
    }
}
