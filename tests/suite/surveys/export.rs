//! Exports as the survey tools write them, with all that they tell of who answered.

use std::fs;
use std::path::Path;

use encoding_rs::GB18030;
use rust_xlsxwriter::Workbook;

/// Whatever of these is found anywhere behind the door has slipped through it.
pub const CANARIES: [&str; 9] =
    ["203.0.113.", "金丝雀昵称", "oCANARYopenid", "金丝雀省", "金丝雀市", "CanaryAgent", "canary.example", "12:34:", "微信金丝雀"];

/// Who writes the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Wenjuanxing,
    TencentSurvey,
    TencentForm,
    Jinshuju,
}

pub const TOOLS: [Tool; 4] = [Tool::Wenjuanxing, Tool::TencentSurvey, Tool::TencentForm, Tool::Jinshuju];

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Utf8,
    Gbk,
    Utf16,
    Workbook,
}

pub const FORMS: [Form; 4] = [Form::Utf8, Form::Gbk, Form::Utf16, Form::Workbook];

/// The export of these questions and responses; a question is its number, its text and, of a matrix, its line.
pub fn table(tool: Tool, questions: &[(u32, &str, &str)], responses: &[Vec<String>]) -> Vec<Vec<String>> {
    let text = |text: &str| text.to_owned();
    let titles = questions.iter().map(|(number, question, line)| match (tool, line.is_empty()) {
        (Tool::Wenjuanxing, true) => format!("{number}、{question}"),
        (Tool::Wenjuanxing, false) => format!("{number}、{question}({line})"),
        (Tool::TencentSurvey, true) => format!("{number}.{question}"),
        (Tool::TencentSurvey, false) => format!("{number}.{question}:{line}"),
        (Tool::TencentForm, true) => format!("{question}（必填）"),
        (Tool::TencentForm, false) => format!("{question}-{line}（必填）"),
        (Tool::Jinshuju, true) => text(question),
        (Tool::Jinshuju, false) => format!("{question}-{line}"),
    });
    let (before, after): (&[&str], &[&str]) = match tool {
        Tool::Wenjuanxing => (&["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"], &[]),
        Tool::TencentSurvey => (
            &[
                "编号",
                "开始答题时间",
                "结束答题时间",
                "答题时长",
                "语言",
                "清洗数据结果",
                "智能清洗数据无效概率",
                "地理位置国家和地区",
                "地理位置省",
                "地理位置市",
                "用户类型",
                "用户标识",
                "昵称",
                "自定义字段",
            ],
            &["IP", "UA", "Referrer", ""],
        ),
        Tool::TencentForm => (&["提交时间（自动）"], &["提交者（自动）"]),
        Tool::Jinshuju => (
            &["序号"],
            &["提交人", "提交时间", "修改时间", "填写时长", "填写设备", "操作系统", "浏览器", "填写地区", "IP", "微信昵称", "微信OpenID"],
        ),
    };
    let heads = before.iter().map(|head| text(head)).chain(titles).chain(after.iter().map(|head| text(head)));
    let mut rows = vec![heads.collect()];
    for (number, answers) in (1..).zip(responses) {
        let time = format!("2025/03/05 12:34:{:02}", number / 3);
        let address = format!("203.0.113.{}(金丝雀省-金丝雀市)", number / 2);
        let (before, after): (Vec<String>, Vec<String>) = match tool {
            Tool::Wenjuanxing => {
                (vec![number.to_string(), time, format!("{}秒", number + 1), text("微信"), text("微信金丝雀"), address, text("77")], vec![])
            }
            Tool::TencentSurvey => {
                let start = vec![number.to_string(), text("2025-03-05 12:34:00"), time, format!("00:00:{:02}", number + 1), text("zh")];
                let middle = ["有效", "0.1", "中国", "金丝雀省", "金丝雀市", "微信", "oCANARYopenid", "金丝雀昵称", "来自公众号"];
                let after = [&address, "CanaryAgent/1.0", "https://canary.example", ""].map(text);
                (start.into_iter().chain(middle.map(text)).collect(), after.to_vec())
            }
            Tool::TencentForm => (vec![time], vec![text("金丝雀昵称")]),
            Tool::Jinshuju => {
                let own = [text("金丝雀昵称"), time.clone(), time, format!("{}秒", number + 1)];
                let further = ["手机", "CanaryAgent", "CanaryAgent/1.0", "金丝雀省", &address, "微信金丝雀", "oCANARYopenid"].map(text);
                (vec![number.to_string()], own.into_iter().chain(further).collect())
            }
        };
        rows.push(before.into_iter().chain(answers.iter().cloned()).chain(after).collect());
    }
    rows
}

/// Writes it as `NAME` with the ending of its form.
pub fn write(rows: &[Vec<String>], form: Form, folder: &Path, name: &str) {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let text: String = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect();
    let bytes = match form {
        Form::Utf8 => text.into_bytes(),
        Form::Gbk => GB18030.encode(&text).0.into_owned(),
        Form::Utf16 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        Form::Workbook => workbook(rows),
    };
    let ending = if form == Form::Workbook { "xlsx" } else { "csv" };
    fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// A workbook with numbers where the cells are numbers.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let written = match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, cell),
            };
            written.unwrap_or_else(|error| panic!("{error}"));
        }
    }
    book.save_to_buffer().unwrap_or_else(|error| panic!("{error}"))
}
