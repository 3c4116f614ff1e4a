//! What rests on ballots and was held fixed, and why; and whom other ballots would have given a rank.

use crate::base::text::{Language, Say};
use crate::confidence::{Confidence, Held, PeerConfidence};
use crate::report::roll::Roll;
use crate::report::sheets::sure::percent;
use crate::rubric::model::{Rubric, TieBreak};

/// A note on all that was held fixed; none where that is nothing.
pub(super) fn note(roll: &Roll, confidence: &Confidence) -> Option<String> {
    let told = confidence.held.iter().map(|held| said(roll.rubric(), *held));
    let told: Vec<String> = told.map(|say| say.text(roll.language()).to_owned()).collect();
    let (zh, en) = ("与测评有关而没有重抽、照正式结果不变的：", "What rests on ballots and was held as it came out officially: ");
    let end = roll.pick("。", ".");
    (!told.is_empty()).then(|| format!("{}{}{end}", roll.pick(zh, en), told.join(roll.pick("；", "; "))))
}

/// What it is, and why it is not drawn.
fn said(rubric: &Rubric, held: Held) -> Say {
    let criterion = |number: usize| rubric.criteria.get(number).map_or("", |one| one.name.as_str());
    match held {
        Held::Measure(number) => told(
            criterion(number),
            "不是选票的平均数、比率或张数，重抽不适用",
            "its measure is no mean, share or number of ballots, so drawing does not apply",
        ),
        Held::ByCount(number) => told(criterion(number), "计分时要除以或对照另一个选票数", "a count of ballots divides or judges it"),
        Held::Compared(number) => told(
            criterion(number),
            "本人的票已重抽，组内比较所用的其他人的数不变",
            "own ballots are drawn, but compared with the others' numbers as they were",
        ),
        Held::Veto(number) => told(
            rubric.vetoes.get(number).map_or("", |veto| veto.name.as_str()),
            "这项否决涉及以前各期、等次或只影响评选资格",
            "this veto looks at earlier periods or grades, or bears on eligibility only",
        ),
        Held::List(number) => told(
            reason(rubric.standing.list_if.get(number).and_then(|one| one.reason.as_ref())),
            "只列名的这一条件涉及以前各期、等次或名次",
            "this condition for being listed only looks at earlier periods, grades or ranks",
        ),
        Held::Base => Say::new("基础分的条件", "the conditions of the base points"),
        Held::TieBreak(place) => {
            let name = rubric.standing.tie_breaks.get(place).map_or("", |one| named(rubric, one));
            told(name, "总分相同时按它定先后，先后照正式结果", "decides between equal totals, as it did officially")
        }
        Held::Eligibility(number) => {
            let barred = rubric.selection.as_ref().and_then(|selection| selection.barred.get(number));
            told(reason(barred.and_then(|one| one.reason.as_ref())), "评选资格照正式结果", "eligibility is as it came out officially")
        }
        Held::Mandates => Say::new("一人多职中按哪一个参加排名", "which mandate of one person is ranked"),
    }
}

fn told(name: &str, zh: &str, en: &str) -> Say {
    Say::new(format!("“{name}”（{zh}）"), format!("“{name}” ({en})"))
}

fn reason(written: Option<&String>) -> &str {
    written.map_or("", String::as_str)
}

fn named<'r>(rubric: &'r Rubric, one: &TieBreak) -> &'r str {
    let name = match one {
        TieBreak::Criterion(id) => rubric.criterion(id).map(|one| one.name.as_str()),
        TieBreak::Dimension(id) => rubric.dimension(id).map(|one| one.name.as_str()),
        TieBreak::Part(id) => rubric.parts.iter().find(|one| one.id == *id).map(|one| one.name.as_str()),
        TieBreak::Count(id) => rubric.counts.iter().find(|one| one.id == *id).map(|one| one.name.as_str()),
    };
    name.unwrap_or_default()
}

/// Those whom a veto that rests on ballots leaves without rank, and how often other ballots would not; none where there are none.
pub(super) fn spared(roll: &Roll, draws: u32, peer: &PeerConfidence) -> Option<String> {
    let each = peer.spared.iter().filter_map(|(number, spared)| {
        let subject = roll.review.evidence.subjects.get(*number)?;
        let share = percent(*spared, draws);
        Some(format!("{} {share}", subject.name))
    });
    let each: Vec<String> = each.collect();
    let all = each.join(roll.pick("、", ", "));
    (!each.is_empty()).then(|| match roll.language() {
        Language::Chinese => format!("按测评被否决或不排名的，重抽中不被否决、参加排名的次数占：{all}。"),
        Language::English => format!("Without rank by a rule on ballots; the share of draws in which they would have one: {all}."),
    })
}
