//! 接待日: the days on which something was to be held, against those on which it was.

use super::bars::{below, Series};
use super::listed::{head, text, title, who, word};
use super::numbers::percent;
use crate::base::exact::Exact;
use crate::base::text::with_wide_marks;
use crate::fact::evidence::{Entry, Fact};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Emphasis, Grid, Head, Sheet};
use crate::rubric::model::calendar::{FIXED, HELD, HELD_ON, MISSED, MOVED, OTHER_DAY, OUTCOME};
use crate::rubric::model::follow::AHEAD;
use crate::rubric::model::{Calendar, Table};

/// The outcomes that a row of the summary counts, those to come last.
const COUNTED: [&str; 5] = [HELD, MOVED, OTHER_DAY, MISSED, AHEAD];

/// With so many subjects one page is still easy to read.
const MOST_ON_A_PAGE: usize = 12;

/// Makes the sheets: what became of the days of each subject, and day by day.
pub(super) fn sheets(roll: &Roll, calendar: &Calendar) -> Vec<Sheet> {
    let entries: Vec<&Entry> = roll.review.evidence.table(&calendar.id).into_iter().flat_map(|table| &table.entries).collect();
    let made = calendar.table();
    let mut sheet = Sheet {
        name: calendar.name.clone(),
        title: roll.titled(&format!("{}{}", calendar.name, roll.pick("开展情况", ": held and missed"))),
        grids: vec![summary(roll, &made, &entries)],
        notes: vec![roll
            .pick(
                "应开日为固定日；固定日放假的，移到规定的工作日。按日：在固定日开展；顺延：在移到的日子开展；改日：在规定范围内的别的日子开展。应开不含未到的日子，也不含启用以前的日子。",
                "The due day is the fixed day, or where that is off the day to which the rubric moves it. Held: on the fixed day; moved: on the day moved to; \
                 other day: on another day within the range. Days to come, and those before a subject's term, are not due.",
            )
            .to_owned()],
        signed: true,
        // Table, chart and what is signed, on one page.
        tall: u16::from(roll.lines().count() <= MOST_ON_A_PAGE),
        ..Sheet::default()
    };
    let series: Vec<Series> =
        COUNTED.iter().take(4).enumerate().map(|(index, outcome)| Series { name: said(roll, &made, outcome), column: 2 + index }).collect();
    below(
        &mut sheet,
        &format!("{}{}", calendar.name, roll.pick("应开与实开（次）", ": due and held")),
        0,
        &series,
        roll.lines().count(),
        "0;;",
    );
    let list = list(roll, calendar, &made, &entries);
    if list.rows.is_empty() {
        return vec![sheet];
    }
    let day_by_day = Sheet {
        name: format!("{}{}", calendar.name, roll.pick("明细", " day by day")),
        title: roll.titled(&format!("{}{}", calendar.name, roll.pick("逐日情况", ": day by day"))),
        grids: vec![list],
        frozen: 1,
        signed: true,
        emphasis: vec![Emphasis { text: missed_word(roll), bold: true, column: 4 }],
        ..Sheet::default()
    };
    vec![sheet, day_by_day]
}

fn missed_word(roll: &Roll) -> &'static str {
    roll.pick("未开展", MISSED)
}

fn said(roll: &Roll, made: &Table, outcome: &str) -> String {
    word(roll, made.column(OUTCOME), outcome)
}

fn is(entry: &Entry, outcome: &str) -> bool {
    entry.values.get(OUTCOME) == Some(&Fact::Text(outcome.to_owned()))
}

fn summary(roll: &Roll, made: &Table, entries: &[&Entry]) -> Grid {
    let counts = |of: &dyn Fn(&Entry) -> bool| -> Vec<u64> {
        COUNTED.iter().map(|outcome| entries.iter().filter(|entry| of(entry) && is(entry, outcome)).count() as u64).collect()
    };
    let row = |name: &str, counts: &[u64]| {
        let due: u64 = counts.iter().take(4).sum();
        let held: u64 = counts.iter().take(3).sum();
        let mut row = vec![Cell::text(name), Cell::whole(due)];
        row.extend(counts.iter().map(|count| Cell::whole(*count)));
        row.extend([Cell::text(format!("{held}/{due}")), percent(Exact::from(held).over(&Exact::from(due)).as_ref())]);
        row
    };
    let mut rows: Vec<Vec<Cell>> =
        roll.lines().map(|line| row(&line.subject.name, &counts(&|entry| entry.subject as usize == line.number))).collect();
    if rows.len() > 1 {
        rows.push(row(roll.pick("合计", "Total"), &counts(&|entry| roll.line(entry.subject as usize).is_some())));
    }
    let rate = roll.pick("开展率", "Rate");
    let mut heads = vec![who(roll), Head::new(roll.pick("应开", "Due"), 7, 9)];
    heads.extend(COUNTED.iter().map(|outcome| Head::new(said(roll, made, outcome), 8, 11)));
    heads.extend([Head::new(roll.pick("次数", "Of"), 8, 10).under(rate), Head::new("%", 8, 9).under(rate)]);
    Grid { heads, rows, ..Grid::default() }
}

fn list(roll: &Roll, calendar: &Calendar, made: &Table, entries: &[&Entry]) -> Grid {
    let held = roll.rubric().table(&calendar.held);
    let mut heads = vec![who(roll), head(roll, made, FIXED), head(roll, made, "date"), head(roll, made, HELD_ON)];
    heads.push(head(roll, made, OUTCOME));
    heads.extend(calendar.show.iter().map(|column| Head::new(held.map_or_else(String::new, |table| title(roll, table, column)), 10, 30)));
    let mut rows = Vec::new();
    for line in roll.lines() {
        for entry in entries.iter().filter(|entry| entry.subject as usize == line.number) {
            let mut row = vec![Cell::text(&line.subject.name)];
            row.extend([FIXED, "date", HELD_ON, OUTCOME].map(|column| Cell::text(text(roll, made, entry, column))));
            row.extend(calendar.show.iter().map(|column| shown(roll, held, entry, column)));
            rows.push(row);
        }
    }
    Grid { heads, rows, filter: true, ..Grid::default() }
}

/// What the row that tells that it was held has in a column.
fn shown(roll: &Roll, held: Option<&Table>, entry: &Entry, column: &str) -> Cell {
    match (entry.values.get(&format!("held.{column}")), held) {
        (Some(Fact::Text(text)), Some(table)) => Cell::long(with_wide_marks(&word(roll, table.column(column), text))),
        (Some(Fact::Number(number)), _) => Cell::quantity(&Exact::fixed(*number, 6)),
        (Some(Fact::Text(_) | Fact::NoValue(_)) | None, _) => Cell::Empty,
    }
}
