//! Every row below a header is accounted for once, whatever stands on the sheet: tried on random sheets of tables above one
//! another and side by side, with titles, totals, notes, stray cells and faults.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use duly::base::period::Period;
use duly::fact::gather;
use duly::rubric::read as read_rubric;
use duly::sheet::table::{Reading, Table};
use duly::sheet::{find, read};
use proptest::prelude::*;

use super::program::{cases, folder};

const RUBRIC: &str = r#"
[rubric]
id = "accounts"
name = "accounts"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["名册"]
optional = true
columns.name = { header = ["代表姓名"], type = "text" }

[tables.suggestions]
sheet = ["建议台账"]
optional = true
columns.number = { header = ["编号"], type = "text" }
columns.lead = { header = ["领衔代表"], type = "name", role = "lead" }
columns.days = { header = ["天数"], type = "number" }

[tables.activities]
sheet = ["活动台账"]
optional = true
columns.title = { header = ["活动名称"], type = "text" }
columns.date = { header = ["日期"], type = "date" }

[tables.meetings]
sheet = ["会议出勤"]
optional = true
across = "meeting"
cell = "status"
columns.delegate = { header = ["姓名"], type = "name" }
columns.meeting = { from = "header", type = "text" }
columns.status = { type = "word", words = { present = ["出席"], absent = ["缺席"] } }

[dimensions.work]
name = "work"
full = 10

[criteria.filed]
name = "filed"
clause = "1"
dimension = "work"
from = "suggestions"
points = { each = 1 }
"#;

/// What may stand in four columns of a row.
const LINES: [[&str; 4]; 22] = [
    ["", "", "", ""],
    ["", "", "", ""],
    ["编号", "领衔代表", "天数", ""],
    ["编号", "领衔代表", "天数", "备注"],
    ["天数", "编号", "领衔代表", ""],
    ["活动名称", "日期", "", ""],
    ["活动名称", "", "日期", ""],
    ["姓名", "1月8日", "3月5日", "备注"],
    ["单位", "联系人", "电话", ""],
    ["建议台账", "", "", ""],
    ["二、活动台账", "", "", ""],
    ["会议出勤", "", "", ""],
    ["通讯录", "", "", ""],
    ["1", "张三", "3", ""],
    ["2", "李四", "三天半", "急"],
    ["视察", "2025-03-05", "", ""],
    ["张三", "出席", "缺席", ""],
    ["李四", "出席", "未道", "好"],
    ["合计", "", "5", ""],
    ["制表人：王五", "", "", "审核：赵六"],
    ["", "", "", "旁注"],
    ["7", "", "", ""],
];
const NAMES: [&str; 5] = ["建议台账", "建议和活动台账", "会议出勤", "1月", "杂项"];

fn sheet() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    let line = (0..LINES.len(), 0..LINES.len());
    let lines = (prop::collection::vec(line, 1..28), 0_u8..3).prop_map(|(mut lines, right)| {
        for (left, beside) in &mut lines {
            // The right half is empty, any, or the same.
            *beside = match right {
                0 => 0,
                1 => *beside,
                _ => *left,
            };
        }
        lines
    });
    (0..NAMES.len(), lines)
}

fn cells(lines: &[(usize, usize)]) -> Vec<Vec<String>> {
    let part = |index: usize| LINES.get(index).copied().unwrap_or_default();
    lines
        .iter()
        .map(|(left, right)| part(*left).iter().chain(&[""]).chain(&part(*right)).map(|text| (*text).to_owned()).collect())
        .collect()
}

fn rows(table: &Table) -> BTreeSet<u32> {
    let read = table.rows.iter().map(|row| row.number);
    read.chain(table.set_aside.iter().map(|(row, _)| *row)).chain(table.faulty.iter().copied()).collect()
}

/// Whether the cell is part of the header of a table, or of the titles above it.
fn is_header(table: &Table, row: u32, column: u32) -> bool {
    (table.area.top..=table.seen.header.1).contains(&row) && (table.area.left..=table.area.right).contains(&column)
}

/// The tables in whose account the cell's row stands.
fn owners(reading: &Reading, row: u32, column: u32) -> usize {
    let owns = |table: &&Table| {
        let beside = (table.area.top..=table.area.bottom).contains(&row) && !(table.area.left..=table.area.right).contains(&column);
        rows(table).contains(&row) && !beside
    };
    reading.tables.iter().filter(owns).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(cases(2000, 200)).unwrap_or(200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_below_a_header_is_accounted_for_once((name, lines) in sheet()) {
        let cells = cells(&lines);
        let place = folder();
        let mut text = String::new();
        for row in &cells {
            let _ = writeln!(text, "{}", row.join(","));
        }
        let path = place.path().join(format!("{}.csv", NAMES.get(name).copied().unwrap_or_default()));
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
        let rubric = read_rubric("accounts", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let period = Period::parse("2025").unwrap_or_else(|| panic!("a period"));
        let found = find(&[place.path().to_path_buf()]).unwrap_or_else(|error| panic!("{error}"));
        let reading = read(&found.sources, &rubric, &period);
        let Some(first) = reading.tables.iter().map(|table| table.seen.header.1).min() else { return Ok(()) };

        for (row, line) in (1..).zip(&cells).filter(|(row, _)| *row > first) {
            for (column, _) in (1..).zip(line).filter(|(_, text)| !text.is_empty()) {
                let header = reading.tables.iter().any(|table| is_header(table, row, column));
                prop_assert_eq!(owners(&reading, row, column), usize::from(!header), "row {} column {}", row, column);
            }
        }
        for table in &reading.tables {
            let aside: BTreeSet<u32> = table.set_aside.iter().map(|(row, _)| *row).collect();
            prop_assert_eq!(aside.len(), table.set_aside.len(), "a row is set aside once");
            prop_assert!(!table.rows.iter().any(|row| aside.contains(&row.number)) && !table.faulty.iter().any(|row| aside.contains(row)));
        }

        let evidence = gather(&reading, &rubric, &period, &mut Vec::new());
        let mut read_rows: BTreeMap<&str, u64> = BTreeMap::new();
        for account in &evidence.accounts {
            prop_assert_eq!(account.read, account.counted + account.aside() + account.problems.count());
            *read_rows.entry(&account.table).or_default() += account.read;
        }
        let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
        for table in &reading.tables {
            *expected.entry(&table.id).or_default() += rows(table).len() as u64;
        }
        prop_assert_eq!(read_rows, expected);
    }
}
