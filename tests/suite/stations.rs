//! Stations as subjects: the sample's two years, and what `stations.xlsx` says of cases, days and lists, against counts made here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::problems::patch;
use super::program::{duly, duly_in, folder, lines, printed, project};
use super::standings::sheet_text;

const SHEETS: [&str; 19] = [
    "联络站对比",
    "接待日",
    "接待日明细",
    "案件",
    "案件在办",
    "案件缺反馈日期",
    "任务",
    "任务按责任人",
    "任务在办",
    "任务时间表",
    "建议办理",
    "建议办理在办",
    "留言",
    "留言在办",
    "留言缺办结时间",
    "培训",
    "议案处理",
    "视察调研",
    "实事",
];

/// Cells of a sheet of the sample, from the row below its header, by header.
pub(super) fn rows(half: &str, file: &str, sheet: &str) -> Vec<BTreeMap<String, String>> {
    let path = project().join("sample_data").join(half).join(file);
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{error}"));
    let mut rows = range.rows().skip(2).map(|row| row.iter().map(text).collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    rows.map(|row| head.iter().cloned().zip(row).collect()).collect()
}

fn text(cell: &Data) -> String {
    if let Data::DateTime(day) = cell {
        let (year, month, day, ..) = day.to_ymd_hms_milli();
        format!("{year}-{month}-{day}")
    } else {
        cell.to_string()
    }
}

pub(super) fn scored(inputs: &[&str], more: &[&str]) -> tempfile::TempDir {
    let place = folder();
    let out = place.path().join("out").to_string_lossy().into_owned();
    let inputs: Vec<String> = inputs.iter().map(|half| format!("sample_data/{half}")).collect();
    let mut arguments = vec!["score"];
    arguments.extend(inputs.iter().map(String::as_str));
    arguments.extend(["--rubric", "stations", "--out", &out]);
    arguments.extend(more);
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    place
}

/// The rows of a printed table, from the one whose first cell is `first` to the next empty one.
pub(super) fn table(book: &Path, sheet: &str, first: &str) -> Vec<Vec<String>> {
    let all = sheet_text(book, sheet);
    let rows = all.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let from: Vec<Vec<String>> = rows.skip_while(|row| row[0] != first).collect();
    // A head of two rows has its own cells in the second.
    let head = usize::from(from.get(1).is_some_and(|row| row[0].is_empty() && row.iter().any(|cell| !cell.is_empty())));
    let below = from.iter().skip(1 + head).take_while(|row| !row[0].is_empty());
    from.iter().take(1).chain(below).cloned().collect()
}

#[test]
fn the_sample_s_stations_are_scored_and_their_workbook_counts_what_the_registers_hold() {
    let place = scored(&["2025-H2"], &[]);
    let book = place.path().join("out/stations.xlsx");
    let open: Xlsx<_> = calamine::open_workbook(&book).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    assert_eq!(open.sheet_names(), SHEETS);
    let cases = rows("2025-H2", "联络站工作.xlsx", "群众反映事项");
    let linked: BTreeSet<String> =
        rows("2025-H2", "议案建议决议台账.xlsx", "建议台账").into_iter().map(|row| row["编号"].clone()).collect();
    let own: Vec<_> = cases.iter().filter(|row| !linked.contains(&row["转为建议编号"])).collect();
    assert!(own.len() < cases.len(), "no case of the sample became a suggestion");
    let last = "2025-12-31";
    let closed = |row: &BTreeMap<String, String>| {
        let answered = day(&row["办结日期"]);
        matches!(row["处理方式"].as_str(), "当场解决" | "解释说明") || !answered.is_empty() && answered.as_str() <= last
    };
    let routes = table(&book, "案件", "处理方式").into_iter().skip(1);
    for row in routes.filter(|row| row[0] != "处理方式" && row[0] != "合计") {
        let counted = own.iter().filter(|case| case["处理方式"] == row[0]).count();
        assert_eq!(row[1], counted.to_string(), "{}", row[0]);
    }
    let stations = table(&book, "案件", "联络站");
    for station in stations.iter().filter(|row| row[0].ends_with("联络站") && row[0] != "联络站") {
        let of: Vec<_> = own.iter().filter(|case| case["联络站"] == station[0]).collect();
        let done = of.iter().filter(|case| closed(case)).count();
        assert_eq!(station[1..4], [of.len(), done, of.len() - done].map(|count| count.to_string()), "{}", station[0]);
    }
    // Closed, and the voter has not heard of it.
    let told = |row: &BTreeMap<String, String>| Some(day(&row["反馈日期"])).is_some_and(|day| !day.is_empty() && day.as_str() <= last);
    let untold: BTreeSet<&str> = own.iter().filter(|case| closed(case) && !told(case)).map(|case| case["编号"].as_str()).collect();
    let numbers = |sheet: &str| -> BTreeSet<String> {
        sheet_text(&book, sheet).split(['\t', '\n']).filter(|cell| cell.starts_with("访2025")).map(str::to_owned).collect()
    };
    assert!(!untold.is_empty());
    assert_eq!(numbers("案件缺反馈日期"), untold.into_iter().map(str::to_owned).collect());
    let open: BTreeSet<String> = own.iter().filter(|case| !closed(case)).map(|case| case["编号"].clone()).collect();
    assert_eq!(numbers("案件在办"), open);
    let held: usize = table(&book, "接待日", "联络站").iter().find(|row| row[0] == "合计").map_or(0, |row| row[1].parse().unwrap_or(0));
    assert_eq!(held, 6 * 12, "six stations, two days a month");
}

/// The date as a clerk typed it, in one form.
pub(super) fn day(typed: &str) -> String {
    let parts: Vec<u32> = typed.split(|mark: char| !mark.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    match parts[..] {
        [year, month, day] => format!("{year}-{month:02}-{day:02}"),
        [month, day] => format!("2025-{month:02}-{day:02}"),
        _ => String::new(),
    }
}

#[test]
fn nothing_of_visitors_leaves() {
    let place = scored(&["2025-H2"], &[]);
    let mut secrets = BTreeSet::new();
    for row in rows("2025-H2", "联络站工作.xlsx", "群众反映事项") {
        secrets.extend([row["反映人"].clone(), row["联系电话"].clone()]);
    }
    for row in rows("2025-H2", "联络站.xlsx", "接待登记") {
        secrets.extend(["来访人", "联系方式"].map(|head| row[head].clone()));
    }
    secrets.remove("");
    assert!(secrets.len() > 100);
    let mut told: String = SHEETS.iter().map(|sheet| sheet_text(&place.path().join("out/stations.xlsx"), sheet)).collect();
    told += &std::fs::read_to_string(place.path().join("out/results.json")).unwrap_or_default();
    let leaked: Vec<&String> = secrets.iter().filter(|secret| told.contains(secret.as_str())).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
}

#[test]
fn a_year_names_each_untrained_delegate_once_and_compares_with_the_period_before() {
    let year = scored(&["2025-H1", "2025-H2"], &["--period", "2025"]);
    let book = year.path().join("out/stations.xlsx");
    let total = table(&book, "培训", "联络站").into_iter().find(|row| row[0] == "合计").unwrap_or_default();
    let delegates: usize = total[1].parse().unwrap_or(0);
    assert!((60..80).contains(&delegates), "{total:?}");
    let listed = sheet_text(&book, "培训");
    let cards: Vec<&str> = listed.lines().filter_map(|line| line.split('\t').nth(1)).filter(|card| card.starts_with('Z')).collect();
    assert_eq!(cards.len(), cards.iter().collect::<BTreeSet<_>>().len(), "{cards:?}");
    // A station that opened in April was to receive since then.
    let days = table(&book, "接待日", "联络站");
    let due = |name: &str| days.iter().find(|row| row[0] == name).map(|row| row[1].clone());
    assert_eq!(due("镇区联络站").as_deref(), Some("17"));
    assert_eq!(due("东片联络站").as_deref(), Some("24"));
    let before = scored(&["2025-H1"], &[]);
    let earlier = before.path().join("out").to_string_lossy().into_owned();
    let after = scored(&["2025-H2"], &["--previous", &earlier]);
    let compared = sheet_text(&after.path().join("out/stations.xlsx"), "联络站对比");
    assert!(compared.contains("上期\t增减\t增幅"), "{compared}");
}

#[test]
fn each_rubric_leaves_the_sheets_of_the_other_alone() {
    for rubric in ["township", "stations", "inspection"] {
        let told = lines(&duly(&["check", "sample_data/2025-H2", "--rubric", rubric, "--json"]));
        let codes: Vec<&str> = told.iter().filter_map(|line| line["code"].as_str()).collect();
        assert!(!codes.contains(&"sheet/unknown"), "{rubric}: {codes:?}");
        let errors = told.iter().filter(|line| line["severity"] == "error").count();
        assert_eq!(errors, 0, "{rubric}");
    }
}

/// Suggestions of the small rubric of `tests/problems`, followed.
pub(super) fn followed(suggestions: &str, more: &[&str]) -> (tempfile::TempDir, Vec<Value>) {
    let place = folder();
    let cases = project().join("tests/problems");
    let text = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rubric = patch::apply(&text(&cases.join("rubric.toml")), &text(&cases.join("follow-unrecorded/rubric.diff")));
    let rubric = rubric.replace("closed = \"replied\"\n", "closed = \"replied\"\napart = [\"result\"]\n");
    let period = place.path().join("2025-H1");
    std::fs::create_dir_all(&period).unwrap_or_else(|error| panic!("{error}"));
    for (path, text) in [
        (place.path().join("rubric.toml"), rubric),
        (period.join("代表名册.csv"), text(&cases.join("代表名册.csv"))),
        (period.join("建议台账.csv"), format!("编号,标题,提出日期,领衔代表,联名代表,立案情况,交办日期,答复日期,办理结果\n{suggestions}")),
    ] {
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let command = [["score", "2025-H1", "--rubric", "rubric.toml", "--out", "out", "--json"].as_slice(), more].concat();
    let told = lines(&duly_in(place.path(), &command));
    (place, told)
}

#[test]
fn shares_of_classes_come_out_as_a_city_printed_them() {
    // 93 suggestions: 54 solved, 39 of other classes; a report of 54, 33, 2 and 4 is in the unit test of shares.
    let row = |number: usize| {
        let result = if number < 54 { "A" } else { "C" };
        format!("{number},修桥,2025-03-05,张三,,立案,2025-03-10,2025-04-02,{result}\n")
    };
    let (place, _) = followed(&(0..93).map(row).collect::<String>(), &[]);
    let shares: Vec<Vec<String>> = table(&place.path().join("out/stations.xlsx"), "建议办理", "A");
    assert_eq!(shares[0][1..3], ["54", "0.5806"]);
    assert_eq!(shares[1][1..3], ["39", "0.4194"]);
    assert_eq!(shares[2][1..3], ["93", "1"]);
}

#[test]
fn a_record_that_contradicts_itself_stops_its_own_group_only() {
    let (_, told) = followed("1,修桥,2025-03-05,张三,,立案,2025-03-10,2025-03-01,A\n", &[]);
    let wrong: Vec<_> =
        told.iter().filter(|line| line["severity"] == "error").map(|line| (line["code"].clone(), line["cell"].clone())).collect();
    assert_eq!(wrong, [("follow/out-of-order".into(), "H2".into())]);
}

#[test]
fn a_row_that_says_open_and_tells_a_day_of_closing_is_a_problem_with_its_cell() {
    let place = folder();
    let half = place.path().join("2025-H2");
    std::fs::create_dir_all(&half).unwrap_or_else(|error| panic!("{error}"));
    let register = "编号,联络站,登记日期,反映事项,处理方式,承办单位,转办日期,办结日期,办理状态\n\
                    访1,东门站,2025-07-03,路灯不亮,转交办理,供电所,2025-07-04,2025-07-20,在办\n\
                    访1,东门站,2025-07-05,水渠堵塞,转交办理,水务站,2025-07-06,2025-07-21,已办结\n";
    let files = [
        ("群众反映事项.csv", register),
        ("联络站台账.csv", "站名\n东门站\n"),
        ("六有核查.csv", "联络站,核查项目,核查结果,佐证材料\n东门站,有场所,√,照片\n"),
        ("接待登记.csv", "联络站,接待日期,接待代表,接待人次,收集意见（条）\n东门站,2025-07-10,张三,1,1\n"),
        ("任务清单.csv", "编号,联络站,任务,开始日期,完成时限,完成情况\n任1,东门站,走访,2025-07-03,2025-09-03,进行中\n"),
        ("代表名册.csv", "所属联络站,姓名,代表证号,层级\n东门站,张三,Z1,镇级\n"),
    ];
    for (name, text) in files {
        std::fs::write(half.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    let told = lines(&duly_in(place.path(), &["check", "2025-H2", "--rubric", "stations", "--json"]));
    let of_cases = told.iter().filter(|line| line["type"] == "problem" && line["file"].as_str().is_some_and(|file| file.contains("群众")));
    let wrong: Vec<_> = of_cases.map(|line| (line["code"].clone(), line["cell"].clone())).collect();
    assert_eq!(wrong, [("follow/contradicted".into(), "H2".into()), ("follow/number-twice".into(), "A3".into())]);
}

#[test]
fn a_station_that_is_in_no_roster_is_a_problem_with_its_cell() {
    let place = folder();
    let from = project().join("tests/regulations/community-station/in/2025");
    std::fs::create_dir_all(place.path().join("2025")).unwrap_or_else(|error| panic!("{error}"));
    for file in ["联络站台账.csv", "放假安排.csv", "接待登记.csv"] {
        let text = std::fs::read_to_string(from.join(file)).unwrap_or_default();
        std::fs::write(place.path().join("2025").join(file), text.replacen("西园社区站,2025-09", "城北社区站,2025-09", 1))
            .unwrap_or_default();
    }
    let told = lines(&duly_in(place.path(), &["check", "2025", "--rubric", "community-station", "--json"]));
    let wrong: Vec<_> =
        told.iter().filter(|line| line["type"] == "problem").map(|line| (line["code"].clone(), line["cell"].clone())).collect();
    assert_eq!(wrong, [("people/unknown-name".into(), "A9".into())]);
}
