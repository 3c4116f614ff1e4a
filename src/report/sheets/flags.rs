//! 供核对事项: what a person should look at, kind by kind, each with where it is seen and how it may be in order.
//!
//! Only for the office. Nothing here changes a number; the last column is for what was found on looking.

use crate::base::text::Language;
use crate::flag::{Flag, Kind, Source};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};

/// Name of the sheet.
pub(super) fn name(roll: &Roll) -> &'static str {
    roll.pick("供核对事项", "To be looked at")
}

/// Makes the sheet; none where there is nothing to look at.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let findings = roll.review.findings;
    let title = name(roll);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| findings.of(*kind).next().is_some()).collect();
    (!kinds.is_empty()).then(|| Sheet {
        name: title.to_owned(),
        title: roll.titled(title),
        leads: vec![
            super::notices::mark(roll).to_owned(),
            roll.pick(
                "以下只是线索，不是结论：先看出处，问清情况，再在末栏写明结果。",
                "These are leads, not findings: look at the source, ask, then write what you found in the last column.",
            )
            .to_owned(),
        ],
        grids: kinds.into_iter().map(|kind| grid(roll, kind)).collect(),
        notes: vec![roll
            .pick(
                "本表不改变任何得分、等次和名次，不得据此直接扣分，不对外公开。",
                "Nothing here changes a score, grade or rank; no points may be taken off for it alone. Not to be published.",
            )
            .to_owned()],
        signed: true,
        ..Sheet::default()
    })
}

fn grid(roll: &Roll, kind: Kind) -> Grid {
    let flags: Vec<&Flag> = roll.review.findings.of(kind).collect();
    let (name, innocent, count) = (kind.name(), kind.innocent(), flags.len());
    let caption = match roll.language() {
        Language::Chinese => format!("{}（{count} 项）　{}", name.zh, innocent.zh),
        Language::English => format!("{} ({count}). {}", name.en, innocent.en),
    };
    Grid {
        caption: Some(caption),
        heads: vec![
            Head::new(roll.pick("序号", "No."), 6, 8),
            Head::new(roll.pick("涉及人员", "Who"), 12, 22),
            Head::new(roll.pick("情况", "What is seen"), 26, 40),
            Head::new(roll.pick("数据", "Numbers"), 18, 30),
            Head::new(roll.pick("出处", "Where"), 34, 60),
            Head::new(roll.pick("核对结果", "Found on looking"), 14, 18),
        ],
        rows: flags.iter().enumerate().map(|(number, flag)| row(roll, number, flag)).collect(),
        ..Grid::default()
    }
}

fn row(roll: &Roll, number: usize, flag: &Flag) -> Vec<Cell> {
    let language = roll.language();
    let subjects = &roll.review.evidence.subjects;
    let who = flag.who.iter().filter_map(|number| subjects.get(usize::try_from(*number).ok()?));
    let who: Vec<String> = who.map(|subject| format!("{}{}", subject.name, language.bracketed(&subject.key))).collect();
    let figures = flag.figures.iter().map(|figure| format!("{}{}{}", figure.name.text(language), roll.pick("：", ": "), figure.value));
    vec![
        Cell::whole(number + 1),
        if who.is_empty() { Cell::dash() } else { Cell::long(who.join("\n")) },
        Cell::long(flag.seen.text(language)),
        Cell::long(figures.collect::<Vec<_>>().join("\n")),
        Cell::long(sources(&flag.sources, language)),
        Cell::Empty,
    ]
}

/// Places by sheet: the file and sheet once, then cells with what stands there.
fn sources(sources: &[Source], language: Language) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last = None;
    for source in sources {
        let sheet = source.place.at(0, 0);
        if last.as_ref() != Some(&sheet) {
            lines.push(sheet.to_string());
        }
        let at = match (source.place.cell(), source.to) {
            (Some(first), Some(to)) => format!("{first}–{to}"),
            (Some(cell), None) => cell,
            (None, _) => String::new(),
        };
        let at = match (source.place.column, language) {
            (0, Language::Chinese) if !at.is_empty() => format!("第 {at} 行"),
            (0, Language::English) if !at.is_empty() => format!("row {at}"),
            _ => at,
        };
        let line = [at.as_str(), source.text.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(line);
        }
        last = Some(sheet);
    }
    lines.join("\n")
}
