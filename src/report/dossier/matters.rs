//! Every record of a subject, criterion by criterion: when, what, as whom, counted or why not, and where it stands. What no criterion
//! looks at is told at the end, so that nobody has to guess whether a record was lost.

use std::collections::BTreeSet;

use crate::base::text::Language;
use crate::fact::evidence::{Aside, Entry};
use crate::report::folio::{Block, Slot};
use crate::report::record::Teller;
use crate::report::roll::{Line, Roll};
use crate::rubric::model::{Criterion, Dimension};
use crate::score::card::{Item, Step};
use crate::tally::Traced;

use super::record::{alone, together, Kept};
use super::{Own, Traces};

/// Chapters with their rows: one for each dimension that has records, then what counts nowhere.
pub(super) fn chapters(roll: &Roll, traces: &Traces, line: &Line) -> Vec<(String, Vec<Block>)> {
    let teller = Teller { rubric: roll.rubric(), language: roll.language() };
    let mut told: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut chapters = Vec::new();
    for dimension in &roll.rubric().dimensions {
        let rows = dimension_rows(roll, teller, traces, line, dimension, &mut told);
        if !rows.is_empty() {
            chapters.push((dimension.name.clone(), std::iter::once(heads(roll)).chain(rows).collect()));
        }
    }
    let left = left(roll, teller, traces, line, &told);
    if !left.is_empty() {
        let name = roll.pick("没有列入任何一项的记录", "Records that no criterion takes");
        chapters.push((name.to_owned(), std::iter::once(heads(roll)).chain(left).collect()));
    }
    chapters
}

fn heads(roll: &Roll) -> Block {
    let heads = [("日期", "Date"), ("事项", "What"), ("身份", "As"), ("是否计分", "Counted"), ("得分", "Points"), ("来源", "Where")];
    Block::Row(heads.map(|(zh, en)| Slot::head(roll.pick(zh, en), 1)).into())
}

fn dimension_rows(
    roll: &Roll,
    teller: Teller,
    traces: &Traces,
    line: &Line,
    dimension: &Dimension,
    told: &mut BTreeSet<(String, usize)>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let items = roll.rubric().criteria.iter().zip(&line.card.items).enumerate();
    for (number, (criterion, item)) in items.filter(|(_, (criterion, _))| criterion.dimension == dimension.id) {
        let looked_at = looked_at(roll, traces.of_subject(number, line.number));
        told.extend(looked_at.iter().map(|(one, _)| (one.table.clone(), one.entry)));
        let rows = rows(roll, teller, criterion, &looked_at);
        if !rows.is_empty() {
            blocks.push(Block::Row(vec![
                Slot::head(format!("{}{}", criterion.name, roll.language().bracketed(&criterion.clause)), 2),
                steps(roll, item),
            ]));
            blocks.extend(rows);
        }
    }
    blocks
}

/// The entries that the criterion takes, or would take but for a reason; of another period there is nothing to say here.
fn looked_at<'r>(roll: &Roll<'r>, traced: &'r [Traced]) -> Vec<(&'r Traced, &'r Entry)> {
    let entry = |one: &Traced| roll.review.evidence.table(&one.table).and_then(|table| table.entries.get(one.entry));
    let concerns = |one: &&Traced| !matches!(one.aside, Some(Aside::Where | Aside::OtherPeriod));
    let mut looked_at: Vec<(&Traced, &Entry)> = traced.iter().filter(concerns).filter_map(|one| Some((one, entry(one)?))).collect();
    looked_at.sort_by_key(|(one, entry)| (entry.day, entry.place.clone(), one.sub_period));
    looked_at
}

fn rows(roll: &Roll, teller: Teller, criterion: &Criterion, looked_at: &[(&Traced, &Entry)]) -> Vec<Block> {
    let (counted, single): (Vec<_>, Vec<_>) = looked_at.iter().copied().partition(|(one, _)| teller.is_together(criterion, &one.table));
    let mut blocks: Vec<Block> =
        single.into_iter().map(|(one, entry)| alone(roll, teller, &one.table, entry, &Kept::of(roll, criterion, one, entry))).collect();
    blocks.extend(together(roll, teller, criterion, &counted));
    blocks
}

/// How the records became points, step by step.
fn steps(roll: &Roll, item: &Item) -> Slot {
    let rounding = roll.rubric().rounding;
    let step = |step: &Step| {
        let after = step.after.as_ref().map(|after| format!(" = {}", after.print(rounding.decimals, rounding.mode))).unwrap_or_default();
        format!("{}{after}", step.what.text(roll.language()))
    };
    let steps: Vec<String> = item.steps.iter().map(step).collect();
    let none = item.nothing().map(|why| why.text(roll.language()).to_owned());
    let said = if steps.is_empty() { none.unwrap_or_default() } else { steps.join(roll.pick("；", "; ")) };
    Slot::of(crate::report::sheet::Cell::long(said), 4)
}

/// Entries of the subject that no criterion took or refused.
fn left(roll: &Roll, teller: Teller, traces: &Traces, line: &Line, told: &BTreeSet<(String, usize)>) -> Vec<Block> {
    let is_told = |own: &&Own| told.contains(&(own.table.to_owned(), own.number));
    let left = traces.entries(line.number).iter().filter(|own| own.entry.aside != Some(Aside::OtherPeriod) && !is_told(own));
    let left = left.map(|own| (own.table, own.entry));
    let (counted, mut single): (Vec<_>, Vec<_>) = left.partition(|(table, _)| is_counted(roll, table));
    single.sort_by_key(|(_, entry)| (entry.day, entry.place.clone()));
    let reason = |entry: &Entry| {
        let none = roll.pick("各项条件都不含此类", "of a kind that no criterion counts").to_owned();
        entry.aside.map_or(none, |aside| aside.say().text(roll.language()).to_owned())
    };
    let mut blocks: Vec<Block> =
        single.iter().map(|(table, entry)| alone(roll, teller, table, entry, &Kept { said: reason(entry), points: None })).collect();
    let many: u64 = counted.iter().map(|(_, entry)| entry.n).sum();
    if many > 0 {
        let said = match roll.language() {
            Language::Chinese => format!("另有测评、评分 {many} 份不在各项之内"),
            Language::English => format!("{many} ballots or marks besides"),
        };
        blocks.push(Block::Note(said));
    }
    blocks
}

/// Whether rows of the table are ballots, marks or counts, whichever criterion looks at them.
fn is_counted(roll: &Roll, table: &str) -> bool {
    let criteria = roll.rubric().criteria.iter().filter(|criterion| criterion.query.from.iter().any(|from| from == table));
    let teller = Teller { rubric: roll.rubric(), language: roll.language() };
    criteria.into_iter().any(|criterion| teller.is_together(criterion, table))
}
