//! Which table an export is: by the name of its sheet, of its file, or by what it asks.
//!
//! In: an export and the rubric's tables made ready. Out: one table, or why none. Where two would do, neither is taken.

use std::collections::BTreeSet;

use super::Survey;
use crate::base::problem::Severity;
use crate::base::text::{squeeze, Say};
use crate::sheet::cell::{self, Calendar};
use crate::sheet::divide::Part;
use crate::sheet::fit::{lay, Fit, Layout};
use crate::sheet::grid::{Area, RawCell, RawSheet};
use crate::sheet::plan::{ColumnPlan, Plan};

/// Responses looked at to see what a column holds.
const MOST_RESPONSES: usize = 50;

/// A table that the export could be.
struct Choice<'p, 'a> {
    plan: &'p Plan<'a>,
    layout: Layout,
    /// Whether its cells are what the table takes.
    reads: bool,
}

/// An export as the only part of its sheet; `file` is the file's name without ending.
pub fn part<'p, 'a>(sheet: &RawSheet, survey: &Survey, file: &str, plans: &'p [Plan<'a>], calendar: Calendar) -> Part<'p, 'a> {
    Part { area: Area::ALL, fit: fit(sheet, survey, file, plans, calendar), cells: None, beside: false, heading: None }
}

fn fit<'p, 'a>(sheet: &RawSheet, survey: &Survey, file: &str, plans: &'p [Plan<'a>], calendar: Calendar) -> Fit<'p, 'a> {
    let block = survey.block();
    let (whole, lacking): (Vec<_>, Vec<_>) = plans
        .iter()
        .map(|plan| {
            let layout = lay(plan, &block);
            let reads = reads(sheet, plan, &layout, calendar);
            Choice { plan, layout, reads }
        })
        .partition(|choice| choice.layout.missing.is_empty());
    let names = [squeeze(&sheet.name), squeeze(file)];
    let is_called =
        |choice: &Choice| choice.plan.sheets.iter().any(|wanted| !wanted.is_empty() && names.iter().any(|name| name.contains(wanted)));
    let (by_name, others): (Vec<_>, Vec<_>) = whole.into_iter().partition(is_called);
    let mut chosen = most_telling(by_name);
    if chosen.is_empty() {
        chosen = most_telling(others.into_iter().filter(|choice| choice.reads).collect());
    }
    let mut chosen = chosen.into_iter();
    match (chosen.next(), chosen.next()) {
        (Some(choice), None) => Fit::Table(choice.plan, choice.layout),
        (Some(one), Some(two)) => {
            Fit::Unknown(several(&[one, two].into_iter().chain(chosen).map(|choice| choice.plan).collect::<Vec<_>>()))
        }
        (None, _) => match lacking.into_iter().find(is_called) {
            Some(choice) => Fit::Lacking(choice.plan, choice.layout),
            None => Fit::Unknown(nothing_like(survey)),
        },
    }
}

/// Those whose cells can be read, where there are such; and of these the ones that take up most of the questions.
fn most_telling<'p, 'a>(mut choices: Vec<Choice<'p, 'a>>) -> Vec<Choice<'p, 'a>> {
    if choices.iter().any(|choice| choice.reads) {
        choices.retain(|choice| choice.reads);
    }
    let taken: Vec<BTreeSet<u32>> = choices.iter().map(columns).collect();
    choices.retain(|choice| {
        let own = columns(choice);
        !taken.iter().any(|other| own.len() < other.len() && own.is_subset(other))
    });
    choices
}

/// Columns that have a header of their own in the table.
fn columns(choice: &Choice) -> BTreeSet<u32> {
    choice.layout.taken.iter().flatten().map(|head| head.column).collect()
}

/// Whether one column at least holds what the table has in its cells; of a table without such cells, whether a header fits.
fn reads(sheet: &RawSheet, plan: &Plan, layout: &Layout, calendar: Calendar) -> bool {
    let Some(kind) = plan.cell() else { return layout.taken.iter().flatten().next().is_some() };
    layout.across.iter().any(|head| {
        let below = sheet.rows.iter().filter(|row| row.number > layout.bottom).filter_map(|row| row.cell(head.column)).take(MOST_RESPONSES);
        let (sound, all) = below.fold((0, 0), |(sound, all), cell| (sound + usize::from(is_sound(kind, cell, calendar)), all + 1));
        all > 0 && sound * 2 > all
    })
}

fn is_sound(kind: &ColumnPlan, found: &RawCell, calendar: Calendar) -> bool {
    cell::read(kind, Some(found), "", calendar).fault.is_none_or(|fault| fault.severity() != Severity::Error)
}

fn several(plans: &[&Plan]) -> Say {
    let ids = plans.iter().map(|plan| plan.table.id.as_str()).collect::<Vec<_>>();
    let names = plans.iter().filter_map(|plan| plan.table.sheets.first()).map(String::as_str).collect::<Vec<_>>();
    Say::new(
        format!("；这是问卷导出，可以是“{}”中的任何一张，请在工作表名或文件名中写明是哪一张：{}", ids.join("”“"), names.join("、")),
        format!(
            "; it is a survey export that could be any of `{}`: put into the name of the sheet or file which one: {}",
            ids.join("`, `"),
            names.join(", ")
        ),
    )
}

fn nothing_like(survey: &Survey) -> Say {
    let tool = survey.quality.tool.say();
    Say::new(
        format!("；这是{}导出的问卷，题目和答案与办法中哪张表都不相符", tool.zh),
        format!("; it is a survey exported by {}, and its questions and answers fit no table", tool.en),
    )
}
