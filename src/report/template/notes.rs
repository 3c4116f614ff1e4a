//! The sheet beside the blank one that says how to fill it in: each column, the words to choose from, a row as an example.
//!
//! Lists that are too long for a cell's own list of choices are taken from the words here.

use super::example;
use super::expected::expected;
use super::form::{as_tab, written, Events, Form, Takes};
use super::hints;
use super::uses;
use crate::base::period::Period;
use crate::base::text::{Language, Say};
use crate::report::articles::keep;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::report::wording::join;
use crate::rubric::model::{Column, ColumnKind, Origin, Rubric};
use crate::sheet::notes_name;

/// Words of a column, and the first and last row where they stand, from 0.
pub(super) type WordRows = Vec<(Vec<String>, u32, u32)>;

/// Columns of the example that stand beside each other.
const PIECE: usize = 7;

/// The sheet, and where the words of each column stand on it; they are in the second column.
pub(super) fn sheet(form: &Form, rubric: &Rubric, period: &Period) -> (Sheet, WordRows) {
    let language = rubric.locale;
    let said = |said: Say| said.text(language).to_owned();
    let leads: Vec<String> = leads(form, rubric).into_iter().map(said).collect();
    let columns = columns(form, rubric);
    let before = Sheet::first_row(leads.len(), true, false) + count(columns.rows.len()) + 1;
    let (words, rows) = words(form, rubric, before + 2);
    let mut grids = vec![columns];
    grids.extend(words);
    grids.extend(example(form, rubric, period));
    let name = form.tabs.first().cloned().unwrap_or_default();
    let title = match language {
        Language::Chinese => format!("《{name}》填写说明"),
        Language::English => format!("How to fill in “{name}”"),
    };
    (Sheet { name: as_tab(notes_name(language)), title, leads, grids, ..Sheet::default() }, rows)
}

fn leads(form: &Form, rubric: &Rubric) -> Vec<Say> {
    let table = form.table;
    let mut leads = Vec::new();
    if table.id == rubric.subject.table {
        let called = Some(rubric.subject.called.as_str()).filter(|called| !called.is_empty());
        let zh = called.unwrap_or("被评对象");
        let en = called.unwrap_or("subject");
        leads.push(Say::new(
            format!("本表列出每一名{zh}，其他各表的姓名都与它核对。"),
            format!("This sheet lists every {en}; names on all other sheets are matched with it."),
        ));
    }
    let rules = uses::of_table(rubric, table);
    if !rules.zh.is_empty() {
        leads.push(Say::new(format!("本表用于：{}。", rules.zh), format!("This sheet is for: {}.", rules.en)));
    } else if table.id != rubric.subject.table {
        leads.push(Say::new("本表只作登记，不计分。", "This sheet is kept on record and not scored."));
    }
    leads.push(Say::new(
        "从表头下面第一行填起，一行一条，中间不留空行；行数不限。表名和表头不要改动。“备注”列供自用，不读。",
        "Start in the first row under the header, one entry a row; there is no limit. Leave the sheet's name and the header as they are. The column Remarks is yours and is not read.",
    ));
    leads.extend(form.events.as_ref().map(across));
    let kept = keep(rubric, table);
    if !kept.zh.is_empty() {
        leads.push(Say::new(format!("只计入{}的行，其余各行不计。", kept.zh), format!("Only rows count where {}.", kept.en)));
    }
    leads.extend(table.columns.iter().filter_map(from_name));
    leads.push(if table.optional {
        Say::new(
            "没有这方面记录的，本工作簿可以空着，也可以删去。",
            "Where there is nothing to enter, leave this workbook as it is or delete it.",
        )
    } else {
        Say::new("没有记录的也要保留本工作簿。", "Keep this workbook even where there is nothing to enter.")
    });
    leads
}

/// How the further columns of a wide table are headed.
pub(super) fn across(events: &Events) -> Say {
    if !events.heads.is_empty() {
        return Say::new("右边各列的表头是固定的，逐列填写。", "The further columns have their headers; fill in each.");
    }
    let people = matches!(events.lower, Takes::Name);
    if people {
        return Say::new(
            "右边空着的表头填被评人的姓名，一列一人，与名册相同；用不到的列空着，不够的往右加列。",
            "Write the names of those who are rated into the blank headers on the right, one a column; leave spare columns blank, or add more.",
        );
    }
    let lower = match events.lower {
        Takes::Date | Takes::DateInPeriod | Takes::DateCarried => Say::new("日期", "the date"),
        Takes::Words(_) => Say::new("名称", "the name"),
        Takes::Text | Takes::Name | Takes::Names | Takes::Number { .. } | Takes::Measured | Takes::Whole => {
            Say::new("名称或日期", "a name or date")
        }
    };
    let upper = events.upper.as_ref().map(|words| {
        let words = words.join("、");
        Say::new(format!("上一行选 {words}，下一行写"), format!("choose {words} in the upper row and write below "))
    });
    let upper = upper.unwrap_or_else(|| Say::new("写", "write "));
    Say::new(
        format!("右边一列一次：空着的表头{}{}；用不到的列空着，不够的往右加列。", upper.zh, lower.zh),
        format!(
            "Each column on the right is one event: into its blank header {}{}; leave spare columns blank, or add more.",
            upper.en, lower.en
        ),
    )
}

/// What is read from the name of the sheet or of the folder.
fn from_name(column: &Column) -> Option<Say> {
    let words = hints::words(column);
    let what = if words.zh.is_empty() { Say::new("文字", "text") } else { words };
    match column.origin {
        Origin::Sheet => Some(Say::new(
            format!("表名中写有下列字样的，据以区分：{}；可以复制本表，分开填写。", what.zh),
            format!("Sheets may be told apart by these words in their names: {}; copy this sheet for each.", what.en),
        )),
        Origin::Folder => Some(Say::new(
            "几个单位一起评的，各放入以单位命名的文件夹。",
            "Where several bodies are assessed together, put each one's workbooks into a folder of its name.",
        )),
        Origin::Column | Origin::Header | Origin::Made => None,
    }
}

fn columns(form: &Form, rubric: &Rubric) -> Grid {
    let language = rubric.locale;
    let head = |zh: &str, en: &str, least, most| Head::new(Say::new(zh, en).text(language), least, most);
    let row = |header: &str, fill: &Say, blank: &Say, use_: &Say| {
        let cells = [fill, blank, use_].map(|said| Cell::long(said.text(language)));
        [vec![Cell::long(header)], cells.to_vec()].concat()
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for field in &form.fields {
        let (column, table) = (field.column, form.table);
        let fill = hints::fill(rubric, table, column, &field.takes);
        let blank = [vec![hints::blank(table, column)], expected(rubric, table, column)].concat();
        rows.push(row(&field.header, &fill, &join(&blank, "；", "; "), &uses::of_column(rubric, table, column)));
    }
    if let Some(events) = &form.events {
        let header = Say::new("右边各列", "columns on the right");
        let fill = hints::fill(rubric, form.table, events.cell, &events.takes);
        let use_ = uses::of_column(rubric, form.table, events.cell);
        rows.push(row(header.text(language), &fill, &hints::blank(form.table, events.cell), &use_));
    }
    Grid {
        caption: Some(Say::new("各列", "Columns").text(language).to_owned()),
        heads: vec![
            head("列", "Column", 12, 20),
            head("怎样填", "What to write", 24, 40),
            head("空着", "Blank", 14, 24),
            head("用于", "What for", 28, 56),
        ],
        rows,
        ..Grid::default()
    }
}

/// Each word to choose, with what else is read as it.
fn words(form: &Form, rubric: &Rubric, first: u32) -> (Option<Grid>, WordRows) {
    let language = rubric.locale;
    let own = form.fields.iter().map(|field| (field.header.as_str(), field.column));
    let cell = form.events.iter().map(|events| (Say::new("右边各列", "columns on the right").text(language).to_owned(), events.cell));
    let over = form.table.columns.iter().filter(|column| column.origin == Origin::Header);
    let over = over.map(|column| (Say::new("表头", "header").text(language).to_owned(), column));
    let all: Vec<(String, &Column)> = own.map(|(header, column)| (header.to_owned(), column)).chain(over).chain(cell).collect();
    let (mut rows, mut places) = (Vec::new(), WordRows::new());
    for (header, column) in &all {
        let ColumnKind::Word(list) = &column.kind else { continue };
        let start = first + count(rows.len());
        for (id, ways) in list {
            let word = ways.first().unwrap_or(id);
            let others = ways.get(1..).unwrap_or_default().join(if language == Language::Chinese { "、" } else { ", " });
            rows.push(vec![Cell::long(header.as_str()), Cell::long(word.as_str()), Cell::long(others)]);
        }
        places.push((written(column), start, (first + count(rows.len())).saturating_sub(1)));
    }
    let head = |zh: &str, en: &str| Head::new(Say::new(zh, en).text(language), 8, 40);
    let grid = (!rows.is_empty()).then(|| Grid {
        caption: Some(Say::new("可选的字样", "Words to choose from").text(language).to_owned()),
        heads: vec![head("列", "Column"), head("填", "Write"), head("也认得", "Also read as it")],
        rows,
        ..Grid::default()
    });
    (grid, places)
}

/// The example row, in pieces that a page is wide enough for.
fn example(form: &Form, rubric: &Rubric, period: &Period) -> Vec<Grid> {
    let columns = example::of(form, rubric, period);
    let pieces = columns.chunks(PIECE).enumerate().map(|(number, piece)| {
        let double = piece.iter().any(|column| column.over.is_some());
        let heads = piece.iter().map(|column| {
            let head = Head::new(column.head.as_str(), 10, 18);
            match &column.over {
                Some(over) if double => head.under(over.as_str()),
                Some(_) | None => head,
            }
        });
        let caption = if number == 0 {
            Say::new("填好的一行（示例，写在这里不会计入）", "A row filled in (an example; what stands here does not count)")
        } else {
            Say::new("（续）", "(continued)")
        };
        Grid {
            caption: Some(caption.text(rubric.locale).to_owned()),
            heads: heads.collect(),
            rows: vec![piece.iter().map(|column| Cell::text(column.cell.as_str())).collect()],
            ..Grid::default()
        }
    });
    pieces.collect()
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
