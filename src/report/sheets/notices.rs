//! 约谈提醒名单: who is to be told what, under which clause, and the numbers that say so. For the office only.

use crate::base::text::Language;
use crate::rank::standing::Noticed;
use crate::report::roll::{Line, Roll};
use crate::report::said::condition::{condition, named};
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::rubric::model::{Condition, Notice, Of, Periods};
use crate::score::condition::Looked;

/// Makes the sheet.
pub(in crate::report) fn sheet(roll: &Roll) -> Sheet {
    let title = name(roll);
    let rows: Vec<Vec<Cell>> = roll.rubric().notices.iter().flat_map(|notice| rows(roll, notice)).collect();
    let mut leads = vec![mark(roll).to_owned()];
    if rows.is_empty() {
        leads.push(roll.pick("本期无人符合办法所列情形。", "Nobody meets a condition in this period.").to_owned());
    }
    let mut notes = vec![roll
        .pick(
            "本表按办法逐条列出，只供内部使用；是否约谈、提醒由会议决定，不改变得分、等次和名次。",
            "Listed clause by clause for the office; the committee decides. It changes no score, grade or rank.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    Sheet {
        name: title.to_owned(),
        title: roll.titled(title),
        leads,
        grids: vec![Grid { heads: heads(roll), rows, ..Grid::default() }],
        notes,
        frozen: 2,
        signed: true,
        ..Sheet::default()
    }
}

/// Name of the sheet.
pub(super) fn name(roll: &Roll) -> &'static str {
    roll.pick("约谈提醒名单", "Notices")
}

/// What stands on every page.
pub(in crate::report) fn mark(roll: &Roll) -> &'static str {
    roll.pick("内部资料  不得公开", "Internal: not to be published")
}

fn heads(roll: &Roll) -> Vec<Head> {
    vec![
        Head::new(roll.pick("事项", "Notice"), 8, 18),
        Head::new(roll.named(), 8, 22),
        Head::new(roll.pick("编号", "Key"), 6, 18),
        Head::new(roll.pick("组", "Group"), 6, 18),
        Head::new(roll.pick("依据条款", "Clause"), 10, 24),
        Head::new(roll.pick("情况", "Situation"), 24, 50),
        Head::new(roll.pick("处理", "What is to be done"), 18, 40),
    ]
}

/// A row for everybody of whom the notice holds, in the order of the lists.
pub(super) fn rows(roll: &Roll, notice: &Notice) -> Vec<Vec<Cell>> {
    let noticed = |line: &Line| line.standing.notices.iter().find(|noticed| noticed.id == notice.id).cloned();
    let held = roll.lines().filter_map(|line| Some((line, noticed(line)?)));
    let row = |(line, noticed): (&Line, Noticed)| {
        vec![
            Cell::text(&notice.name),
            Cell::text(&line.subject.name),
            Cell::text(&line.subject.key),
            if line.subject.peer.is_empty() { Cell::dash() } else { Cell::text(&line.subject.peer) },
            Cell::long(&notice.clause),
            Cell::long(situation(roll, &notice.condition, &noticed)),
            Cell::long(&notice.text),
        ]
    };
    held.map(row).collect()
}

/// `不满意票 ÷ 有效票高于 0.5：21 ÷ 41`, `连续 2 期等次为差：本期差，上期差`.
fn situation(roll: &Roll, condition: &Condition, noticed: &Noticed) -> String {
    let said = self::condition(roll.rubric(), condition);
    let said = said.text(roll.language());
    let first = u64::from(matches!(condition.periods, Periods::Earlier(_)));
    let told = noticed.looked_at.iter().zip(first..).map(|(looked, back)| {
        let value = value(roll, condition, looked.as_ref());
        if condition.periods == Periods::This {
            value
        } else {
            format!("{}{value}", when(roll, back))
        }
    });
    let told: Vec<String> = told.filter(|told| !told.is_empty()).collect();
    if told.is_empty() {
        return said.to_owned();
    }
    format!("{said}{}{}", roll.pick("：", ": "), told.join(roll.pick("，", ", ")))
}

fn value(roll: &Roll, condition: &Condition, looked: Option<&Looked>) -> String {
    match (looked, &condition.of) {
        (Some(Looked::Number(number, None)), _) => number.plain(),
        (Some(Looked::Number(number, Some(divisor))), of) => {
            let over = condition.over.clone().map_or(Of::Total, Of::Count);
            let (of, over) = (named(roll.rubric(), of), named(roll.rubric(), &over));
            let (of, over) = (of.text(roll.language()), over.text(roll.language()));
            format!("{of} {}{}{over} {}", number.plain(), roll.pick("，", ", "), divisor.plain())
        }
        (Some(Looked::Rank(rank, ranked)), _) => match roll.language() {
            Language::Chinese => format!("第 {rank} 名（共 {ranked} 名）"),
            Language::English => format!("rank {rank} of {ranked}"),
        },
        (Some(Looked::Word(word)), _) => word.clone(),
        (None, Of::Veto(_) | Of::Selected) => String::new(),
        (
            None,
            Of::Count(_)
            | Of::Criterion(_)
            | Of::Dimension(_)
            | Of::Part(_)
            | Of::Total
            | Of::Exposure
            | Of::Column(_)
            | Of::Grade
            | Of::Rank
            | Of::RankShare,
        ) => roll.pick("无", "none").to_owned(),
    }
}

/// `本期`, `上期`, `前 2 期`.
fn when(roll: &Roll, back: u64) -> String {
    match (back, roll.language()) {
        (0, Language::Chinese) => "本期 ".to_owned(),
        (1, Language::Chinese) => "上期 ".to_owned(),
        (_, Language::Chinese) => format!("前 {back} 期 "),
        (0, Language::English) => "now ".to_owned(),
        (1, Language::English) => "the period before ".to_owned(),
        (_, Language::English) => format!("{back} periods before "),
    }
}
