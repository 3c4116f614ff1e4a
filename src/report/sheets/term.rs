//! What is known of a subject in each period, and in short words of all of them. Facts only.

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::text::Language;
use crate::fact::past::Proposed;
use crate::rank::record::{times, Times};
use crate::rank::standing::Selected;
use crate::report::roll::{Line, Roll};
use crate::rubric::model::VetoEffect;

use super::remarks::PROPOSED;

/// One subject in one period.
pub(super) struct Entry {
    pub total: Option<Exact>,
    pub rank: Option<u32>,
    pub ranked: u64,
    pub grade: Option<String>,
    pub proposed: Proposed,
    pub vetoes: Vec<Struck>,
    pub exposure: Option<Exact>,
}

/// A veto that struck.
pub(super) struct Struck {
    pub name: String,
    /// Whether it only limits the grade.
    pub limits: bool,
}

/// Of each period, the oldest first and this one last; none where there is no result.
pub(super) fn entries(roll: &Roll, line: &Line) -> Vec<Option<Entry>> {
    let before = line.subject.past.iter().rev().map(|past| {
        let past = past.as_ref()?;
        Some(Entry {
            total: past.total.clone(),
            rank: past.rank,
            ranked: past.ranked,
            grade: past.grade.clone(),
            proposed: past.proposed,
            vetoes: past.vetoes.iter().map(|id| veto(roll, id)).collect(),
            exposure: past.exposure.clone(),
        })
    });
    let standing = line.standing;
    let now = Entry {
        total: standing.total.clone(),
        rank: standing.rank.filter(|_| line.ranked()),
        ranked: standing.ranked,
        grade: standing.grade.clone(),
        proposed: match standing.selected {
            Selected::Yes => Proposed::Yes,
            Selected::No => Proposed::No,
            Selected::Committee => Proposed::Open,
        },
        vetoes: standing.vetoes.iter().map(|id| veto(roll, id)).collect(),
        exposure: Some(line.subject.exposure.clone()),
    };
    before.chain([Some(now)]).collect()
}

/// What a veto is called here; its id where it is one of an older rubric.
fn veto(roll: &Roll, id: &str) -> Struck {
    let known = roll.rubric().vetoes.iter().find(|veto| veto.id == id);
    let limits = known.is_some_and(|veto| matches!(veto.effect, VetoEffect::GradeAtMost(_) | VetoEffect::NoGrade));
    Struck { name: known.map_or_else(|| id.to_owned(), |veto| veto.name.clone()), limits }
}

/// `85.20 分`, `第 3/46 名`, `优秀 ★`, a line each.
pub(super) fn in_short(roll: &Roll, entry: &Entry) -> String {
    let total = entry.total.as_ref().map(|total| total.print(roll.rubric().rounding.decimals, roll.rubric().rounding.mode));
    let rank = entry.rank.map(|rank| match roll.language() {
        Language::Chinese => format!("第 {rank}/{} 名", entry.ranked),
        Language::English => format!("rank {rank}/{}", entry.ranked),
    });
    let mut marks = vec![entry.grade.clone().unwrap_or_default()];
    match entry.proposed {
        Proposed::Yes => marks.push(PROPOSED.to_owned()),
        Proposed::Open => marks.push(roll.pick("待定", "open").to_owned()),
        Proposed::No => {}
    }
    let limits = !entry.vetoes.is_empty() && entry.vetoes.iter().all(|veto| veto.limits);
    let mark = if limits { roll.pick("限等", "limited") } else { roll.pick("否决", "veto") };
    marks.extend((!entry.vetoes.is_empty()).then(|| mark.to_owned()));
    marks.retain(|mark| !mark.is_empty());
    let unranked = rank.is_none().then(|| roll.pick("未排名", "not ranked").to_owned());
    let lines = [total, rank.or(unranked), Some(marks.join(" "))];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The days of a period in office, where it was reckoned in days.
pub(super) fn days(period: &Period, exposure: &Exact) -> Option<Exact> {
    let days = exposure * &Exact::from(period.days());
    days.to_whole().map(Exact::from)
}

/// `优秀 2、称职 1`: of this rubric's grades from the best, then others.
pub(super) fn by_grade(roll: &Roll, entries: &[Option<Entry>]) -> String {
    let mut grades: Vec<&str> = roll.rubric().grades.iter().map(|grade| grade.name.as_str()).collect();
    for grade in entries.iter().flatten().filter_map(|entry| entry.grade.as_deref()) {
        if !grades.contains(&grade) {
            grades.push(grade);
        }
    }
    let counted = grades.into_iter().map(|grade| (grade, times(entries, |entry| entry.grade.as_deref() == Some(grade)).all));
    let told = counted.filter(|(_, number)| *number > 0).map(|(grade, number)| format!("{grade} {number}"));
    told.collect::<Vec<_>>().join(roll.pick("、", ", "))
}

/// How often the best and the last grade came running; without grades, the first and the last fifth of the ranks.
pub(super) fn running(roll: &Roll, entries: &[Option<Entry>]) -> String {
    let grades = &roll.rubric().grades;
    let told = if let (Some(best), Some(last)) = (grades.first(), grades.last()) {
        let of = |name: &String| (name.clone(), times(entries, |entry| entry.grade.as_ref() == Some(name)));
        [of(&best.name), of(&last.name)]
    } else {
        let fifth = |entry: &Entry, is_first: bool| {
            let (Some(rank), ranked) = (entry.rank, entry.ranked) else { return false };
            let place = if is_first { u64::from(rank) } else { (ranked + 1).saturating_sub(u64::from(rank)) };
            place * 5 <= ranked
        };
        [
            (roll.pick("名次前 20%", "first 20% of ranks").to_owned(), times(entries, |entry| fifth(entry, true))),
            (roll.pick("名次后 20%", "last 20% of ranks").to_owned(), times(entries, |entry| fifth(entry, false))),
        ]
    };
    let told = told.into_iter().filter(|(_, times)| times.all > 0).map(|(name, times)| run(roll, &name, times));
    told.collect::<Vec<_>>().join("\n")
}

/// `优秀：最长连续 2 期，至今连续 1 期`.
fn run(roll: &Roll, name: &str, times: Times) -> String {
    let Times { all, longest, latest } = times;
    match roll.language() {
        Language::Chinese => format!("{name}：共 {all} 期，最长连续 {longest} 期，至今连续 {latest} 期"),
        Language::English => format!("{name}: {all} in all, {longest} running at most, {latest} up to now"),
    }
}
