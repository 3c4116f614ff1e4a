//! Workbooks as offices make them, written and read back: what the cases share.

mod cells;
mod inputs;
mod layouts;
mod page;
mod raw;
mod sheets;
mod wide;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::table::{Reading, Row, Value};
use super::{find, read};
use crate::base::exact::{Exact, RoundMode};
use crate::base::period::Period;
use crate::base::text::Language;
use crate::rubric::model::{
    Blank, Blend, Column, ColumnKind, Mandates, Missing, NoValue, Origin, Outside, Rounding, Rubric, Source, Standing, SubjectRule, Table,
    Ties, Whole, Wide,
};

type Tried = Result<(), Box<dyn Error>>;

fn column(id: &str, headers: &[&str], kind: ColumnKind) -> Column {
    Column {
        id: id.into(),
        headers: headers.iter().map(|header| (*header).into()).collect(),
        kind,
        origin: Origin::Column,
        optional: false,
        role: None,
        blank: Blank::Error,
        between: None,
        outside: Outside::Error,
        units: Vec::new(),
        whole: None,
        only_with: None,
        fill_down: false,
    }
}

fn optional(mut column: Column) -> Column {
    column.optional = true;
    column
}

fn from_header(id: &str, kind: ColumnKind) -> Column {
    Column { origin: Origin::Header, ..column(id, &[], kind) }
}

fn words(list: &[(&str, &[&str])]) -> ColumnKind {
    ColumnKind::Word(list.iter().map(|(id, words)| ((*id).into(), words.iter().map(|word| (*word).into()).collect())).collect())
}

fn table(id: &str, sheet: &str, columns: Vec<Column>) -> Table {
    Table {
        id: id.into(),
        sheets: vec![sheet.into()],
        columns,
        optional: true,
        wide: None,
        ignore: Vec::new(),
        keep: Vec::new(),
        exclude_self: true,
        turnout: None,
        made: false,
    }
}

fn meetings() -> Table {
    let status = words(&[("present", &["出席", "√"]), ("leave", &["请假"]), ("absent", &["缺席"])]);
    let cell = Column { blank: Blank::NoValue(NoValue::NotRecorded), ..column("status", &[], status) };
    let kind = words(&[("congress", &["人代会"]), ("presidium", &["主席团会议", "主席团"])]);
    let columns = vec![
        column("delegate", &["姓名", "代表姓名"], ColumnKind::Name),
        from_header("meeting", ColumnKind::Text),
        from_header("date", ColumnKind::Date),
        from_header("kind", kind),
        Column { origin: Origin::Sheet, ..optional(column("level", &[], words(&[("town", &["镇代表"])]))) },
        cell,
    ];
    Table {
        wide: Some(Wide { across: "meeting".into(), cell: "status".into() }),
        ignore: vec!["选区".into()],
        ..table("meetings", "会议出勤", columns)
    }
}

fn roster() -> Table {
    let columns = vec![
        column("card", &["代表证号"], ColumnKind::Text),
        column("delegate", &["姓名"], ColumnKind::Text),
        Column { fill_down: true, ..column("station", &["联络站"], ColumnKind::Text) },
        optional(column("from", &["当选日期"], ColumnKind::Date)),
        optional(column("identity", &["身份证号"], ColumnKind::Secret)),
        optional(column("days", &["天数"], ColumnKind::Number)),
    ];
    table("roster", "代表名册", columns)
}

fn rubric(tables: Vec<Table>) -> Rubric {
    Rubric {
        id: "test".into(),
        name: String::new(),
        version: String::new(),
        in_force: (chrono::NaiveDate::default(), None),
        locale: Language::Chinese,
        issuer: None,
        period: None,
        subject: SubjectRule::default(),
        peers: Vec::new(),
        groups: Vec::new(),
        exposure: crate::base::period::Counted::Days,
        rounding: Rounding { decimals: 2, mode: RoundMode::HalfUp, rank_on_rounded: true, grade_on_rounded: true },
        shares: crate::rubric::model::Shares::default(),
        source: Source::default(),
        tables,
        dimensions: Vec::new(),
        criteria: Vec::new(),
        counts: Vec::new(),
        base: None,
        bonus_cap: None,
        parts: Vec::new(),
        blend: Blend { declared: false, missing: Missing::Refuse },
        vetoes: Vec::new(),
        standing: Standing { ties: Ties::Shared, tie_breaks: Vec::new(), list_if: Vec::new(), mandates: Mandates::Each },
        grades: Vec::new(),
        selection: None,
        fairness: None,
        notices: Vec::new(),
        publication: None,
        figures: Vec::new(),
        follows: Vec::new(),
        calendars: Vec::new(),
        summaries: Vec::new(),
        leaves: Vec::new(),
        text: String::new(),
    }
}

fn read_files(folder: &Path, tables: Vec<Table>) -> Result<Reading, Box<dyn Error>> {
    let period = Period::parse("2025-H1").ok_or("a period")?;
    Ok(read(&find(&[folder.to_path_buf()])?.sources, &rubric(tables), &period))
}

/// Reads one sheet of one workbook.
fn read_sheet(name: &str, tables: Vec<Table>, fill: impl Fn(&mut Worksheet) -> Result<(), XlsxError>) -> Result<Reading, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    fill(sheet)?;
    workbook.save(folder.path().join("表.xlsx"))?;
    read_files(folder.path(), tables)
}

fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text)?;
        }
    }
    Ok(())
}

/// `card=1 delegate=张三`, in order of column id.
fn told(row: &Row) -> String {
    let cell = |(id, cell): (&Arc<str>, &super::table::Cell)| {
        let value = match &cell.value {
            Value::Text(text) | Value::Word(text) => text.clone(),
            Value::Number(units) => units.to_string(),
            Value::Count(count) => count.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Names(names) => names.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("+"),
            Value::NoValue(kind) => kind.id().to_owned(),
            Value::Void(_) => "void".to_owned(),
        };
        format!("{id}={value}")
    };
    format!("{}: {}", row.number, row.cells.iter().map(cell).collect::<Vec<_>>().join(" "))
}

fn all_rows(reading: &Reading) -> Vec<String> {
    reading.tables.iter().flat_map(|table| table.rows.iter().map(told)).collect()
}

fn all_problems(reading: &Reading) -> Vec<String> {
    let told = |problem: &crate::base::problem::Problem| {
        format!("{} {} {}", problem.fault.code(), problem.place.cell().unwrap_or_default(), problem.found).trim().to_owned()
    };
    reading.problems.iter().map(told).collect()
}
