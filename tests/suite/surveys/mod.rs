//! Exports of every survey tool, in every arrangement and form, give the scores of the same ballots in a plain table;
//! what they tell of who answered is nowhere behind the door.

mod export;
mod private;

use std::fs;
use std::path::Path;

use serde_json::Value;

use self::export::{table, write, Form, Tool, FORMS, TOOLS};
use super::program::{duly, folder, lines, printed, project};
use super::standings::sheet_text;

const RUBRIC: &str = "tests/suite/surveys/rubric.toml";
const WORDS: [&str; 4] = ["满意", "基本满意", "不满意", ""];
/// Who is rated, as a questionnaire has them: two of one name, and one whose name holds another's.
const RATED: [&str; 5] = ["张三", "王伟（东村）", "王伟（西村）", "李红", "李红梅"];
/// Option of each response for each of them, from 1; 0 is passed over.
const BALLOTS: [[usize; 5]; 7] =
    [[1, 2, 3, 1, 1], [1, 1, 2, 0, 3], [2, 3, 3, 1, 1], [1, 1, 1, 1, 1], [3, 0, 1, 2, 1], [2, 2, 2, 2, 2], [1, 3, 1, 2, 0]];

fn laid_out(tables: &[(&str, String)]) -> tempfile::TempDir {
    let place = folder();
    let roster = "证号,姓名,选区\n1,张三,东村\n2,王伟,东村\n3,王伟,西村\n4,李红,东村\n5,李红梅,西村\n";
    for (name, text) in [("代表名册", roster.to_owned())].iter().chain(tables) {
        fs::write(place.path().join(format!("{name}.csv")), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    place
}

fn command<'a>(name: &'a str, input: &'a str) -> Vec<&'a str> {
    vec![name, input, "--rubric", RUBRIC, "--period", "2025"]
}

/// The subjects of the results.
fn subjects(input: &Path) -> Value {
    let out = folder();
    let (input, out) = (input.to_string_lossy(), out.path().to_string_lossy().into_owned());
    let output = duly(&[command("score", &input), vec!["--out", &out, "--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    let results = fs::read_to_string(format!("{out}/results.json")).unwrap_or_default();
    let mut results: Value = serde_json::from_str(&results).unwrap_or_default();
    results["subjects"].take()
}

/// The codes of all problems, and the last line.
fn checked(input: &Path) -> (Vec<Value>, Value) {
    let input = input.to_string_lossy();
    let mut lines = lines(&duly(&[command("check", &input), vec!["--json"]].concat()));
    let summary = lines.pop().unwrap_or_default();
    (lines, summary)
}

/// The account of the sheet taken for this table.
fn sheet(summary: &Value, table: &str) -> Value {
    let sheets = summary["sheets"].as_array().cloned().unwrap_or_default();
    sheets.into_iter().find(|sheet| sheet["table"] == table).unwrap_or_else(|| panic!("no sheet is {table}: {summary}"))
}

fn plain() -> Value {
    let rows = BALLOTS.iter().flat_map(|ballot| RATED.iter().zip(ballot).filter(|(_, option)| **option > 0));
    let rows: Vec<String> = rows.map(|(who, option)| format!("{who},{}", WORDS[option - 1])).collect();
    let place = laid_out(&[("测评票", format!("述职代表,评价\n{}\n", rows.join("\n")))]);
    let subjects = subjects(place.path());
    let first = subjects.as_array().and_then(|subjects| subjects.iter().find(|subject| subject["key"] == "1")).cloned().unwrap_or_default();
    assert_eq!(first["items"][0]["exact"], "580/7", "张三: four satisfied, two fairly, one not, (400 + 150 + 30) ÷ 7");
    subjects
}

/// An answer as the tool writes it, by the option's text or by its number.
fn answer(tool: Tool, option: usize, by_number: bool) -> String {
    match (option, tool, by_number) {
        (0, Tool::Wenjuanxing, true) => "-3".to_owned(),
        (0, Tool::Wenjuanxing, false) => "(跳过)".to_owned(),
        (0, ..) => String::new(),
        (_, _, true) => option.to_string(),
        (_, _, false) => WORDS[option - 1].to_owned(),
    }
}

fn for_all(try_one: impl Fn(Tool, Form, bool)) {
    for tool in TOOLS {
        for by_number in [false, true] {
            // Each form once for each tool and way is enough.
            for form in FORMS {
                try_one(tool, form, by_number);
            }
        }
    }
}

fn responses(tool: Tool, by_number: bool) -> Vec<Vec<String>> {
    BALLOTS.iter().map(|ballot| ballot.iter().map(|option| answer(tool, *option, by_number)).collect()).collect()
}

#[test]
fn a_column_for_each_delegate_gives_the_same_scores() {
    let expected = plain();
    for_all(|tool, form, by_number| {
        let place = laid_out(&[]);
        let titles: Vec<String> = RATED.iter().map(|who| format!("请您对{who}代表的履职情况作出评价")).collect();
        let questions: Vec<(u32, &str, &str)> = (1..).zip(&titles).map(|(number, title)| (number, title.as_str(), "")).collect();
        // Nobody called the file by the name that the rubric has; by number two tables would do.
        let name = if by_number { "12345_按序号_柳溪镇代表测评_7_7" } else { "12345_按文本_柳溪镇_7_7" };
        write(&table(tool, &questions, &responses(tool, by_number)), form, place.path(), name);
        assert_eq!(subjects(place.path()), expected, "{tool:?} {form:?} {by_number}");
    });
}

#[test]
fn a_matrix_with_a_line_for_each_delegate_gives_the_same_scores() {
    let expected = plain();
    for_all(|tool, form, by_number| {
        let place = laid_out(&[]);
        let questions: Vec<(u32, &str, &str)> = RATED.iter().map(|who| (2, "请对下列代表作出评价", *who)).collect();
        write(&table(tool, &questions, &responses(tool, by_number)), form, place.path(), "代表测评（收集结果）");
        assert_eq!(subjects(place.path()), expected, "{tool:?} {form:?} {by_number}");
    });
    // The two ways in which 问卷星 leaves out the question.
    for title in [|who: &str| format!("2、({who})"), |who: &str| format!("第2题({who})")] {
        let place = laid_out(&[]);
        let questions: Vec<(u32, &str, &str)> = RATED.iter().map(|who| (2, "", *who)).collect();
        let mut rows = table(Tool::Wenjuanxing, &questions, &responses(Tool::Wenjuanxing, false));
        let first = rows[0].len() - RATED.len();
        for (at, who) in (first..).zip(RATED) {
            rows[0][at] = title(who);
        }
        write(&rows, Form::Utf8, place.path(), "12345_按文本_柳溪镇_7_7");
        assert_eq!(subjects(place.path()), expected, "{}", title("张三"));
    }
}

#[test]
fn one_response_a_ballot_gives_the_same_scores() {
    let expected = plain();
    for tool in TOOLS {
        for form in FORMS {
            let place = laid_out(&[]);
            let cast = BALLOTS.iter().flat_map(|ballot| RATED.iter().zip(ballot));
            let rows: Vec<Vec<String>> = cast.map(|(who, option)| vec![(*who).to_owned(), answer(tool, *option, false)]).collect();
            write(&table(tool, &[(1, "述职代表", ""), (2, "评价", "")], &rows), form, place.path(), "12345_按文本_柳溪镇_35_35");
            assert_eq!(subjects(place.path()), expected, "{tool:?} {form:?}");
        }
    }
}

#[test]
fn a_matrix_for_each_delegate_gives_the_scores_of_its_aspects() {
    let mut plain = "述职代表,项目,分数\n".to_owned();
    let mut rows = Vec::new();
    for response in 0..6 {
        let marks =
            RATED.iter().enumerate().flat_map(|(at, who)| [("履职能力", 0), ("工作作风", 7)].map(|(aspect, more)| (at, who, aspect, more)));
        let mark = |at: usize, more: usize| (60 + response * 5 + at + more).to_string();
        plain.extend(marks.clone().map(|(at, who, aspect, more)| format!("{who},{aspect},{}\n", mark(at, more))));
        rows.push(marks.map(|(at, _, _, more)| mark(at, more)).collect::<Vec<String>>());
    }
    let expected = subjects(laid_out(&[("分项记录", plain)]).path());
    let titles: Vec<String> = RATED.iter().map(|who| format!("请给{who}打分")).collect();
    for tool in TOOLS {
        for form in FORMS {
            let place = laid_out(&[]);
            let lines =
                (1..).zip(&titles).flat_map(|(number, title)| ["履职能力", "工作作风"].map(|aspect| (number, title.as_str(), aspect)));
            write(&table(tool, &lines.collect::<Vec<_>>(), &rows), form, place.path(), "分项测评");
            assert_eq!(subjects(place.path()), expected, "{tool:?} {form:?}");
        }
    }
}

#[test]
fn several_choices_in_one_cell_name_several_people() {
    let expected = subjects(laid_out(&[("推荐", "推荐的代表\n张三、李红\n李红、张三、李红梅\n".to_owned())]).path());
    for parting in ["┋", "→"] {
        let place = laid_out(&[]);
        let answers = [vec![format!("张三{parting}李红")], vec![format!("李红{parting}张三{parting}李红梅")]];
        write(&table(Tool::Wenjuanxing, &[(1, "推荐的代表", "")], &answers), Form::Workbook, place.path(), "12345_按文本_2_2");
        assert_eq!(subjects(place.path()), expected, "{parting}");
    }
}

#[test]
fn other_questions_are_left_out_and_a_rating_of_nobody_is_told() {
    let place = laid_out(&[]);
    let questions = [(1, "您的年龄", ""), (2, "张三", ""), (3, "您对人大工作", ""), (4, "请比较李红与张三", ""), (5, "您的建议", "")];
    let response = ["30至40岁", "满意", "满意", "满意", "备注：张三很好"].map(str::to_owned).to_vec();
    write(&table(Tool::Wenjuanxing, &questions, &vec![response; 5]), Form::Utf8, place.path(), "代表测评");
    let (problems, summary) = checked(place.path());
    let told: Vec<String> =
        problems.iter().map(|line| format!("{} {} {}", line["code"], line["cell"], line["found"]).replace('"', "")).collect();
    assert_eq!(told, ["survey/question-of-nobody J1 您对人大工作", "survey/question-of-several K1 请比较李红与张三"]);
    let sheet = sheet(&summary, "survey");
    assert_eq!((&sheet["read"], &sheet["counted"]), (&5.into(), &5.into()), "{sheet}");
}

#[test]
fn an_export_that_could_be_two_tables_is_neither() {
    let place = laid_out(&[]);
    // Numbers that are options in one table and marks in the other.
    let questions: Vec<(u32, &str, &str)> = (1..).zip(RATED).map(|(number, who)| (number, who, "")).collect();
    let rubric = fs::read_to_string(project().join(RUBRIC)).unwrap_or_default();
    let rubric = rubric.replace("columns.aspect = { from = \"header\"", "columns.aspect = { optional = true, from = \"header\"");
    let own = place.path().join("rubric.toml");
    fs::write(&own, rubric).unwrap_or_else(|error| panic!("{error}"));
    write(&table(Tool::Wenjuanxing, &questions, &responses(Tool::Wenjuanxing, true)), Form::Utf8, place.path(), "12345_按序号_7_7");
    let output = duly(&["check", &place.path().to_string_lossy(), "--rubric", &own.to_string_lossy(), "--period", "2025", "--json"]);
    let problems = lines(&output);
    assert_eq!(problems[0]["code"], "sheet/unknown", "{problems:?}");
    let message = problems[0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("`survey`, `aspects`") && message.contains("代表测评, 分项测评"), "{message}");
}

#[test]
fn how_carefully_was_answered_is_counted() {
    let place = laid_out(&[]);
    let questions: Vec<(u32, &str, &str)> = (1..).zip(RATED).map(|(number, who)| (number, who, "")).collect();
    write(&table(Tool::Wenjuanxing, &questions, &responses(Tool::Wenjuanxing, true)), Form::Utf8, place.path(), "代表测评");
    let (_, summary) = checked(place.path());
    let quality = &sheet(&summary, "survey")["quality"];
    // Times taken are 2 to 8 seconds for 5 answers or 4; three each are sent in seconds 1 and 2; addresses are shared by pairs.
    let expected = serde_json::json!({
        "tool": "wjx", "responses": 7, "short": 3, "bursts": 3, "straight-lines": 2, "shared-address": 6,
    });
    assert_eq!(*quality, expected);
    let said = printed(&duly(&command("check", &place.path().to_string_lossy())));
    assert!(said.contains("responses: 7; under a second a question: 3;"), "{said}");
    assert!(sheet(&summary, "roster").get("quality").is_none(), "other sheets have none");
}

#[test]
fn the_page_shows_tables_that_were_tried() {
    let page = fs::read_to_string(project().join("docs/inputs/surveys.md")).unwrap_or_default();
    let rubric = fs::read_to_string(project().join(RUBRIC)).unwrap_or_default();
    let shown: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(shown.len(), 4);
    for table in shown {
        assert!(rubric.contains(table), "{table}");
    }
}

#[test]
fn the_sheet_of_ballots_has_the_counts_and_no_response() {
    let place = laid_out(&[]);
    let questions: Vec<(u32, &str, &str)> = (1..).zip(RATED).map(|(number, who)| (number, who, "")).collect();
    write(&table(Tool::TencentForm, &questions, &responses(Tool::TencentForm, false)), Form::Utf8, place.path(), "代表测评");
    let out = folder();
    let to = out.path().to_string_lossy().into_owned();
    let scored = duly(&[command("score", &place.path().to_string_lossy()), vec!["--out", &to, "--format", "xlsx"]].concat());
    assert_eq!(scored.status.code(), Some(0), "{}", printed(&scored));
    let text = sheet_text(&out.path().join("ranking.xlsx"), "票面和问卷情况");
    let line = text.lines().find(|line| line.contains("腾讯文档收集表")).unwrap_or_else(|| panic!("{text}"));
    let cells: Vec<&str> = line.split('\t').filter(|cell| !cell.is_empty()).skip(1).collect();
    assert_eq!(cells, ["腾讯文档收集表", "7", "—", "3", "2", "—"], "no times taken and no addresses in this tool: {line}");
}
