//! 任期履职记录: what the results of several periods say of each subject, for re-nomination and for proposing delegates to other
//! offices. Facts only: there is no score of several periods, and nobody is put first.

use crate::base::exact::{Exact, RoundMode};
use crate::base::period::Period;
use crate::base::text::Language;
use crate::fact::past::Proposed;
use crate::rank::record::times;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};

use super::remarks::PROPOSED;
use super::term::{by_grade, days, entries, in_short, running, Entry};

/// Over the term, and period by period; nothing where no earlier results were given.
pub(in crate::report) fn sheets(roll: &Roll) -> Vec<Sheet> {
    if roll.review.earlier.is_empty() {
        return Vec::new();
    }
    let periods = periods(roll);
    let people: Vec<(&Line, Vec<Option<Entry>>)> = in_order_of_keys(roll).into_iter().map(|line| (line, entries(roll, line))).collect();
    vec![over_the_term(roll, &periods, &people), period_by_period(roll, &periods, &people)]
}

/// Of each peer group by key: a rank of one period would put somebody first.
fn in_order_of_keys<'a>(roll: &'a Roll<'a>) -> Vec<&'a Line<'a>> {
    let mut lines: Vec<&Line> = roll.lines().collect();
    lines.sort_by_key(|line| (&line.subject.peer, &line.subject.key));
    lines
}

/// The oldest first, this one the last; with what rubric it was assessed by.
fn periods<'a>(roll: &'a Roll) -> Vec<(&'a Period, String)> {
    let here = format!("{} {}", roll.rubric().id, roll.rubric().version);
    let earlier = roll.review.earlier.iter().rev().map(|earlier| (&earlier.period, earlier.rubric.clone()));
    earlier.chain([(roll.review.period, here)]).collect()
}

fn over_the_term(roll: &Roll, periods: &[(&Period, String)], people: &[(&Line, Vec<Option<Entry>>)]) -> Sheet {
    let title = roll.pick("任期履职记录", "Record of the term");
    let mut heads = persons(roll);
    heads.extend(periods.iter().map(|(period, _)| Head::new(period.say().text(roll.language()), 13, 16)));
    heads.extend([
        Head::new(roll.pick("有结果的期数", "Periods with results"), 7, 9),
        Head::new(roll.pick("在任天数", "Days in office"), 7, 9),
        Head::new(roll.pick("各等次期数", "Periods by grade"), 10, 16),
        Head::new(roll.pick("连续", "Running"), 16, 24),
        Head::new(roll.pick("列入建议人选期数", "Periods proposed"), 8, 10),
        Head::new(roll.pick("有否决、限等期数", "Periods with a veto"), 8, 10),
        Head::new(roll.pick("推荐意见", "Opinion"), 10, 14),
    ]);
    let row = |(line, entries): &(&Line, Vec<Option<Entry>>)| {
        let mut row = persons_cells(line);
        row.extend(entries.iter().map(|entry| entry.as_ref().map_or_else(Cell::dash, |entry| Cell::Text(in_short(roll, entry)))));
        let days = periods.iter().zip(entries).map(|((period, _), entry)| days(period, entry.as_ref()?.exposure.as_ref()?));
        let days: Exact = days.flatten().sum();
        row.extend([
            Cell::whole(entries.iter().flatten().count()),
            days.to_whole().map_or_else(Cell::dash, |days| u32::try_from(days).map_or_else(|_| Cell::dash(), Cell::whole)),
            Cell::long(by_grade(roll, entries)),
            Cell::long(running(roll, entries)),
            Cell::whole(times(entries, |entry| entry.proposed == Proposed::Yes).all),
            Cell::whole(times(entries, |entry| !entry.vetoes.is_empty()).all),
            Cell::Empty,
        ]);
        row
    };
    Sheet {
        name: title.to_owned(),
        title: format!("{title}{}", roll.pick("（供推荐连任、推荐任职参考）", " (for reference when nominating again or for other offices)")),
        leads: vec![roll
            .pick(
                "本表照录各期结果，只列事实，不另行打分，不排先后（按编号排列）。以前各期取自所给的结果文件夹，本期为本次结果。",
                "What the results of each period say; no score is made of them and nobody is put first (in order of keys). Earlier periods are those of the results given, the last is this run.",
            )
            .to_owned()],
        grids: vec![Grid { heads, rows: people.iter().map(row).collect(), ..Grid::default() }],
        notes: notes(roll),
        frozen: 3,
        signed: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    }
}

fn persons(roll: &Roll) -> Vec<Head> {
    vec![Head::new(roll.pick("排名组", "Peer group"), 7, 16), Head::new(roll.named(), 8, 20), Head::new(roll.pick("编号", "Key"), 6, 16)]
}

fn persons_cells(line: &Line) -> Vec<Cell> {
    let peer = if line.subject.peer.is_empty() { Cell::dash() } else { Cell::text(&line.subject.peer) };
    vec![peer, Cell::text(&line.subject.name), Cell::text(&line.subject.key)]
}

fn period_by_period(roll: &Roll, periods: &[(&Period, String)], people: &[(&Line, Vec<Option<Entry>>)]) -> Sheet {
    let title = roll.pick("任期履职逐期", "Record by period");
    let mut heads = persons(roll);
    heads.extend([
        Head::new(roll.pick("考核期", "Period"), 10, 16),
        Head::new(roll.pick("办法", "Rubric"), 10, 20),
        Head::new(roll.pick("总分", "Total"), 8, 12),
        Head::new(roll.pick("名次", "Rank"), 6, 8),
        Head::new(roll.pick("参加排名", "Ranked"), 6, 8),
        Head::new(roll.pick("等次", "Grade"), 8, 16),
        Head::new(roll.pick("建议人选", "Proposed"), 8, 10),
        Head::new(roll.pick("否决、限等情形", "Vetoes"), 12, 30),
        Head::new(roll.pick("在任天数", "Days in office"), 7, 9),
        Head::new(roll.pick("在任比例", "Part in office"), 7, 10),
    ]);
    let mut rows = Vec::new();
    for (line, entries) in people {
        for ((period, rubric), entry) in periods.iter().zip(entries) {
            let Some(entry) = entry else { continue };
            let mut row = persons_cells(line);
            row.extend([
                Cell::text(period.say().text(roll.language())),
                Cell::text(rubric),
                entry.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
                entry.rank.map_or_else(Cell::dash, Cell::whole),
                Cell::whole(entry.ranked),
                entry.grade.as_ref().map_or_else(Cell::dash, Cell::text),
                match entry.proposed {
                    Proposed::Yes => Cell::text(PROPOSED),
                    Proposed::Open => Cell::text(roll.pick("待定", "open")),
                    Proposed::No => Cell::Empty,
                },
                Cell::long(entry.vetoes.iter().map(|veto| veto.name.as_str()).collect::<Vec<_>>().join(roll.pick("、", ", "))),
                entry.exposure.as_ref().and_then(|exposure| days(period, exposure)?.to_whole()).map_or_else(Cell::dash, Cell::whole),
                entry.exposure.as_ref().map_or_else(Cell::dash, |exposure| {
                    Cell::Text(format!("{}%", (exposure * &Exact::from(100i64)).print(1, RoundMode::HalfUp)))
                }),
            ]);
            rows.push(row);
        }
    }
    Sheet {
        name: title.to_owned(),
        title: format!("{title}{}", roll.pick("（供参考）", " (for reference)")),
        grids: vec![Grid { heads, rows, filter: true, ..Grid::default() }],
        notes: notes(roll),
        frozen: 3,
        points: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    }
}

fn notes(roll: &Roll) -> Vec<String> {
    let mut gone: Vec<String> = Vec::new();
    for (key, name) in roll.review.earlier.iter().flat_map(|earlier| &earlier.gone) {
        let told = format!("{name}{}", roll.language().bracketed(key));
        if !gone.contains(&told) {
            gone.push(told);
        }
    }
    let mut notes = vec![roll
        .pick(
            "“—”为该期没有结果（不在任或没有参加考评）。“待定”为该期交会议决定，结果文件不记会议的决定。“限等”为办法只限制等次的情形。各期办法可能不同，分数不宜直接相比，名次与等次以该期办法为准。",
            "“—”: no result in that period (not in office, or not assessed). “Open”: left to the committee then, whose decision results do not hold. “Limited”: only the grade was limited. Rubrics may differ from period to period, so points are not to be compared as they stand.",
        )
        .to_owned()];
    if !gone.is_empty() {
        let (number, names) = (gone.len(), gone.join(roll.pick("、", ", ")));
        notes.push(match roll.language() {
            Language::Chinese => format!("以前各期有结果、本期名册没有的 {number} 人未列：{names}。"),
            Language::English => format!("{number} with earlier results are not on this roster and not listed: {names}."),
        });
    }
    notes.extend(roll.stopped_notes());
    notes
}
