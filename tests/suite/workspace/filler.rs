//! Fills a workspace in: of each cell it knows what the workbook's own validation lets in, read back from its XML.
//!
//! What is filled in lies in the workbook's place as a text file of the same name, which is read as the same table.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{open_workbook, Data, Range, Reader, Xlsx};
use duly::rubric::model::{Column, ColumnKind, Filter, FilterTest, Points, Rubric, Table, TABLE};
use zip::ZipArchive;

const NAMES: [&str; 10] = ["赵一凡", "钱双喜", "孙三多", "李思源", "周五岳", "吴六合", "郑七星", "王八方", "冯九州", "陈十全"];
/// Rows above the header: title and line.
const ABOVE: usize = 2;
const REMARKS: [&str; 2] = ["备注", "Remarks"];

/// What a validation lets in.
#[derive(Debug, Clone)]
struct Validation {
    kind: String,
    first: String,
    second: String,
    /// Columns and rows, from 0.
    columns: (usize, usize),
    rows: (usize, usize),
}

/// A blank sheet.
pub(super) struct Blank {
    /// Header and, where there are two rows, whether anything may be written over it.
    heads: Vec<Option<String>>,
    header_rows: usize,
    validations: Vec<Validation>,
    notes: Range<Data>,
}

/// The workbooks of a workspace, each with its table.
pub(super) fn workbooks<'a>(workspace: &Path, rubric: &'a Rubric) -> Vec<(PathBuf, &'a Table)> {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}"));
        entries.flatten().map(|entry| entry.path()).collect()
    };
    let period = inside(workspace).into_iter().find(|path| path.is_dir()).unwrap_or_else(|| panic!("no folder of the period"));
    let mut files = inside(&period);
    files.sort();
    let mut tables: Vec<&Table> = rubric.tables.iter().filter(|table| !table.made).collect();
    tables.sort_by_key(|table| table.id != rubric.subject.table);
    assert_eq!(files.len(), tables.len(), "a workbook for each table");
    files.into_iter().zip(tables).collect()
}

/// Fills every workbook of the workspace in.
pub(super) fn fill(workspace: &Path, text: &str) {
    let rubric = duly::rubric::read("rubric", text).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
    for (path, table) in workbooks(workspace, &rubric) {
        let rows = Office { rubric: &rubric, table }.rows(&Blank::open(&path));
        // Two sheets of marks may hold the same marks; their titles differ.
        let title = table.sheets.first().unwrap_or(&table.id).clone();
        let lines: Vec<String> = std::iter::once(title).chain(rows.iter().map(|row| row.join(","))).collect();
        std::fs::write(path.with_extension("csv"), lines.join("\n")).unwrap_or_else(|error| panic!("{error}"));
        std::fs::remove_file(path).unwrap_or_else(|error| panic!("{error}"));
    }
}

impl Blank {
    pub(super) fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{}: {error}", path.display()));
        let tabs = book.sheet_names();
        let tab = tabs.first().unwrap_or_else(|| panic!("no sheet"));
        let range = book.worksheet_range(tab).unwrap_or_else(|error| panic!("{error}"));
        let xml = part(path, "xl/worksheets/sheet1.xml");
        let validations: Vec<Validation> = xml.split("<dataValidation ").skip(1).map(validation).collect();
        let width =
            xml.split_once("<autoFilter ref=\"").map(|(_, rest)| corners(rest.split('"').next().unwrap_or_default())).unwrap_or_default();
        let (bottom, columns) = (width.1 .0, width.0 .1 + 1);
        let shown = |row: usize, column: usize| match range.get_value((u32::try_from(row).ok()?, u32::try_from(column).ok()?)) {
            Some(Data::String(text)) if !text.is_empty() => Some(text.clone()),
            _ => None,
        };
        let heads = (0..columns).map(|column| (ABOVE..=bottom).find_map(|row| shown(row, column))).collect();
        let notes = tabs.last().and_then(|tab| book.worksheet_range(tab).ok()).unwrap_or_default();
        Self { heads, header_rows: bottom + 1 - ABOVE, validations, notes }
    }

    /// The lists that do not stand in the cells themselves: the words on the sheet of notes that they point to.
    pub(super) fn listed_apart(&self) -> Vec<Vec<String>> {
        let apart = self.validations.iter().filter(|one| one.kind == "list").filter_map(|one| one.first.split_once('!'));
        let cells = |area: &str| {
            let ((column, _), (first, last)) = corners(&area.replace('$', ""));
            let value = |row: usize| self.notes.get_value((u32::try_from(row).ok()?, u32::try_from(column).ok()?));
            (first..=last).map(|row| value(row).map(ToString::to_string).unwrap_or_default()).collect()
        };
        apart.map(|(_, area)| cells(area)).collect()
    }

    /// All that the sheet of notes says.
    pub(super) fn notes_text(&self) -> String {
        self.notes.used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
    }

    fn validation(&self, row: usize, column: usize) -> Option<&Validation> {
        let holds = |(low, high): (usize, usize), at: usize| low <= at && at <= high;
        self.validations.iter().find(|one| holds(one.columns, column) && holds(one.rows, row))
    }

    fn bottom(&self) -> usize {
        ABOVE + self.header_rows - 1
    }
}

fn part(path: &Path, name: &str) -> String {
    let file = File::open(path).unwrap_or_else(|error| panic!("{error}"));
    let mut archive = ZipArchive::new(file).unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    let mut entry = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    entry.read_to_string(&mut text).unwrap_or_else(|error| panic!("{error}"));
    text
}

fn validation(xml: &str) -> Validation {
    let between =
        |start: &str, end: &str| xml.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text.to_owned());
    let (columns, rows) = corners(&between("sqref=\"", "\"").unwrap_or_default());
    let (start, end) = ("<formula1>", "</formula1>");
    let unescaped = |text: String| text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    Validation {
        kind: between("type=\"", "\"").filter(|_| xml.find("type=\"") < xml.find("sqref=\"")).unwrap_or_default(),
        first: unescaped(between(start, end).unwrap_or_default()),
        second: between("<formula2>", "</formula2>").unwrap_or_default(),
        columns,
        rows,
    }
}

/// `B4:C9` → columns 1 to 2, rows 3 to 8.
fn corners(area: &str) -> ((usize, usize), (usize, usize)) {
    let corner = |text: &str| {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic);
        let column = letters.fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
        let row: usize = text.trim_start_matches(|mark: char| mark.is_ascii_alphabetic()).parse().unwrap_or_else(|_| panic!("{area}"));
        (column - 1, row - 1)
    };
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let ((left, top), (right, bottom)) = (corner(first), corner(last));
    ((left, right), (top, bottom))
}

/// Whoever fills one table in.
struct Office<'a> {
    rubric: &'a Rubric,
    table: &'a Table,
}

impl Office<'_> {
    fn rows(&self, blank: &Blank) -> Vec<Vec<String>> {
        let mut heads = blank.heads.clone();
        let spare: Vec<usize> = (0..heads.len()).filter(|column| heads[*column].is_none()).collect();
        for (number, column) in spare.iter().copied().take(NAMES.len()).enumerate() {
            heads[column] = Some(self.head(blank, column, number));
        }
        let used: BTreeMap<usize, &String> = heads.iter().enumerate().filter_map(|(column, head)| Some((column, head.as_ref()?))).collect();
        let mut rows = vec![used.values().map(|head| (*head).clone()).collect::<Vec<_>>()];
        let (classes, rounds) = self.classes();
        for place in 0..NAMES.len() * rounds {
            let cell = |(column, head): (&usize, &&String)| {
                let own = if spare.contains(column) { None } else { self.own(head) };
                let rule = own.or_else(|| self.table.column(&self.table.wide.as_ref()?.cell));
                let Some(rule) = rule.filter(|_| !REMARKS.contains(&head.as_str())) else { return String::new() };
                self.cell(rule, place, blank.validation(blank.bottom() + 1, *column), classes.as_deref())
            };
            let mut row: Vec<String> = used.iter().map(cell).collect();
            let heads: Vec<&String> = used.values().copied().collect();
            self.leave_blank(&heads, &mut row);
            rows.push(row);
        }
        rows
    }

    /// A header that is to be filled in; both rows as one, since a text file has one.
    fn head(&self, blank: &Blank, column: usize, number: usize) -> String {
        let across = self.table.wide.as_ref().and_then(|wide| self.table.column(&wide.across));
        if across.is_some_and(|across| across.kind == ColumnKind::Name) {
            return NAMES[number].to_owned();
        }
        let of = |row: usize| blank.validation(row, column).filter(|one| !one.kind.is_empty()).map(|one| one.allows(number));
        let lower = of(blank.bottom()).unwrap_or_else(|| format!("第{}次", number + 1));
        let upper = if blank.header_rows > 1 { of(blank.bottom() - 1) } else { None };
        upper.map_or(lower.clone(), |upper| format!("{upper}/{lower}"))
    }

    /// Empties what must be blank beside the words that the row holds.
    fn leave_blank(&self, heads: &[&String], row: &mut [String]) {
        let place = |id: &str| heads.iter().position(|head| self.own(head).is_some_and(|column| column.id == id));
        let follows = self.rubric.follows.iter().filter(|follow| follow.table() == self.table.id);
        for expectation in follows.flat_map(|follow| &follow.expects) {
            let passes = |filter: &Filter| match &filter.test {
                FilterTest::Is(ids) => place(&filter.column).is_some_and(|at| {
                    let words = self.table.column(&filter.column).map(Column::words).unwrap_or_default();
                    words.iter().any(|(id, ways)| ids.contains(id) && ways.contains(&row[at]))
                }),
                other @ (FilterTest::IsNot(_) | FilterTest::Number(_) | FilterTest::Present(_)) => panic!("{other:?}"),
            };
            if expectation.blank.is_empty() || !expectation.filters.iter().all(passes) {
                continue;
            }
            for at in expectation.blank.iter().filter_map(|id| place(id)) {
                row[at].clear();
            }
        }
    }

    fn own(&self, head: &str) -> Option<&Column> {
        self.table.columns.iter().find(|column| column.headers.iter().any(|known| known == head))
    }

    fn cell(&self, column: &Column, place: usize, validation: Option<&Validation>, classes: Option<&str>) -> String {
        let subject = &self.rubric.subject;
        let on_roster = self.table.id == subject.table;
        let term = [&subject.term.from, &subject.term.to, &subject.term.pause, &subject.term.resume];
        let number = |place: usize| format!("{:03}", place + 1);
        let name = |step: usize| NAMES[(place + step) % NAMES.len()].to_owned();
        let allowed = |validation: Option<&Validation>| validation.filter(|one| !one.kind.is_empty()).map(|one| one.allows(place));
        match column.kind {
            ColumnKind::Text if on_roster && column.id == subject.name => name(0),
            ColumnKind::Text | ColumnKind::Key => number(if on_roster { place } else { place % NAMES.len() }),
            ColumnKind::Secret => String::new(),
            ColumnKind::Date if on_roster && term.into_iter().flatten().any(|of| *of == column.id) => String::new(),
            ColumnKind::Name | ColumnKind::Names if column.id == "rater" => name(1),
            ColumnKind::Names if column.role.as_deref().is_some_and(|role| role != "lead") => format!("{}、{}", name(1), name(2)),
            ColumnKind::Names => format!("{}、{}", name(0), name(3)),
            ColumnKind::Name => name(0),
            ColumnKind::Word(_) if classes == Some(&column.id) => validation.map(|one| one.allows(place / NAMES.len())).unwrap_or_default(),
            ColumnKind::Word(_) | ColumnKind::Number if self.is_judged() || classes.is_some() => {
                validation.filter(|one| !one.kind.is_empty()).map(|one| one.allows(0)).unwrap_or_default()
            }
            ColumnKind::Number if !column.units.is_empty() => format!("1{}", column.units[0].0),
            ColumnKind::Word(_) | ColumnKind::Number | ColumnKind::Count | ColumnKind::Date => allowed(validation).unwrap_or_default(),
        }
    }

    /// Whether somebody judges within a range that follows from a count: chance alone does not do there.
    fn is_judged(&self) -> bool {
        self.rubric.criteria.iter().any(|criterion| matches!(criterion.points, Points::JudgedBy { .. }))
    }

    /// The column that parts ballots into classes, each of which must have some, and how many classes there are.
    fn classes(&self) -> (Option<String>, usize) {
        let own = self.rubric.criteria.iter().filter(|criterion| criterion.query.from.contains(&self.table.id));
        let weights = own.filter_map(|criterion| criterion.query.measure.weights()).find(|weights| weights.column != TABLE);
        weights.map_or((None, 1), |weights| (Some(weights.column.clone()), weights.of.len()))
    }
}

impl Validation {
    /// A value that it lets in, another one for each number as far as there are several.
    fn allows(&self, number: usize) -> String {
        let bound = |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("{self:?}"));
        match self.kind.as_str() {
            "list" => {
                let words: Vec<&str> = self.first.trim_matches('"').split(',').collect();
                words[number % words.len()].to_owned()
            }
            "date" => {
                let day = |text: &str| text.parse::<u64>().unwrap_or_else(|_| panic!("{self:?}"));
                // A day that may be any, such as a deadline, is the last of the year.
                let (first, last) = match self.second.as_str() {
                    "" => (day(&self.first).max(45_657), u64::MAX),
                    second => (day(&self.first) + u64::try_from(number * 5).unwrap_or(0), day(second)),
                };
                let day = first.min(last);
                let start = duly::base::period::Day::from_ymd_opt(1899, 12, 30).unwrap_or_default();
                (start + chrono::Days::new(day)).to_string()
            }
            "whole" => (number + 3).to_string(),
            "decimal" => {
                let high = bound(&self.second);
                if high > 1e8 {
                    number.to_string()
                } else {
                    self.second.clone()
                }
            }
            "custom" => self.first.split("<=").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or_default().to_owned(),
            other => panic!("nobody knows what {other} lets in"),
        }
    }
}
