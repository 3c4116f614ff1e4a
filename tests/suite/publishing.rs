//! What leaves the office: the public list shows what may be shown and is refused otherwise; a dossier tells one person's records.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use calamine::{open_workbook, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::problems::patch;
use super::program::{duly, duly_in, folder, lines, printed, project};

const IDENTITY: &str = "110101199003077715";
const ATTENDANCE: &str = "姓名,3月5日,3月12日\n张三,出席,出席\n李四,出席,迟到\n王伟（东村）,出席,出席\n王伟（西村）,出席,迟到\n";
const SELECTION: &str = "+ [selection]\n+ name = \"优秀代表\"\n+ word = \"表扬\"\n+ quota = { number = 2 }\n+ ties = \"include\"\n";

/// The small rubric of `tests/problems` with these lines more, and a roster of one group; 张三 lives where `village` says.
fn laid_out(more: &str, village: &str) -> TempDir {
    let place = folder();
    let problems = project().join("tests/problems");
    let rubric = fs::read_to_string(problems.join("rubric.toml")).unwrap_or_default();
    let roster = format!(
        "证号,姓名,层级,选区,身份证号\nZ001,张三,镇级,{village},{IDENTITY}\nZ002,李四,镇级,西村,\nZ003,王伟,镇级,东村,\nZ004,王伟,镇级,西村,\n"
    );
    let files =
        [("rubric.toml", patch::apply(&rubric, more)), ("2025-H1/代表名册.csv", roster), ("2025-H1/会议出勤.csv", ATTENDANCE.to_owned())];
    fs::create_dir(place.path().join("2025-H1")).unwrap_or_else(|error| panic!("{error}"));
    for (name, text) in files {
        fs::write(place.path().join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    place
}

fn score(place: &TempDir, more: &[&str]) -> std::process::Output {
    duly_in(place.path(), &[&["score", "2025-H1", "--rubric", "rubric.toml", "--out", "out"], more].concat())
}

/// Every text and number of a workbook, sheet by sheet.
fn cells(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let sheets = book.worksheets().into_iter();
    sheets.map(|(name, range)| (name, range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())).collect()
}

fn texts(path: &Path) -> String {
    let rows = cells(path).into_iter().flat_map(|(_, rows)| rows);
    rows.map(|row| row.join("|")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rubric_that_says_nothing_puts_up_names_and_no_more() {
    let place = laid_out(SELECTION, "东村");
    let output = score(&place, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let list = texts(&place.path().join("out/publication.xlsx"));
    assert!(list.contains("拟表扬优秀代表名单公示") && list.contains("不少于5个工作日") && list.contains("联系人：____"), "{list}");
    assert!(list.contains("1|王伟（东村）") && list.contains("2|张三"), "{list}");
    for private in ["Z001", "Z003", IDENTITY, "李四", "西村", "100"] {
        assert!(!list.contains(private), "{private}\n{list}");
    }
}

#[test]
fn the_rubric_says_what_is_shown_for_how_long_and_whom_to_turn_to() {
    let more = "+ [publication]\n+ name = \"积分公示\"\n+ who = \"ranked\"\n+ columns = [\"rank\", \"name\", \"village\", \"total\"]\n+ order = \"rank\"\n\
                + days = 6\n+ holidays = [2025-07-07]\n+ workdays = [2025-07-05]\n+ contact = \"人大办 13800138000\"\n+ issuer = \"柳溪镇人大\"\n";
    let place = laid_out(more, "东村");
    // 2025-07-03 is a Thursday: Friday, the Saturday worked, Tuesday to Friday.
    let output = score(&place, &["--as-of", "2025-07-03"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let list = texts(&place.path().join("out/publication.xlsx"));
    for told in [
        "积分公示",
        "名次|姓名|选区|得分",
        "1|张三|东村|",
        "2025年7月4日至2025年7月11日（6个工作日）",
        "联系人：人大办 13800138000",
        "柳溪镇人大",
        "2025年7月3日",
    ] {
        assert!(list.contains(told), "{told}\n{list}");
    }
}

#[test]
fn a_planted_number_stops_the_list_and_not_the_ranking() {
    let more = format!("{SELECTION}+ [publication]\n+ columns = [\"name\", \"village\"]\n");
    let sound = laid_out(&more, "东村");
    assert_eq!(score(&sound, &[]).status.code(), Some(0));
    let listed = sound.path().join("out/publication.xlsx");
    assert!(listed.exists());
    // The same folder, now with a number in a column that is shown.
    let planted = laid_out(&more, &format!("东村{IDENTITY}"));
    fs::rename(sound.path().join("out"), planted.path().join("out")).unwrap_or_else(|error| panic!("{error}"));
    let output = score(&planted, &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let problem = lines(&output).into_iter().find(|line| line["code"] == "publication/private").unwrap_or_default();
    assert_eq!((&problem["file"], &problem["found"]), (&"publication.xlsx".into(), &"110*************15".into()));
    assert!(problem["cell"].as_str().is_some_and(|cell| cell.starts_with('B')), "{problem}");
    assert!(!printed(&output).contains(IDENTITY));
    let written = planted.path().join("out");
    assert!(written.join("ranking.xlsx").exists() && !written.join("publication.xlsx").exists(), "the list of the earlier run is stale");
    assert_eq!(duly_in(planted.path(), &["verify", "out"]).status.code(), Some(0));
}

#[test]
fn a_finished_list_with_a_number_in_a_hidden_column_is_refused() {
    let place = folder();
    let made = || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("公示")?;
        sheet.write_string(0, 0, "姓名")?.write_string(1, 0, "张三")?;
        sheet.write_string(1, 3, IDENTITY)?.set_column_hidden(3)?;
        book.save(place.path().join("公示.xlsx"))
    };
    made().unwrap_or_else(|error: rust_xlsxwriter::XlsxError| panic!("{error}"));
    let output = duly_in(place.path(), &["scan", "公示.xlsx", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<String> =
        lines(&output).iter().filter(|line| line["type"] == "problem").map(|line| format!("{} {}", line["code"], line["cell"])).collect();
    assert_eq!(told, ["\"publication/hidden\" \"D2\"", "\"publication/private\" \"D2\""]);
    assert_eq!(duly_in(place.path(), &["scan", "公示.xlsx", "--allow", IDENTITY]).status.code(), Some(1), "hidden it is all the same");
    assert_eq!(duly_in(place.path(), &["scan", "公示2.xlsx"]).status.code(), Some(2));
}

#[test]
fn a_draft_is_not_put_up() {
    let place = laid_out(SELECTION, "东村");
    assert_eq!(score(&place, &["--draft"]).status.code(), Some(0));
    assert!(!place.path().join("out/publication.xlsx").exists() && place.path().join("out/dossiers.xlsx").exists());
    assert!(texts(&place.path().join("out/dossiers.xlsx")).contains("【草稿】代表履职档案"));
}

#[test]
fn the_samples_public_list_and_dossiers_tell_nothing_secret_and_every_record() {
    let place = folder();
    let out = place.path().join("out").to_string_lossy().into_owned();
    let scored = duly(&["score", "sample_data/2025-H2", "--rubric", "township", "--out", &out, "--as-of", "2026-01-15"]);
    assert_eq!(scored.status.code(), Some(0), "{}", printed(&scored));
    let [list, dossiers] = ["publication.xlsx", "dossiers.xlsx"].map(|name| place.path().join("out").join(name));
    let scanned = duly(&["scan", &list.to_string_lossy()]);
    assert_eq!(scanned.status.code(), Some(0), "{}", printed(&scanned));
    // Dossiers are handed to one person each, so ballots may be told; identity and telephone numbers may not.
    let scanned = duly(&["scan", &dossiers.to_string_lossy(), "--json"]);
    let codes: BTreeSet<String> = lines(&scanned).iter().filter_map(|line| line["code"].as_str().map(str::to_owned)).collect();
    assert!(!codes.contains("publication/private") && !codes.contains("publication/hidden"), "{codes:?}");
    let sheets = cells(&dossiers);
    assert_eq!(sheets.len(), 1 + sheets[0].1.iter().filter(|row| row[0].parse::<u32>().is_ok()).count());
    let explained = printed(&duly(&[
        "explain",
        "sample_data/2025-H2",
        "--rubric",
        "township",
        "--who",
        "董成",
        "--criterion",
        "suggestions",
        "--lang",
        "zh",
    ]));
    let counted = explained.lines().filter(|line| line.contains('✓')).count();
    let own = sheets.iter().find(|(name, _)| name == "董成").map(|(_, rows)| rows.as_slice()).unwrap_or_default();
    let begun = own.iter().position(|row| row[0].starts_with("提出建议（")).unwrap_or(own.len());
    let told = own.iter().skip(begun + 1).take_while(|row| !row[0].ends_with('）')).filter(|row| row[3].starts_with("计入")).count();
    assert!(counted > 0 && told == counted, "{told} of {counted}\n{explained}");
}

/// Ballots counted by option, one row a person.
const BALLOTS: &str = r#"+ [tables.ballots]
+ sheet = ["计票表"]
+ optional = true
+ across = "choice"
+ cell = "n"
+ columns.delegate = { header = ["姓名"], type = "name" }
+ columns.choice = { from = "header", type = "word", words = { good = ["满意"], fair = ["基本满意"], poor = ["不满意"], abstain = ["弃权"] } }
+ columns.n = { type = "count" }
+ [criteria.voters]
+ name = "选民测评"
+ clause = "第九条"
+ dimension = "duty"
+ from = "ballots"
+ measure = { rating = "choice", values = { good = 100, fair = 60, poor = 0 }, not-counted = ["abstain"] }
+ none = "not-required"
+ points = { full = 10, of = 100 }
+ examples = [{ why = "满意 1 票", rows = [{ choice = "good", n = 1 }], points = 10 }]
"#;

#[test]
fn ballots_are_put_up_without_small_numbers_and_the_scan_agrees() {
    let more = format!("{SELECTION}+ [publication]\n+ ratings = [\"voters\"]\n{BALLOTS}");
    let place = laid_out(&more, "东村");
    let counts = "姓名,满意,基本满意,不满意,弃权\n张三,30,10,2,0\n王伟（东村）,40,8,0,0\n李四,1,1,0,0\n";
    fs::write(place.path().join("2025-H1/计票表.csv"), counts).unwrap_or_else(|error| panic!("{error}"));
    let output = score(&place, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let list = texts(&place.path().join("out/publication.xlsx"));
    assert!(list.contains("姓名|满意|基本满意|不满意|弃权|合计票数"), "{list}");
    assert!(list.contains("王伟（东村）|40|8|0|0|48") && list.contains("张三|30|—|—|0|42") && !list.contains("李四"), "{list}");
    let dossiers = texts(&place.path().join("out/dossiers.xlsx"));
    assert!(
        dossiers.contains("满意 30、基本满意 10、不满意 2") && dossiers.contains("份数 2") && !dossiers.contains("满意 1、"),
        "{dossiers}"
    );
}
