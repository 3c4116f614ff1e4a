//! `congresses.xlsx`: an overview, then a sheet for each level, the congresses last with links to their workbooks.
//!
//! No sheet has more rows than a spreadsheet takes; of those left out it says how many they are and which file has them.

use std::path::Path;

use rust_xlsxwriter::XlsxError;

use super::book::Bare;
use super::figures::Figures;
use super::roll_up::{Row, Rows};
use super::{Common, Congress, FOLDER, LIST, TABLE};
use crate::base::exact::Exact;
use crate::report::book::{bound_within, letterhead, Room, MOST_HELD};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::report::style::Style;

/// Rows of a table: a sheet takes 1,048,576, of which titles, heads and notes need some.
const MOST_ROWS: usize = 1_048_576 - 76;
/// A sheet takes 65,530 links; behind so many the path stands as text.
const MOST_LINKS: usize = 60_000;

/// Its bytes.
pub(super) fn book(common: &Common, rows: &Rows, folder: Option<&Path>) -> Result<Vec<u8>, XlsxError> {
    book_within(common, rows, Room { held: MOST_HELD, folder })
}

/// Its bytes, in so much room.
pub(super) fn book_within(common: &Common, rows: &Rows, room: Room) -> Result<Vec<u8>, XlsxError> {
    let bare = Bare::of(common, Congress::default());
    let review = bare.review(common);
    let roll = Roll::of(&review);
    let sheets = sheets(&roll, rows, MOST_ROWS);
    bound_within(room, sheets, &Style::new(roll.language(), common.rubric.rounding.decimals), &letterhead(&roll), common.as_of)
}

/// How many rows each sheet shows, and its notes, where a sheet takes at most so many rows.
#[cfg(test)]
pub(super) fn limited(common: &Common, rows: &Rows, most: usize) -> Vec<(usize, Vec<String>)> {
    let bare = Bare::of(common, Congress::default());
    let review = bare.review(common);
    let shown = |sheet: Sheet| (sheet.grids.iter().map(|grid| grid.rows.len()).sum(), sheet.notes);
    sheets(&Roll::of(&review), rows, most).into_iter().map(shown).collect()
}

fn sheets(roll: &Roll, rows: &Rows, most: usize) -> Vec<Sheet> {
    let columns = Columns::of(roll, rows);
    let each = roll.review.each;
    let mut sheets = Vec::new();
    for (depth, level) in rows.levels.iter().enumerate() {
        let name = match depth.checked_sub(1).and_then(|above| each.get(above)) {
            None => roll.pick("总览", "Overview").to_owned(),
            Some(column) => format!("{}{}", level_title(roll, column), roll.pick("汇总", " roll-up")),
        };
        sheets.push(columns.sheet(depth, level, name, most));
    }
    if let Some(overview) = sheets.first_mut() {
        overview.leads = leads(roll, rows);
        overview.notes.splice(0..0, notes(roll));
        overview.signed = true;
    }
    sheets
}

/// What a column of the roster is called; one that is told by folders has no header.
fn level_title(roll: &Roll, column: &str) -> String {
    let rubric = roll.rubric();
    let declared = rubric.table(&rubric.subject.table).and_then(|table| table.column(column));
    if declared.is_none_or(|declared| declared.headers.is_empty()) {
        return roll.pick("单位", "Unit").to_owned();
    }
    let title = roll.group_title(column);
    let mut marks = title.chars();
    marks.next().map(|first| first.to_uppercase().chain(marks).collect()).unwrap_or_default()
}

/// What lies where.
fn leads(roll: &Roll, rows: &Rows) -> Vec<String> {
    let mut files: Vec<&String> = rows.levels.last().into_iter().flatten().filter_map(|row| row.file.as_ref()).collect();
    files.dedup();
    let count = files.len();
    vec![roll.pick_owned(
        format!("共 {count} 个单位，每个单位一个工作簿，在文件夹 {FOLDER} 中：排名、建议人选、分项得分都在那里，本簿只列合计。"),
        format!("{count} unit(s), each with a workbook of its own in the folder {FOLDER}: ranks, proposals and points are there, here are only sums."),
    ), roll.pick_owned(
        format!("{TABLE} 为本簿全部各行（供其他程序读取）；{LIST} 列出每个工作簿及其 SHA-256。"),
        format!("{TABLE} has all rows of this workbook, for programs; {LIST} lists every workbook with its SHA-256."),
    )]
}

fn notes(roll: &Roll) -> Vec<String> {
    let (zh, en) = (
        "平均分、分位数、最高分、最低分只计参加排名的人。平均分按精确总分计算后舍入一次；分位数按排定次序取值，位次为 (n−1)×¼、×½、×¾，落在两人之间的按比例取，与电子表格的 QUARTILE、MEDIAN 相同。",
        "Mean, quartiles, highest and lowest are of the ranked. The mean is of exact totals and rounded once; quartiles are taken in order, at place (n−1)×¼, ½ and ¾, between two neighbours in proportion, as QUARTILE and MEDIAN do.",
    );
    vec![roll.pick(zh, en).to_owned()]
}

/// Which columns are needed at all: those in which the overview has anything.
struct Columns<'a> {
    roll: &'a Roll<'a>,
    overview: &'a [Row],
}

impl<'a> Columns<'a> {
    fn of(roll: &'a Roll<'a>, rows: &'a Rows) -> Self {
        Self { roll, overview: rows.levels.first().map(Vec::as_slice).unwrap_or_default() }
    }

    fn have_kinds(&self) -> bool {
        self.overview.iter().any(|row| !row.kind.is_empty())
    }

    fn have(&self, count: fn(&Figures) -> u64) -> bool {
        self.overview.iter().any(|row| count(&row.figures) > 0)
    }

    fn sheet(&self, depth: usize, rows: &[Row], name: String, most: usize) -> Sheet {
        let is_last = depth == self.roll.review.each.len();
        let left_out = rows.len().saturating_sub(most);
        let shown = rows.iter().take(most).enumerate().map(|(number, row)| self.row(row, is_last, number < MOST_LINKS));
        let mut notes = Vec::new();
        if left_out > 0 {
            notes.push(self.roll.pick_owned(
                format!("一张工作表最多 1048576 行，另有 {left_out} 行未列，全部各行见 {TABLE}。"),
                format!("A sheet takes 1,048,576 rows; {left_out} more are not shown, all rows are in {TABLE}."),
            ));
        }
        Sheet {
            title: self.roll.titled(&name),
            name,
            grids: vec![Grid { heads: self.heads(depth, is_last), rows: shown.collect(), filter: depth > 0, ..Grid::default() }],
            notes,
            frozen: u16::try_from(depth).unwrap_or(0) + u16::from(self.have_kinds()),
            points: true,
            streamed: true,
            ..Sheet::default()
        }
    }

    fn heads(&self, depth: usize, is_last: bool) -> Vec<Head> {
        let (roll, rubric) = (self.roll, self.roll.rubric());
        let mut heads: Vec<Head> = roll.review.each.iter().take(depth).map(|column| Head::new(level_title(roll, column), 10, 24)).collect();
        heads.extend(self.have_kinds().then(|| Head::new(roll.pick("排名组", "Peers"), 8, 18)));
        heads.extend((!is_last).then(|| Head::new(roll.pick("单位数", "Units"), 7, 9)));
        heads.extend([
            Head::new(roll.pick("人数", "Subjects"), 7, 10),
            Head::new(roll.pick("参加排名", "Ranked"), 7, 10),
            Head::new(roll.pick("平均分", "Mean"), 8, 12),
            Head::new(roll.pick("下四分位", "Lower quartile"), 8, 12),
            Head::new(roll.pick("中位数", "Median"), 8, 12),
            Head::new(roll.pick("上四分位", "Upper quartile"), 8, 12),
            Head::new(roll.pick("最高分", "Highest"), 8, 12),
            Head::new(roll.pick("最低分", "Lowest"), 8, 12),
        ]);
        heads.extend(rubric.grades.iter().map(|grade| Head::new(&grade.name, 6, 10)));
        heads.extend(self.have(|figures| figures.open).then(|| Head::new(roll.pick("等次待定", "Grade open"), 7, 10)));
        heads.extend(rubric.selection.is_some().then(|| Head::new(roll.pick("建议人选", "Proposed"), 7, 10)));
        heads.extend(self.have(|figures| figures.committee).then(|| Head::new(roll.pick("人选待定", "Left open"), 7, 10)));
        heads.extend(self.have(|figures| figures.stopped).then(|| Head::new(roll.pick("未出排名", "Not ranked: errors"), 7, 10)));
        heads.extend(is_last.then(|| Head::new(roll.pick("工作簿", "Workbook"), 16, 40)));
        heads
    }

    fn row(&self, row: &Row, is_last: bool, linked: bool) -> Vec<Cell> {
        let (roll, rubric, figures) = (self.roll, self.roll.rubric(), &row.figures);
        let blank = |name: &String| if name.is_empty() { roll.pick("（未填）", "(blank)").to_owned() } else { name.clone() };
        let mut cells: Vec<Cell> = row.names.iter().map(|name| Cell::text(blank(name))).collect();
        cells.extend(self.have_kinds().then(|| Cell::text(&row.kind)));
        cells.extend((!is_last).then(|| Cell::whole(figures.congresses)));
        cells.extend([Cell::whole(figures.subjects), Cell::whole(figures.ranked)]);
        cells.extend(self.points(figures));
        cells.extend((0..rubric.grades.len()).map(|grade| Cell::whole(figures.grades.get(grade).copied().unwrap_or(0))));
        cells.extend(self.have(|figures| figures.open).then(|| Cell::whole(figures.open)));
        cells.extend(rubric.selection.is_some().then(|| Cell::whole(figures.selected)));
        cells.extend(self.have(|figures| figures.committee).then(|| Cell::whole(figures.committee)));
        cells.extend(self.have(|figures| figures.stopped).then(|| Cell::whole(figures.stopped)));
        if is_last {
            let file = row.file.clone().unwrap_or_default();
            let name = file.trim_start_matches(FOLDER).trim_start_matches('/').to_owned();
            cells.push(if linked { Cell::Link(name, file) } else { Cell::long(file) });
        }
        cells
    }

    /// Mean, the three quartiles, highest, lowest.
    fn points(&self, figures: &Figures) -> Vec<Cell> {
        let rounding = self.roll.rubric().rounding;
        let cell = |points: Option<&Exact>| {
            let points = points.map(|points| points.round(rounding.decimals, rounding.mode));
            points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points))
        };
        let at = |place: usize| figures.quartiles.as_ref().and_then(|all| all.get(place));
        [figures.mean.as_ref(), at(1), at(2), at(3), at(4), at(0)].into_iter().map(cell).collect()
    }
}
