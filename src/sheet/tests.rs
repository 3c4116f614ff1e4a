//! Workbooks as offices make them, written and read back.

use std::error::Error;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use super::table::{Reading, Row, Value};
use super::{find, read};
use crate::base::exact::RoundMode;
use crate::base::period::Period;
use crate::base::text::Language;
use crate::rubric::model::{
    Blank, Blend, Column, ColumnKind, Missing, NoValue, Origin, Outside, Rounding, Rubric, Source, Standing, SubjectRule, Table, Ties, Wide,
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
        rounding: Rounding { decimals: 2, mode: RoundMode::HalfUp, rank_on_rounded: true, grade_on_rounded: true },
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
        standing: Standing { ties: Ties::Shared, tie_breaks: Vec::new(), list_if: Vec::new() },
        grades: Vec::new(),
        selection: None,
        figures: Vec::new(),
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
    let cell = |(id, cell): (&String, &super::table::Cell)| {
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

#[test]
fn a_wide_table_with_two_header_rows_gives_a_row_for_each_cell() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("会议出勤（镇代表）", vec![meetings(), roster()], |sheet| {
        sheet.merge_range(1, 1, 1, 6, "2025年上半年会议签到表", &plain)?;
        sheet.merge_range(3, 1, 4, 1, "序号", &plain)?;
        sheet.merge_range(3, 2, 4, 2, "姓 名", &plain)?;
        sheet.merge_range(3, 3, 3, 4, "人代会", &plain)?;
        rows(sheet, 3, &[&["", "", "", "", "", "主席团会议", "备注"]])?;
        rows(sheet, 4, &[&["", "", "", "1月8日上午", "1月9日", "3月5日"]])?;
        rows(sheet, 5, &[&["", "1", "张　三", "出席", "", "√", "好"], &["", "2", "李四", "缺席", "出席", "未道"], &["", "3", ""]])?;
        rows(sheet, 9, &[&["", "", "合 计", "1", "1", "1"], &["", "备注：√为出席"]])?;
        Ok(())
    })?;
    assert_eq!(
        all_rows(&reading),
        [
            "6: date=2025-01-08 delegate=张 三 kind=congress level=town meeting=人代会/1月8日上午 status=present",
            "6: date=2025-01-09 delegate=张 三 kind=congress level=town meeting=人代会/1月9日 status=not-recorded",
            "6: date=2025-03-05 delegate=张 三 kind=presidium level=town meeting=主席团会议/3月5日 status=present",
            "7: date=2025-01-08 delegate=李四 kind=congress level=town meeting=人代会/1月8日上午 status=absent",
            "7: date=2025-01-09 delegate=李四 kind=congress level=town meeting=人代会/1月9日 status=present",
        ]
    );
    assert_eq!(all_problems(&reading), ["cell/unknown-word F7 未道"]);
    let table = reading.tables.first().ok_or("a table")?;
    assert_eq!(table.faulty, [7]);
    assert_eq!(
        table.set_aside.iter().map(|(row, why)| (*row, why.zh.as_str())).collect::<Vec<_>>(),
        [(10, "合计或平均行"), (11, "说明或签字行")]
    );
    let excerpt = reading.problems.first().map(|problem| problem.excerpt.clone()).unwrap_or_default();
    assert_eq!(excerpt, ["     5 | 姓 名 | 主席团会议/3月5日 |", "     7 | 李四  | 未道              |", "                 ^^^^"]);
    Ok(())
}

#[test]
fn a_roster_with_merged_groups_and_secrets() -> Tried {
    let plain = Format::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let reading = read_sheet("代表名册", vec![roster()], |sheet| {
        rows(sheet, 0, &[&["清溪镇代表名册"], &["联络站", "代表证号", "姓名（必填）", "当选日期", "身份证号", "天数"]])?;
        sheet.merge_range(2, 0, 3, 0, "东片站", &plain)?;
        rows(sheet, 2, &[&["", "001", "张三", "至今", "110101199001011234"], &["", "", "李四", "2021年11月5日"], &["", "", "王五"]])?;
        sheet.write_number(3, 1, 2)?.write_number(4, 1, 3)?;
        sheet.write_number(3, 4, 110_101_199_001_011_234_f64)?;
        sheet.write_with_format(4, 3, &ExcelDateTime::from_ymd(2024, 3, 5)?, &date)?;
        sheet.write_formula(2, 5, Formula::new("=1+1").set_result("2"))?.write_formula(3, 5, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    })?;
    assert_eq!(
        all_rows(&reading),
        ["3: card=001 days=2000000 delegate=张三 station=东片站", "5: card=3 delegate=王五 from=2024-03-05 station=东片站"]
    );
    assert_eq!(all_problems(&reading), ["cell/lost-digits E4", "cell/error-value F4 #DIV/0!"]);
    assert!(reading.problems.iter().all(|problem| !format!("{problem:?}").contains("110101")), "no secret is shown");
    Ok(())
}

#[test]
fn sheets_are_told_by_name_and_headers() -> Tried {
    let lists: &[&[&str]] = &[&["代表证号", "姓名", "联络站"], &["1", "张三", "东站"]];
    let fit = |name: &str, list: &[&[&str]]| read_sheet(name, vec![roster(), meetings()], |sheet| rows(sheet, 0, list));
    assert_eq!(all_rows(&fit("2025代表名册", lists)?).len(), 1);
    let unknown = fit("名单", lists)?;
    assert_eq!(all_problems(&unknown), ["sheet/unknown  名单"]);
    assert!(unknown.problems.iter().all(|problem| problem.message(Language::English).contains("whose sheet is named 代表名册")));
    assert_eq!(all_problems(&fit("代表名册", &[&["姓名"], &["张三"]])?), ["column/missing", "column/missing"]);
    assert_eq!(all_problems(&fit("代表名册说明", &[&["填表说明"], &["一、……"]])?), ["sheet/unknown  代表名册说明"]);
    assert_eq!(
        all_problems(&fit("代表名册", &[&["代表证号", "姓名", "联络站", "姓名"], &["1", "张三", "东", "李四"]])?),
        ["column/twice D1 姓名"]
    );
    assert_eq!(all_problems(&fit("空表", &[])?), Vec::<String>::new());
    Ok(())
}

#[test]
fn missing_tables_are_named() -> Tried {
    let needed = Table { optional: false, ..roster() };
    let reading = read_sheet("别的", vec![needed], |sheet| rows(sheet, 0, &[&["甲"], &["乙"]]))?;
    assert_eq!(all_problems(&reading), ["sheet/unknown  别的", "table/missing"]);
    Ok(())
}

#[test]
fn text_files_are_named_by_their_file() -> Tried {
    let folder = tempfile::tempdir()?;
    let (gbk, ..) = encoding_rs::GB18030.encode("代表证号;姓名;联络站\r\n001;张三;东站\r\n;;\r\n002;李四;\r\n");
    std::fs::write(folder.path().join("代表名册.csv"), gbk)?;
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(all_rows(&reading), ["2: card=001 delegate=张三 station=东站", "4: card=002 delegate=李四 station=东站"]);
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn files_that_are_no_workbooks_are_said() -> Tried {
    let folder = tempfile::tempdir()?;
    for (name, bytes) in [("a.xlsx", &b""[..]), ("b.xlsx", b"PK\x03\x04 and no more"), ("c.xlsx", b"<html>"), ("d.csv", b"\xFF\x00\xFF")] {
        std::fs::write(folder.path().join(name), bytes)?;
    }
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(all_problems(&reading), ["file/unreadable", "file/unreadable", "file/unreadable", "file/encoding"]);
    Ok(())
}

#[test]
fn a_hundred_thousand_rows_are_read_in_linear_time() -> Tried {
    let folder = tempfile::tempdir()?;
    let lines: String = (0..20_000).map(|number| format!("{number},王五,东站\n")).collect();
    std::fs::write(folder.path().join("代表名册.csv"), format!("代表证号,姓名,联络站\n{lines}"))?;
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(reading.tables.iter().map(|table| table.rows.len()).sum::<usize>(), 20_000);
    Ok(())
}

#[test]
#[ignore = "needs ../shared/corpus"]
fn hard_spreadsheets_of_other_projects_end_in_a_reading() -> Tried {
    let found = find(&["../shared/corpus".into()])?;
    let period = Period::parse("2025").ok_or("a period")?;
    let reading = read(&found.sources, &rubric(vec![roster(), meetings()]), &period);
    let mut codes = std::collections::BTreeMap::new();
    for problem in found.problems.iter().chain(&reading.problems) {
        *codes.entry(problem.fault.code()).or_insert(0) += 1;
    }
    assert!(found.sources.len() > 500, "{codes:?}");
    Ok(())
}
