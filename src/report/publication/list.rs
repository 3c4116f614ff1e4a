//! The notice and its list: what is put up, for how long, whom to turn to, and the names.

use crate::base::text::Language;
use crate::report::folio::{Block, Folio, Slot};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Show};
use crate::report::wording::{long_day, span};
use crate::rubric::model::{ListOrder, Listed, Shown};

use super::names::word;
use super::{Group, List};

/// Half-width characters of a line of the text block.
const WIDTH: u16 = 84;

pub(super) fn folio(list: &List) -> Folio {
    let roll = list.roll;
    let columns = columns(list);
    let widths = widths(list, &columns);
    let mut blocks = vec![Block::Title(title(list)), Block::Gap];
    blocks.extend(notice(list).into_iter().map(Block::Prose));
    blocks.push(Block::Gap);
    let mut repeated = None;
    for group in &list.groups {
        if list.groups.len() > 1 && !group.name.is_empty() {
            blocks.push(Block::Caption(group.name.to_owned()));
        }
        // One table's head stands on each of its pages; of several tables none is the head of all.
        repeated = (list.groups.len() == 1).then_some(blocks.len());
        blocks.push(Block::Row(columns.iter().map(|column| Slot::head(head(roll, column), 1)).collect()));
        blocks.extend(group.lines.iter().zip(1_u32..).map(|((line, name), number)| {
            Block::Row(columns.iter().map(|column| Slot::of(cell(roll, column, line, name, number), 1)).collect())
        }));
        blocks.extend((0..group.open).map(|_| Block::Row(columns.iter().map(|_| Slot::of(Cell::Empty, 1)).collect())));
        blocks.push(Block::Gap);
    }
    blocks.extend(notes(list).into_iter().map(Block::Note));
    blocks.push(Block::Gap);
    let issuer = list.publication.issuer.as_ref().or(roll.rubric().issuer.as_ref());
    blocks.push(Block::Closing(issuer.cloned().unwrap_or_else(|| "____________________".to_owned())));
    blocks.push(Block::Closing(today(roll).unwrap_or_else(|| roll.pick("____年__月__日", "____-__-__").to_owned())));
    Folio { name: roll.pick("公示", "Notice").to_owned(), widths, blocks, repeated, row_height: 24.0, narrow: false }
}

fn title(list: &List) -> String {
    let roll = list.roll;
    let own = list.publication.name.clone();
    let made = || match (list.publication.who, &roll.rubric().selection) {
        (Listed::Selected, Some(selection)) => {
            let name = selection.name.trim_end_matches("人选").trim_end_matches("建议");
            match roll.language() {
                Language::Chinese => format!("拟{}{name}名单公示", selection.word),
                Language::English => format!("{name}: proposed"),
            }
        }
        (Listed::Selected | Listed::Ranked | Listed::All, _) => roll.titled(roll.pick("结果公示", "results")),
    };
    let open = list.groups.iter().any(|group| group.open > 0);
    format!("{}{}", own.unwrap_or_else(made), if open { roll.pick("（待定稿）", " (not final)") } else { "" })
}

/// What is put up and why, for how long, how to object, whom to turn to.
fn notice(list: &List) -> Vec<String> {
    let (roll, publication) = (list.roll, list.publication);
    let rubric = roll.rubric();
    let (language, period) = (roll.language(), span(roll.review.period, roll.language()));
    let number: u64 = list.groups.iter().map(|group| u64::try_from(group.lines.len()).unwrap_or(0) + group.open).sum();
    let called = if rubric.subject.called.is_empty() { roll.pick("对象", "subjects") } else { &rubric.subject.called };
    let word = rubric.selection.as_ref().map(|selection| selection.word.clone()).filter(|_| publication.who == Listed::Selected);
    let named = |name: &str| if name.starts_with('《') { name.to_owned() } else { format!("《{name}》") };
    let what = match (language, word) {
        (Language::Chinese, Some(word)) => {
            format!("根据{}，经对{period}履职情况量化评分，拟对下列{number}名{called}予以{word}，现予公示。", named(&rubric.name))
        }
        (Language::Chinese, None) => {
            format!("根据{}，现将{period}履职情况量化评分结果（{number}名{called}）予以公示。", named(&rubric.name))
        }
        (Language::English, Some(word)) => format!("Under “{}”, for {period}, the following {number} are proposed ({word}).", rubric.name),
        (Language::English, None) => format!("Under “{}”, for {period}, the results of {number} are made public.", rubric.name),
    };
    let days = publication.days;
    let dates = today(roll).and_then(|_| publication.workdays.after(roll.review.as_of, days));
    let dates = dates.map(|(from, to)| (long_day(from, language), long_day(to, language)));
    let time = match (language, dates) {
        (Language::Chinese, Some((from, to))) => format!("公示期：{from}至{to}（{days}个工作日）。"),
        (Language::Chinese, None) => format!("公示期：____年__月__日至____年__月__日（不少于{days}个工作日）。"),
        (Language::English, Some((from, to))) => format!("The notice stands from {from} to {to} ({days} working days)."),
        (Language::English, None) => format!("The notice stands from ____-__-__ to ____-__-__ (at least {days} working days)."),
    };
    let objection = publication.objection.clone().unwrap_or_else(|| {
        roll.pick(
            "对公示内容有异议的，请在公示期内向下列联系人反映，写明事实和依据，并署真实姓名。",
            "Objections may be made until then, in writing and signed, with facts and reasons.",
        )
        .to_owned()
    });
    let contact = publication.contact.clone().unwrap_or_else(|| {
        roll.pick(
            "____________    联系电话：____________    地点：____________",
            "____________    Telephone: ____________    Place: ____________",
        )
        .to_owned()
    });
    let indent = roll.pick("\u{3000}\u{3000}", "");
    let contact = format!("{}{contact}", roll.pick("联系人：", "Contact: "));
    [what, time, objection, contact].into_iter().map(|text| format!("{indent}{text}")).collect()
}

/// The day of the notice; none where nobody has said which day it is, since a period's last day is none for a notice of it.
fn today(roll: &Roll) -> Option<String> {
    let (as_of, period) = (roll.review.as_of, roll.review.period);
    (as_of > period.to).then(|| long_day(as_of, roll.language()))
}

fn notes(list: &List) -> Vec<String> {
    let roll = list.roll;
    let order = match list.publication.order {
        ListOrder::Strokes => roll.pick("名单以姓氏笔画为序。", "In the order of names."),
        ListOrder::Rank => roll.pick("名单以名次为序。", "In order of rank."),
    };
    let open: u64 = list.groups.iter().map(|group| group.open).sum();
    let left = (open > 0).then(|| match roll.language() {
        Language::Chinese => format!("空行的 {open} 个名额由会议确定，填入姓名、删去本句和标题中的“（待定稿）”后方可张贴。"),
        Language::English => {
            format!("{open} place(s) are for the committee: fill in the names, and delete this line and “(not final)”, before it goes out.")
        }
    });
    std::iter::once(order.to_owned()).chain(left).collect()
}

/// The columns that have something to show.
fn columns<'l>(list: &'l List) -> Vec<&'l Shown> {
    let graded = !list.roll.rubric().grades.is_empty();
    list.publication.columns.iter().filter(|column| graded || **column != Shown::Grade).collect()
}

fn head(roll: &Roll, column: &Shown) -> String {
    match column {
        Shown::Number => roll.pick("序号", "No.").to_owned(),
        Shown::Name => roll.named(),
        Shown::Peer => roll.pick("组别", "Group").to_owned(),
        Shown::Rank => roll.pick("名次", "Rank").to_owned(),
        Shown::Total => roll.pick("得分", "Total").to_owned(),
        Shown::Grade => roll.pick("等次", "Grade").to_owned(),
        Shown::Roster(id) => roll.group_title(id),
    }
}

fn cell(roll: &Roll, column: &Shown, line: &Line, name: &str, number: u32) -> Cell {
    let standing = line.standing;
    match column {
        Shown::Number => Cell::whole(number),
        Shown::Name => Cell::text(name),
        Shown::Peer => Cell::text(&line.subject.peer),
        Shown::Rank => standing.rank.map_or_else(Cell::dash, Cell::whole),
        Shown::Total => standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
        Shown::Grade => standing.grade.as_ref().map_or_else(Cell::dash, Cell::text),
        Shown::Roster(id) => Cell::long(word(roll, id, line)),
    }
}

/// As wide as the text block; what is left goes to the columns of the roster, or to all.
fn widths(list: &List, columns: &[&Shown]) -> Vec<u16> {
    let least = |column: &&Shown| match column {
        Shown::Number => 8,
        Shown::Rank | Shown::Total | Shown::Grade => 12,
        Shown::Name => 16,
        Shown::Peer => 18,
        Shown::Roster(id) => {
            let texts = list.groups.iter().flat_map(|group: &Group| &group.lines).map(|(line, _)| word(list.roll, id, line));
            let widest = texts.map(|text| unicode_width::UnicodeWidthStr::width(text.as_str())).max().unwrap_or(0);
            u16::try_from(widest + 2).unwrap_or(u16::MAX).clamp(10, 34)
        }
    };
    let widths: Vec<u16> = columns.iter().map(least).collect();
    let left = WIDTH.saturating_sub(widths.iter().sum());
    let each = left / u16::try_from(widths.len().max(1)).unwrap_or(1);
    widths.into_iter().map(|width| width + each).collect()
}
