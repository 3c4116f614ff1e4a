//! The text file of a workspace: what lies where, and which commands come next.

use std::fmt::Write;

use super::{rubric_file, Output};
use crate::base::period::Period;
use crate::base::text::Language;
use crate::report::wording::span;
use crate::rubric::model::Rubric;

/// `说明.txt` or `README.txt`, with the marks that a simple editor on Windows asks for.
pub(super) fn letter(rubric: &Rubric, period: &Period, inputs: &str, workbooks: &[(Option<String>, Output)]) -> Output {
    let (name, text) = match rubric.locale {
        Language::Chinese => ("说明.txt", chinese(rubric, period, inputs, workbooks)),
        Language::English => ("README.txt", english(rubric, period, inputs, workbooks)),
    };
    Output { name: name.to_owned(), bytes: format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes() }
}

/// Each workbook, and whether it may be left out.
fn list(rubric: &Rubric, workbooks: &[(Option<String>, Output)], must: &str, may: &str) -> String {
    let mut tables: Vec<_> = rubric.tables.iter().filter(|table| !table.made).collect();
    tables.sort_by_key(|table| table.id != rubric.subject.table);
    let mut text = String::new();
    for (table, (folder, workbook)) in tables.iter().zip(workbooks) {
        let folder = folder.as_ref().map(|folder| format!("{folder}/")).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {folder}{}    {}", workbook.name, if table.optional { may } else { must });
    }
    text
}

/// How the letter calls the folder of the workbooks.
fn place(inputs: &str) -> String {
    if inputs == "." {
        "*.xlsx".to_owned()
    } else {
        format!("{inputs}/")
    }
}

fn chinese(rubric: &Rubric, period: &Period, inputs: &str, workbooks: &[(Option<String>, Output)]) -> String {
    let rule = rubric_file(rubric);
    let list = list(rubric, workbooks, "必须有", "没有这方面记录的可以不要");
    format!(
        "{name}（{version}）\n考核期：{span}\n\n\
         一、这里有什么\n\n  {rule}    办法，程序照它评分；改分值、添表头都在这里改\n  {place}    本期的空白表格，所在文件夹的名字就是考核期，不要改成别的\n\n{list}\n\
         二、怎样填\n\n  1. 先填名册，再填其他各表；各表的姓名与名册一致。\n  2. 每个工作簿里有一张“填写说明”，写明各列填什么、空着怎样算、用于哪一条，并有一行示例。\n  \
         3. 可以几个人分头填，填好后放回同一文件夹；文件名可以改，表名和表头不要改。\n\n\
         三、填好以后\n\n  在本文件夹打开命令行（Windows：在地址栏输入 cmd 后回车），依次运行：\n\n  \
         核对    duly check {inputs} --rubric {rule}\n  \
         评分    duly score {inputs} --rubric {rule} --out 结果\n  \
         看一个人的分数怎样得来    duly explain {inputs} --rubric {rule} --who 姓名\n\n  \
         核对没有错误再评分；结果中的 ranking.xlsx 可以直接打印。\n\n\
         四、下一期\n\n  duly new 新文件夹 --rubric {rule} --period 下一期（如 2025-H2）\n",
        place = place(inputs),
        name = rubric.name,
        version = rubric.version,
        span = span(period, rubric.locale),
    )
}

fn english(rubric: &Rubric, period: &Period, inputs: &str, workbooks: &[(Option<String>, Output)]) -> String {
    let rule = rubric_file(rubric);
    let list = list(rubric, workbooks, "required", "may be left out");
    format!(
        "{name} ({version})\nPeriod: {span}\n\n\
         1. What is here\n\n  {rule}    the rubric by which the program scores; change points and headers there\n  {place}    \
         this period's blank workbooks; the name of their folder is the period\n\n{list}\n\
         2. Filling in\n\n  Fill in the roster first, then the others with the same names. Each workbook has a sheet of notes:\n  \
         what goes into each column, what a blank means, which rule looks at it, and a row as an example.\n  \
         Files may be renamed; leave the sheets' names and the headers as they are.\n\n\
         3. Then, in this folder on the command line\n\n  \
         duly check {inputs} --rubric {rule}\n  \
         duly score {inputs} --rubric {rule} --out results\n  \
         duly explain {inputs} --rubric {rule} --who NAME\n\n\
         4. The next period\n\n  duly new FOLDER --rubric {rule} --period PERIOD (such as 2025-H2)\n",
        place = place(inputs),
        name = rubric.name,
        version = rubric.version,
        span = span(period, rubric.locale),
    )
}
