//! What `duly check` says of every sheet: what it was taken for, from which cells, and what became of each row and column.

use serde_json::{json, Value};

use super::show::Show;
use super::summary;
use crate::base::place::column_name;
use crate::base::spans::Spans;
use crate::base::text::{Language, Say};
use crate::fact::evidence::SheetAccount;
use crate::run::Run;
use crate::sheet::seen::{Across, LeftOut, Seen, Taken, Whence, Why};
use crate::sheet::survey::Quality;

/// Where the name of the sheet begins in the lines of numbers.
const INDENT: usize = 26;
/// So many headers of a wide table are told in one line.
const IN_A_LINE: usize = 5;
/// So many runs of rows, and columns left out, are named unless all are asked for.
const SHORT: usize = 8;

/// All sheets; with `full`, every column too.
pub(super) fn all(run: &Run, full: bool, show: &Show) {
    if show.is_json() {
        return;
    }
    summary::head(show);
    for account in &run.evidence.accounts {
        show.line(&format!("{}{}", summary::numbers(account), account.place));
        for line in details(account, full) {
            show.line(&format!("{}{}", " ".repeat(INDENT), line.text(show.language)));
        }
    }
    summary::skipped(run, show);
}

fn details(account: &SheetAccount, full: bool) -> Vec<Say> {
    let most = if full { usize::MAX } else { SHORT };
    let mut lines = vec![found(account)];
    lines.extend(account.quality.map(|quality| quality.say()));
    lines.extend(hidden(&account.seen, most));
    if full {
        lines.extend(columns(&account.seen));
    }
    lines.extend(left_out(&account.seen, full));
    lines.extend(aside(account, most));
    if !account.problems.runs().is_empty() {
        let rows = account.problems.first(most);
        lines.push(Say::new(format!("有问题：第 {rows} 行"), format!("problems: row {rows}")));
    }
    lines
}

fn found(account: &SheetAccount) -> Say {
    let seen = &account.seen;
    let (top, bottom) = seen.header;
    let rows = if top == bottom { top.to_string() } else { format!("{top}-{bottom}") };
    let (table, cells) = (&account.table, seen.cells());
    Say::new(format!("{table} ← {cells}，表头第 {rows} 行"), format!("{table} ← {cells}, header in row {rows}"))
}

/// Hidden cells are read like any other; that they are is said.
fn hidden(seen: &Seen, most: usize) -> Option<Say> {
    let hidden = &seen.hidden;
    let mut parts: Vec<Say> = Vec::new();
    if hidden.sheet {
        parts.push(Say::new("整张工作表", "the whole sheet"));
    }
    if !hidden.rows.runs().is_empty() {
        let rows = hidden.rows.first(most);
        parts.push(Say::new(format!("第 {rows} 行"), format!("row {rows}")));
    }
    if !hidden.columns.is_empty() {
        let columns = hidden.columns.iter().map(|column| column_name(*column)).collect::<Vec<_>>().join(" ");
        parts.push(Say::new(format!("{columns} 列"), format!("column {columns}")));
    }
    (!parts.is_empty()).then(|| {
        let said = |language| parts.iter().map(|part| part.text(language)).collect::<Vec<_>>();
        let (zh, en) = (said(Language::Chinese).join("、"), said(Language::English).join(", "));
        Say::new(format!("隐藏的也已读取：{zh}"), format!("hidden, and read all the same: {en}"))
    })
}

/// Every column of the table and the cell of its header.
fn columns(seen: &Seen) -> Vec<Say> {
    let cell = |head: &Across| format!("{}{} {}", column_name(head.column), head.row, head.text);
    let mut lines = Vec::new();
    let mut nowhere = Vec::new();
    for taken in &seen.taken {
        let id = &taken.id;
        match &taken.from {
            Whence::Header(head) => lines.push(Say::new(format!("  {id} ← {}", cell(head)), format!("  {id} ← {}", cell(head)))),
            Whence::Sheet => lines.push(Say::new(format!("  {id} ← 工作表名"), format!("  {id} ← the name of the sheet"))),
            Whence::Folder => lines.push(Say::new(format!("  {id} ← 文件夹名"), format!("  {id} ← the name of the folder"))),
            Whence::Nowhere => nowhere.push(id.as_str()),
        }
    }
    if !seen.across.is_empty() {
        let count = seen.across.len();
        lines.push(Say::new(format!("  一列一项，共 {count} 列："), format!("  one a column, {count} columns:")));
        for heads in seen.across.chunks(IN_A_LINE) {
            let heads = heads.iter().map(cell).collect::<Vec<_>>();
            lines.push(Say::new(format!("    {}", heads.join("、")), format!("    {}", heads.join(", "))));
        }
    }
    if !nowhere.is_empty() {
        lines.push(Say::new(format!("  可有而没有：{}", nowhere.join("、")), format!("  optional, and not there: {}", nowhere.join(", "))));
    }
    lines
}

/// Columns that were not read; those that never are only where all are asked for.
fn left_out(seen: &Seen, full: bool) -> Option<Say> {
    let told: Vec<&LeftOut> = seen.left_out.iter().filter(|one| full || one.why != Why::Ignored).collect();
    let most = if full { usize::MAX } else { SHORT };
    let said = |language: Language| {
        let one = |one: &&LeftOut| {
            let name = column_name(one.column);
            match one.why {
                Why::NoHeader | Why::Second | Why::Nobody => {
                    let named = format!("{name} {}", one.text);
                    format!("{}{}", named.trim_end(), language.bracketed(one.why.say().text(language)))
                }
                Why::Ignored | Why::NoSuchColumn => format!("{name} {}", one.text),
            }
        };
        told.iter().take(most).map(one).collect::<Vec<_>>()
    };
    let (zh, en) = (said(Language::Chinese).join("、"), said(Language::English).join(", "));
    let more = told.len().saturating_sub(most);
    let (more_zh, more_en) = if more == 0 { Default::default() } else { (format!(" 等 {} 列", told.len()), format!(" and {more} more")) };
    (!told.is_empty()).then(|| Say::new(format!("未读的列：{zh}{more_zh}"), format!("columns not read: {en}{more_en}")))
}

fn aside(account: &SheetAccount, most: usize) -> Vec<Say> {
    let line = |(reason, rows): (&Say, &Spans)| {
        let (count, rows) = (rows.count(), rows.first(most));
        Say::new(format!("搁置：{} {count}（第 {rows} 行）", reason.zh), format!("set aside: {} {count} (row {rows})", reason.en))
    };
    account.set_aside.iter().map(line).collect()
}

/// A sheet in the last JSON line; `left-out` and `aside` say what was not read or does not count, by column and row.
pub(super) fn json(account: &SheetAccount, language: Language) -> Value {
    let seen = &account.seen;
    let column = |one: &Taken| {
        let from = match &one.from {
            Whence::Header(head) => json!(format!("{}{}", column_name(head.column), head.row)),
            Whence::Sheet => json!("sheet"),
            Whence::Folder => json!("folder"),
            Whence::Nowhere => Value::Null,
        };
        (one.id.clone(), from)
    };
    let left_out =
        |one: &LeftOut| json!({ "column": column_name(one.column), "header": one.text, "filled": one.filled, "why": one.why.id() });
    let aside = |(reason, rows): (&Say, &Spans)| json!({ "why": reason.text(language), "rows": rows.to_string() });
    let mut sheet = json!({
        "file": &*account.place.file,
        "sheet": &*account.place.sheet,
        "table": account.table,
        "read": account.read,
        "counted": account.counted,
        "set-aside": account.aside(),
        "problems": account.problems.count(),
        "cells": seen.cells(),
        "header": [seen.header.0, seen.header.1],
        "columns": seen.taken.iter().map(column).collect::<serde_json::Map<String, Value>>(),
        "across": seen.across.iter().map(|head| format!("{}{}", column_name(head.column), head.row)).collect::<Vec<_>>(),
        "left-out": seen.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "aside": account.set_aside.iter().map(aside).collect::<Vec<_>>(),
        "problem-rows": account.problems.to_string(),
        "hidden": {
            "sheet": seen.hidden.sheet,
            "rows": seen.hidden.rows.to_string(),
            "columns": seen.hidden.columns.iter().map(|column| column_name(*column)).collect::<Vec<_>>(),
        },
    });
    if let (Some(quality), Some(sheet)) = (account.quality, sheet.as_object_mut()) {
        sheet.insert("quality".to_owned(), json_quality(quality));
    }
    sheet
}

/// Counts of a survey's responses; null is what its export does not tell.
fn json_quality(quality: Quality) -> Value {
    json!({
        "tool": quality.tool.id(),
        "responses": quality.responses,
        "short": quality.short,
        "bursts": quality.bursts,
        "straight-lines": quality.straight,
        "shared-address": quality.shared,
    })
}
