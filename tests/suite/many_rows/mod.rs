//! Sheets of many rows are checked with rows that stand for others; what is told is what is told of every row by itself.

mod rows;

use std::fmt::Write;
use std::path::Path;

use duly::base::problem::Fault;
use duly::run::{check_from, run, Request, Run};

use self::rows::{Chance, Kind, Sheet};
use super::program::{cases, folder};

/// Rows from which sheets are packed here.
const LARGE: usize = 100;

const ROSTER: &str = "姓名,片区,任职日期,离任日期\n\
    赵一,东,,\n钱二,东,2025-08-11,\n孙三,东,,2025-10-20\n李四,西,2025-03-01,2026-12-31\n周五,西,,\n吴六,西,2027-01-01,\n郑七,西,,2025-02-01\n王八,西,,\n";

fn rubric(described: bool, filters: &str) -> String {
    let optional = if described { "" } else { ", optional = true" };
    format!(
        r#"
[rubric]
id = "many"
name = "many"
version = "1"
locale = "zh"
in-force = {{ from = 2025-01-01 }}
peers = ["area"]
subject = {{ table = "roster", name = "name", key = ["name"], term = {{ from = "from", to = "to" }} }}
[tables.roster]
sheet = ["roster"]
columns.name = {{ header = ["姓名"], type = "text" }}
columns.area = {{ header = ["片区"], type = "text" }}
columns.from = {{ header = ["任职日期"], type = "date", optional = true }}
columns.to = {{ header = ["离任日期"], type = "date", optional = true }}
[tables.records]
sheet = ["履职记录"]
{filters}
columns.name = {{ header = ["代表"], type = "names" }}
columns.date = {{ header = ["日期"], type = "date" }}
columns.kind = {{ header = ["方式"], type = "word", words = {{ study = ["调研"], visit = ["视察"], call = ["走访"] }} }}
columns.topic = {{ header = ["主题"], type = "text"{optional} }}
columns.hours = {{ header = ["时长"], type = "number", between = [0, 100] }}
columns.checked = {{ header = ["核实"], type = "word", optional = true, words = {{ yes = ["是"], no = ["否"] }} }}
[tables.letters]
sheet = ["来信"]
optional = true
columns.name = {{ header = ["收信人"], type = "name" }}
columns.letters = {{ header = ["件数"], type = "number" }}
[dimensions.work]
name = "work"
full = 200
[criteria.visits]
name = "visits"
clause = "1"
dimension = "work"
from = "records"
where = {{ kind = ["visit", "call"] }}
measure = "count"
points = {{ full = 100, of = 1000 }}
[criteria.hours]
name = "hours"
clause = "2"
dimension = "work"
from = "records"
measure = {{ sum = "hours" }}
points = {{ full = 100, of = 5000 }}
"#
    )
}

/// All that `duly check` says of a run.
fn told(run: &Run) -> String {
    let mut told = String::new();
    for problem in &run.problems {
        let _ = writeln!(told, "{problem:?}");
    }
    for account in &run.evidence.accounts {
        let _ = writeln!(told, "{account:?}");
    }
    let points: Vec<_> =
        run.cards.iter().map(|card| card.items.iter().map(|item| format!("{:?}", item.points)).collect::<Vec<_>>()).collect();
    let _ = writeln!(told, "{points:?} {:?} {:?}", run.stopped, run.skipped);
    told
}

struct Checked {
    /// Whether rows stood for others.
    folded: bool,
    problems: usize,
    /// How many of a sheet's rows stand in another, and how many it has.
    copies: Vec<(u64, u64)>,
}

/// Checks the folder both ways.
fn both(folder: &Path, name: &str) -> Checked {
    let request = Request {
        inputs: vec![folder.join("in")],
        rubric: folder.join("rubric.toml").to_string_lossy().into_owned(),
        period: Some("2025-H2".into()),
        ..Request::default()
    };
    let each = run(&request, &|_| {}).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
    let by_kind = check_from(&request, LARGE, &|_| {}).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
    let (told_each, told_folded) = (told(&each), told(&by_kind));
    let differing = told_each.lines().zip(told_folded.lines()).find(|(one, other)| one != other);
    assert!(told_each == told_folded, "{name}: {differing:#?}");
    let entries = |run: &Run| run.evidence.table("records").map_or(0, |table| table.rows.len());
    let copies = each.problems.iter().filter_map(|problem| {
        if let Fault::SheetCopy { repeated, rows } = problem.fault {
            Some((repeated, rows))
        } else {
            None
        }
    });
    Checked { folded: entries(&by_kind) < entries(&each), problems: each.problems.len(), copies: copies.collect() }
}

fn write(folder: &Path, sheets: &[(&str, Sheet)], rubric: &str) {
    let inside = folder.join("in/2025-H2");
    std::fs::create_dir_all(&inside).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(folder.join("rubric.toml"), rubric).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(inside.join("roster.csv"), ROSTER).unwrap_or_else(|error| panic!("{error}"));
    for (name, sheet) in sheets {
        sheet.write(&inside.join(name));
    }
}

#[test]
fn what_is_told_of_folded_rows_is_what_is_told_of_each() {
    let (mut folded, mut faulty) = (0, 0);
    for seed in 0..cases(300, 12) {
        let mut chance = Chance::new(seed as u64);
        let place = folder();
        let filters = if chance.one_in(3) { "where = { checked = [\"yes\"] }" } else { "" };
        // Few rows of some sheets are odd, of others many, of others none.
        let oddity = chance.of(&[None, Some(400), Some(100), Some(12)]);
        let sheet = Sheet::made(&mut chance, 3_000, oddity);
        let name = if chance.one_in(3) { "履职记录.csv" } else { "履职记录.xlsx" };
        write(place.path(), &[(name, sheet)], &rubric(chance.one_in(2), filters));
        let checked = both(place.path(), &format!("seed {seed}"));
        folded += usize::from(checked.folded);
        faulty += usize::from(checked.folded && checked.problems > 3);
    }
    assert!(folded * 2 > cases(300, 12) && faulty * 5 > cases(300, 12), "{folded} folded, {faulty} of them with problems");
}

#[test]
fn each_oddity_alone_is_told_alike() {
    let mut folded = 0;
    for kind in Kind::ALL {
        let place = folder();
        let mut chance = Chance::new(7);
        let mut sheet = Sheet::made(&mut chance, 1_500, None);
        sheet.plant(kind, 900, &mut chance);
        write(place.path(), &[("履职记录.xlsx", sheet)], &rubric(true, ""));
        folded += usize::from(both(place.path(), &format!("{kind:?}")).folded);
    }
    assert!(folded >= 20, "{folded} folded");
}

#[test]
fn several_large_sheets_are_told_alike_and_so_are_copies() {
    for described in [true, false] {
        let place = folder();
        let mut chance = Chance::new(3);
        let first = Sheet::made(&mut chance, 2_000, Some(300));
        let other = Sheet::made(&mut chance, 2_000, Some(300));
        let sheets = [("履职记录.xlsx", first.clone()), ("履职记录 二.xlsx", other), ("履职记录 三.csv", first)];
        write(place.path(), &sheets, &rubric(described, ""));
        let checked = both(place.path(), "several");
        assert!(checked.folded, "copies are told apart without their rows");
    }
}

#[test]
fn a_sheet_that_repeats_another_is_told_with_the_same_numbers() {
    let many = cases(120, 8);
    let told = (0..many).filter(|seed| is_told_of_copies(*seed)).count();
    assert!(told * 4 > many && told < many, "{told} of {many}");
}

/// Checks sheets of which the later ones repeat parts of the first; whether a copy was told of.
fn is_told_of_copies(seed: usize) -> bool {
    let place = folder();
    let mut chance = Chance::new(seed as u64 + 1_000);
    let oddity = chance.of(&[None, None, Some(300)]);
    let first = Sheet::made(&mut chance, 1_500, oddity);
    let mut sheets = Vec::new();
    for name in ["履职记录 二.csv", "履职记录 三.xlsx", "履职记录 四.csv"] {
        let mut sheet = Sheet::made(&mut chance, 1_500, oddity);
        sheet.repeat(&first, chance.of(&[0, 49, 51, 70, 100]));
        // A row that stands there twice counts as one.
        (0..seed % 3).for_each(|times| sheet.plant(Kind::Twin, 700 + times, &mut chance));
        // A small sheet beside large ones is read row by row.
        if chance.one_in(3) {
            sheet.cut(60);
        }
        sheets.push((name, sheet));
    }
    sheets.insert(0, ("履职记录.xlsx", first));
    sheets.truncate(2 + seed % 3);
    // What the name of the sheet says is part of each of its rows.
    let named = if seed % 4 == 3 { "columns.book = { from = \"sheet\", type = \"text\" }" } else { "" };
    write(place.path(), &sheets, &rubric(true, named));
    let checked = both(place.path(), &format!("seed {seed}"));
    if oddity.is_none() {
        assert!(checked.folded, "seed {seed}");
        assert!(!named.is_empty() || checked.copies == copies_among(&sheets), "seed {seed}: {:?}", checked.copies);
    }
    !checked.copies.is_empty()
}

/// The same of sheets without oddities, reckoned by what was written; in the order in which files are read.
fn copies_among(sheets: &[(&str, Sheet)]) -> Vec<(u64, u64)> {
    let mut sorted: Vec<_> = sheets.iter().map(|(name, sheet)| (*name, sheet.said())).collect();
    sorted.sort_by_key(|(name, _)| *name);
    let mut copies = Vec::new();
    for (index, (_, own)) in sorted.iter().enumerate() {
        let repeated = sorted.iter().take(index).map(|(_, other)| own.intersection(other).count()).max().unwrap_or(0);
        if repeated >= 3 && repeated * 2 >= own.len() {
            copies.push((repeated as u64, own.len() as u64));
        }
    }
    copies
}

#[test]
fn corrections_are_made_in_sheets_of_many_rows() {
    let place = folder();
    let mut chance = Chance::new(11);
    let sheet = Sheet::made(&mut chance, 300, None);
    write(place.path(), &[("履职记录.csv", sheet)], &rubric(false, ""));
    let line = "文件,单元格,原值,改为,理由,批准人\n履职记录.csv,B200,,2025-09-09,看错,主任\n";
    std::fs::write(place.path().join("in/2025-H2/更正表.csv"), line).unwrap_or_else(|error| panic!("{error}"));
    let checked = both(place.path(), "corrections");
    assert!(!checked.folded && checked.problems > 0);
}
