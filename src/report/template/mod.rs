//! Blank workbooks made from a rubric, for an office to fill in.
//!
//! In: a rubric and a period. Out: files in memory: the rubric itself, a workbook for each table with a sheet of notes,
//! and what to do next. Filled in as they ask, they give no problem.

mod example;
mod expected;
mod form;
mod hints;
mod letter;
mod limits;
mod notes;
mod page;
mod uses;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use self::form::{as_tab, Form};
use self::limits::Limits;
use self::page::Look;
use super::paper::{self, Letterhead};
use super::style::Style;
use super::wording::{pick, span};
use super::{Output, ReportError};
use crate::base::archive::of_no_system;
use crate::base::period::Period;
use crate::base::text::squeeze;
use crate::rubric::model::{Column, Origin, Rubric, Table};
use crate::sheet::notes_name;

/// Files of a workspace.
#[derive(Debug)]
pub struct Workspace {
    /// The rubric and what to do next.
    pub papers: Vec<Output>,
    /// The blank workbooks, each with the folder inside the period's that it belongs into, if any.
    pub workbooks: Vec<(Option<String>, Output)>,
}

/// The rubric's file in a workspace.
pub fn rubric_file(rubric: &Rubric) -> String {
    let id: String = rubric.id.chars().map(|mark| if mark.is_alphanumeric() || "-_".contains(mark) { mark } else { '-' }).collect();
    format!("{id}.toml")
}

/// A workspace for this rubric; `inputs` is the folder that the workbooks will lie in, as seen from the rubric.
pub fn workspace(rubric: &Rubric, period: &Period, inputs: &str) -> Result<Workspace, ReportError> {
    let failed = |error: XlsxError| ReportError { file: "xlsx", why: error.to_string() };
    let mut workbooks = Vec::new();
    let roster_first = |table: &&Table| table.id != rubric.subject.table;
    let mut tables: Vec<&Table> = rubric.tables.iter().filter(|table| !table.made).collect();
    tables.sort_by_key(roster_first);
    for (number, table) in (1..).zip(tables) {
        let form = Form::of(rubric, table);
        let name = file_name(number, &form);
        workbooks.push((folder(rubric, table), Output { name, bytes: workbook(&form, rubric, period).map_err(failed)? }));
    }
    let letter = letter::letter(rubric, period, inputs, &workbooks);
    let rule = Output { name: rubric_file(rubric), bytes: rubric.text.clone().into_bytes() };
    Ok(Workspace { papers: vec![letter, rule], workbooks })
}

/// `01代表名册.xlsx`: in the order of the rubric, the roster first.
fn file_name(number: usize, form: &Form) -> String {
    let name = form.table.sheets.iter().find(|name| as_tab(name) == **name).cloned().unwrap_or_else(|| form.table.id.clone());
    let clean: String = name.chars().map(|mark| if "<>|\"".contains(mark) { '-' } else { mark }).collect();
    let space = if clean.starts_with(|mark: char| mark.is_ascii()) { " " } else { "" };
    format!("{number:02}{space}{}.xlsx", clean.trim())
}

/// Where a table must know the folder's name, a folder to be renamed.
fn folder(rubric: &Rubric, table: &Table) -> Option<String> {
    let must = |column: &&Column| column.origin == Origin::Folder && !column.optional;
    let column = table.columns.iter().find(must)?;
    // It is to be one folder's name, wherever the rubric comes from.
    let is_name = |word: &String| !word.starts_with('.') && !word.contains(|mark: char| mark.is_control() || "/\\:*?\"<>|".contains(mark));
    let word = form::written(column).first().filter(|word| is_name(word)).cloned();
    Some(word.unwrap_or_else(|| pick(rubric.locale, "请改为单位名称", "rename-this-folder").to_owned()))
}

fn workbook(form: &Form, rubric: &Rubric, period: &Period) -> Result<Vec<u8>, XlsxError> {
    let language = rubric.locale;
    let style = Style::new(language, rubric.rounding.decimals);
    let footer: String = format!("{} {}", rubric.name, rubric.version).chars().take(100).collect();
    let pages = super::book::pages(language);
    let line = page::line(rubric.issuer.as_deref(), &rubric.name, &span(period, language), form);
    let (notes, rows) = notes::sheet(form, rubric, period);
    let notes_tab = as_tab(notes_name(language));
    let range = |first: u32, last: u32| format!("='{notes_tab}'!$B${}:$B${}", first + 1, last + 1);
    let lists = rows.into_iter().map(|(words, first, last)| (words, range(first, last))).collect();
    let limits = Limits { language, period, lists };
    let look = Look { style: &style, line: line.text(language), footer: &footer, pages };
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&limits::excel_day(period.to)?));
    for tab in &form.tabs {
        workbook.push_worksheet(page::write(form, tab, &look, &limits)?);
    }
    let letterhead = Letterhead {
        line: format!("{} {}    {}", rubric.name, rubric.version, span(period, language)),
        unit: String::new(),
        footer,
        pages: pages.to_owned(),
        mark: None,
        draft: None,
        signatures: String::new(),
    };
    debug_assert!(form.tabs.iter().all(|tab| squeeze(tab) != squeeze(&notes_tab)));
    workbook.push_worksheet(paper::write(&notes, &style, &letterhead)?);
    workbook.save_to_buffer().map(of_no_system)
}
