//! The arithmetic of a quota in words: places, floors, ties, and who gave way to whom.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;
use crate::rank::standing::{FloorLine, QuotaLine};
use crate::report::roll::{Line, Roll};
use crate::report::said::places::kind;
use crate::rubric::model::{Edge, Floor, QuotaBase, QuotaSize, Selection};

/// `镇级：符合条件 64 人，20% = 12.8，舍去小数 12 名。`, and a line for each floor.
pub(super) fn lines(roll: &Roll, selection: &Selection, quota: &QuotaLine) -> Vec<String> {
    let (selected, tied, left) = (quota.selected.len(), quota.tied.len(), quota.places_at_edge);
    let zh = roll.language() == Language::Chinese;
    let proposed = if zh { format!("；建议 {selected} 人") } else { format!("; proposed {selected}") };
    let open = match (tied, selection.ties, zh) {
        (0, ..) => String::new(),
        (_, Edge::Committee, true) => format!("；余 {left} 名，由并列的 {tied} 人中产生，待会议决定"),
        (_, Edge::Committee, false) => format!("; {left} place(s) left for {tied} who are tied, for the committee"),
        (_, Edge::Include | Edge::Exclude, true) => format!("；余 {left} 名，并列的 {tied} 人按办法均不列入"),
        (_, Edge::Include | Edge::Exclude, false) => format!("; {left} place(s) left, the {tied} who are tied stay out under the rubric"),
    };
    let range = in_range(roll, quota);
    let mut lines = vec![[size(roll, selection, quota).as_str(), &proposed, &open, &range, roll.pick("。", ".")].concat()];
    lines.extend(selection.floors.iter().zip(&quota.floors).map(|(floor, line)| self::floor(roll, floor, line)));
    lines.extend((!quota.gave_way.is_empty()).then(|| gave_way(roll, quota)));
    lines
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
            let (how, whole) = match rounding {
                Some(RoundMode::Down) => (roll.pick("舍去小数为", "rounded down to"), quota.exact.floor()),
                Some(mode) => (roll.pick("四舍五入为", "rounded to"), quota.exact.round(0, *mode)),
                None => (roll.pick("进一取整为", "rounded up to"), quota.exact.ceil()),
            };
            let (percent, exact, places) = (percent.plain(), quota.exact.plain(), quota.places);
            let as_rounded = whole == Exact::from(places);
            let whole = whole.plain();
            if zh {
                let least = if as_rounded { String::new() } else { format!("，按办法的下限或人数为 {places} 名") };
                format!("{group}：{of} {base} 人，{base} × {percent}% = {exact}，{how} {whole} 名{least}")
            } else {
                let least =
                    if as_rounded { String::new() } else { format!(", {places} under the rubric's least number or for want of people") };
                format!("{group}: {base} {of}, {percent}% of {base} = {exact}, {how} {whole}{least}")
            }
        }
        (QuotaSize::Range(..), _) if zh => format!("{group}：名额 {} 至 {} 名", quota.places, quota.most),
        (QuotaSize::Range(..), _) => format!("{group}: {} to {} places", quota.places, quota.most),
        (QuotaSize::Number(_) | QuotaSize::Percent { .. }, _) if zh => format!("{group}：定额 {} 名", quota.places),
        (QuotaSize::Number(_) | QuotaSize::Percent { .. }, _) => format!("{group}: fixed number {}", quota.places),
    }
}

/// `其中类别为集体的不少于 2 名（20% = 1.8，取 2）：符合条件的有 3 人。`
fn floor(roll: &Roll, floor: &Floor, line: &FloorLine) -> String {
    let kind = kind(roll.rubric(), floor);
    let (places, eligible) = (line.places, line.eligible);
    let short = eligible < places;
    match roll.language() {
        Language::Chinese => {
            let reason = floor.reason.as_ref().map(|reason| format!("（{reason}）")).unwrap_or_default();
            let exact = line.exact.as_ref().map(|exact| format!("，由 {} 取整", exact.plain())).unwrap_or_default();
            let short = if short { "，全部列入，仍不足" } else { "" };
            format!("其中{}的不少于 {places} 名{exact}{reason}：符合条件的有 {eligible} 人{short}。", kind.zh)
        }
        Language::English => {
            let reason = floor.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
            let exact = line.exact.as_ref().map(|exact| format!(", from {}", exact.plain())).unwrap_or_default();
            let short = if short { ", all of them in and still too few" } else { "" };
            format!("At least {places} with {}{exact}{reason}: {eligible} eligible{short}.", kind.en)
        }
    }
}

fn gave_way(roll: &Roll, quota: &QuotaLine) -> String {
    let names = |numbers: &[usize]| {
        let names = numbers.iter().filter_map(|number| roll.line(*number)).map(|line| line.subject.name.as_str());
        names.collect::<Vec<_>>().join(roll.pick("、", ", "))
    };
    let (out, into) = (names(&quota.gave_way), names(&quota.brought));
    match roll.language() {
        Language::Chinese => format!("为满足上述下限，{into} 列入，名次在前的 {out} 让位。"),
        Language::English => format!("To meet these floors {into} came in, and {out}, who rank higher, gave way."),
    }
}

/// Why somebody is in whose rank would not do.
pub(super) fn brought(roll: &Roll, line: &Line) -> String {
    let selection = roll.rubric().selection.as_ref();
    let of = |floor: &&Floor| line.subject.columns.get(&floor.column).is_some_and(|word| floor.is.contains(word));
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
