//! The arithmetic of a quota in words: places, floors, ties, and who gave way to whom.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;
use crate::rank::standing::{BoundLine, QuotaLine};
use crate::report::roll::{Line, Roll};
use crate::report::said::places::kind;
use crate::rubric::model::{Bound, BoundSize, Edge, QuotaBase, QuotaSize, Selection};

/// `镇级：符合条件 64 人，20% = 12.8，舍去小数 12 名。`, and a line for each floor.
pub(super) fn lines(roll: &Roll, selection: &Selection, quota: &QuotaLine) -> Vec<String> {
    let (selected, tied, left) = (quota.selected.len(), quota.tied.len(), quota.places_at_edge);
    let zh = roll.language() == Language::Chinese;
    let proposed = if zh { format!("；建议 {selected} 人") } else { format!("; proposed {selected}") };
    let open = match (tied, selection.ties, zh) {
        (0, ..) => String::new(),
        (_, Edge::Committee | Edge::Include, true) => format!("；余 {left} 名，由并列的 {tied} 人中产生，待会议决定"),
        (_, Edge::Committee | Edge::Include, false) => format!("; {left} place(s) left for {tied} who are tied, for the committee"),
        (_, Edge::Lot, true) => format!("；余 {left} 名，由并列的 {tied} 人抽签产生，尚未抽签"),
        (_, Edge::Lot, false) => format!("; {left} place(s) left for {tied} who are tied, to be drawn by lot"),
        (_, Edge::Exclude, true) => format!("；余 {left} 名，并列的 {tied} 人按办法均不列入"),
        (_, Edge::Exclude, false) => format!("; {left} place(s) left, the {tied} who are tied stay out under the rubric"),
    };
    let (range, drawn) = (in_range(roll, quota), drawn(roll, quota));
    let mut lines = vec![[size(roll, selection, quota).as_str(), &proposed, &open, &range, &drawn, roll.pick("。", ".")].concat()];
    lines.extend(selection.ceilings.iter().zip(&quota.ceilings).map(|(ceiling, line)| self::ceiling(roll, quota, ceiling, line)));
    lines.extend((!quota.held.is_empty()).then(|| held(roll, quota)));
    lines.extend(selection.floors.iter().zip(&quota.floors).map(|(floor, line)| self::floor(roll, quota, floor, line)));
    lines.extend((!quota.gave_way.is_empty()).then(|| gave_way(roll, quota)));
    lines
}

/// How many came in by lot.
fn drawn(roll: &Roll, quota: &QuotaLine) -> String {
    let Some(lot) = &quota.lot else { return String::new() };
    let (places, tied) = (lot.places, lot.order.len());
    match roll.language() {
        Language::Chinese => format!("，其中 {places} 名由并列的 {tied} 人抽签产生，见“抽签记录”"),
        Language::English => format!(", {places} of them drawn by lot among {tied} who were tied, see “Lots”"),
    }
}

/// The open part of a range.
fn in_range(roll: &Roll, quota: &QuotaLine) -> String {
    let (open, places) = (quota.open.len() as u64, quota.most.saturating_sub(quota.selected.len() as u64));
    match (open, roll.language()) {
        (0, _) => String::new(),
        (_, Language::Chinese) if open > places => format!("；其后至多 {places} 名，由 {open} 人中产生，待会议决定"),
        (_, Language::Chinese) => format!("；其后 {open} 人在名额范围之内，待会议决定"),
        (_, Language::English) if open > places => format!("; up to {places} more among the next {open}, for the committee"),
        (_, Language::English) => format!("; the next {open} are within the range, for the committee"),
    }
}

fn size(roll: &Roll, selection: &Selection, quota: &QuotaLine) -> String {
    let zh = roll.language() == Language::Chinese;
    let group = if quota.group.is_empty() { roll.pick("全部", "All").to_owned() } else { quota.group.clone() };
    match (&selection.quota.size, quota.base) {
        (QuotaSize::Percent { percent, of, rounding }, Some(base)) => {
            let of = match of {
                QuotaBase::All => roll.pick("列名", "listed"),
                QuotaBase::Ranked => roll.pick("参加排名", "ranked"),
                QuotaBase::Eligible => roll.pick("符合条件", "eligible"),
            };
            let (how, whole) = rounded(roll, *rounding, &quota.exact);
            let (percent, exact, offered) = (percent.plain(), quota.exact.plain(), quota.offered);
            let as_rounded = whole == Exact::from(offered);
            let whole = whole.plain();
            if zh {
                let least = if as_rounded { String::new() } else { format!("，按办法的下限为 {offered} 名") };
                format!("{group}：{of} {base} 人，{base} × {percent}% = {exact}，{how} {whole} 名{least}{}", too_few(quota, zh))
            } else {
                let least = if as_rounded { String::new() } else { format!(", {offered} as the rubric's least number") };
                format!("{group}: {base} {of}, {percent}% of {base} = {exact}, {how} {whole}{least}{}", too_few(quota, zh))
            }
        }
        (QuotaSize::Range(..), _) if zh => format!("{group}：名额 {} 至 {} 名", quota.places, quota.most),
        (QuotaSize::Range(..), _) => format!("{group}: {} to {} places", quota.places, quota.most),
        (QuotaSize::Number(_) | QuotaSize::Percent { .. }, _) if zh => format!("{group}：定额 {} 名{}", quota.offered, too_few(quota, zh)),
        (QuotaSize::Number(_) | QuotaSize::Percent { .. }, _) => format!("{group}: fixed number {}{}", quota.offered, too_few(quota, zh)),
    }
}

/// Where there are fewer eligible people than places.
fn too_few(quota: &QuotaLine, zh: bool) -> String {
    match (quota.places < quota.offered, zh) {
        (false, _) => String::new(),
        (true, true) => format!("，符合条件的只有 {} 人", quota.places),
        (true, false) => format!(", only {} eligible", quota.places),
    }
}

/// `其中类别为集体的不少于 2 名（名额的 20% = 1.2，进一取整为 2 名）：符合条件的有 3 人，建议 2 人。`
fn floor(roll: &Roll, quota: &QuotaLine, floor: &Bound, line: &BoundLine) -> String {
    let (kind, exact, reason) = (kind(roll.rubric(), floor), from(roll, floor, line), reason(roll, floor));
    let (places, eligible) = (line.places, line.eligible);
    let (short, proposed) = (eligible < places, of_kind(roll, quota, floor));
    match roll.language() {
        Language::Chinese => {
            let short = if short { "，全部列入，仍不足" } else { "" };
            format!("其中{}的不少于 {places} 名{exact}{reason}：符合条件的有 {eligible} 人，建议 {proposed} 人{short}。", kind.zh)
        }
        Language::English => {
            let short = if short { ", all of them in and still too few" } else { "" };
            format!("At least {places} with {}{exact}{reason}: {eligible} eligible, {proposed} proposed{short}.", kind.en)
        }
    }
}

/// `其中层级为领导干部的不超过 2 名（理由）：符合条件的有 5 人，建议 2 人。`
fn ceiling(roll: &Roll, quota: &QuotaLine, ceiling: &Bound, line: &BoundLine) -> String {
    let (kind, exact, reason) = (kind(roll.rubric(), ceiling), from(roll, ceiling, line), reason(roll, ceiling));
    let (places, eligible) = (line.places, line.eligible);
    let proposed = of_kind(roll, quota, ceiling);
    match roll.language() {
        Language::Chinese => {
            format!("其中{}的不超过 {places} 名{exact}{reason}：符合条件的有 {eligible} 人，建议 {proposed} 人。", kind.zh)
        }
        Language::English => format!("At most {places} with {}{exact}{reason}: {eligible} eligible, {proposed} proposed.", kind.en),
    }
}

/// How many of those proposed are of the kind.
fn of_kind(roll: &Roll, quota: &QuotaLine, bound: &Bound) -> usize {
    let is_of_kind = |number: &&usize| roll.line(**number).is_some_and(|line| bound.takes(line.subject.columns.get(&bound.column)));
    quota.selected.iter().filter(is_of_kind).count()
}

/// How a percentage of the places came to a number.
fn from(roll: &Roll, bound: &Bound, line: &BoundLine) -> String {
    let (Some(exact), BoundSize::Percent { percent, rounding }) = (&line.exact, &bound.size) else { return String::new() };
    let (how, _) = rounded(roll, *rounding, exact);
    let (exact, percent) = (exact.plain(), percent.plain());
    match roll.language() {
        Language::Chinese => format!("（名额的 {percent}% = {exact}，{how} {} 名）", line.places),
        Language::English => format!(" ({percent}% of the places = {exact}, {how} {})", line.places),
    }
}

fn reason(roll: &Roll, bound: &Bound) -> String {
    match (&bound.reason, roll.language()) {
        (None, _) => String::new(),
        (Some(reason), Language::Chinese) => format!("（{reason}）"),
        (Some(reason), Language::English) => format!(" ({reason})"),
    }
}

/// In words, and what it gives.
fn rounded(roll: &Roll, rounding: Option<RoundMode>, exact: &Exact) -> (&'static str, Exact) {
    match rounding {
        Some(RoundMode::Down) => (roll.pick("舍去小数为", "rounded down to"), exact.floor()),
        Some(mode) => (roll.pick("四舍五入为", "rounded to"), exact.round(0, mode)),
        None => (roll.pick("进一取整为", "rounded up to"), exact.ceil()),
    }
}

fn names(roll: &Roll, numbers: &[usize]) -> String {
    let names = numbers.iter().filter_map(|number| roll.line(*number)).map(|line| line.subject.name.as_str());
    names.collect::<Vec<_>>().join(roll.pick("、", ", "))
}

fn gave_way(roll: &Roll, quota: &QuotaLine) -> String {
    let (out, into) = (names(roll, &quota.gave_way), names(roll, &quota.brought));
    match roll.language() {
        Language::Chinese => format!("为满足上述下限，{into} 列入，名次在前的 {out} 让位。"),
        Language::English => format!("To meet these floors {into} came in, and {out}, who rank higher, gave way."),
    }
}

fn held(roll: &Roll, quota: &QuotaLine) -> String {
    let (out, into) = (names(roll, &quota.held), names(roll, &quota.moved_up));
    match (roll.language(), into.is_empty()) {
        (Language::Chinese, true) => format!("因上述上限，{out} 不列入，没有可递补的人选。"),
        (Language::Chinese, false) => format!("因上述上限，{out} 不列入，由名次在后的 {into} 递补。"),
        (Language::English, true) => format!("Under these ceilings {out} stay out, and nobody could move up."),
        (Language::English, false) => format!("Under these ceilings {out} stay out, and {into}, who rank lower, moved up."),
    }
}

/// Why somebody is in whose rank would not do.
pub(super) fn brought(roll: &Roll, line: &Line) -> String {
    let selection = roll.rubric().selection.as_ref();
    let of = |floor: &&Bound| floor.takes(line.subject.columns.get(&floor.column));
    let floor = selection.and_then(|selection| selection.floors.iter().find(of));
    let Some(floor) = floor else { return String::new() };
    let kind = kind(roll.rubric(), floor);
    match (roll.language(), &floor.reason) {
        (Language::Chinese, Some(reason)) => format!("按名额下限列入：{}（{reason}）", kind.zh),
        (Language::Chinese, None) => format!("按名额下限列入：{}", kind.zh),
        (Language::English, Some(reason)) => format!("In under a floor: {} ({reason})", kind.en),
        (Language::English, None) => format!("In under a floor: {}", kind.en),
    }
}
