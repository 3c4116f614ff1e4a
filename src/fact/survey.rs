//! Whom the questions of a survey are about, and how alike its answers are.
//!
//! In: a table that is the export of a survey. Out: the same with the roster's names in place of the sentences that
//! name them; counts. A question about nobody is left out, and told where it looks like a rating.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::people::{Beside, People, Resolved};
use crate::base::problem::{Fault, Problem};
use crate::rubric::model;
use crate::sheet::excerpt;
use crate::sheet::survey::{Quality, Question, Survey, FEWEST_ANSWERS};
use crate::sheet::table::{Cell, Named, Names, Row, Table, Value};

/// The table with `张三` where a question says 请您对张三代表评价.
pub(super) fn with_names<'t>(table: &'t Table, rule: &model::Table, people: &People, problems: &mut Vec<Problem>) -> Cow<'t, Table> {
    let (Some(survey), Some(wide)) = (&table.survey, &rule.wide) else { return Cow::Borrowed(table) };
    let mut found: BTreeMap<u32, Named> = BTreeMap::new();
    for (column, named) in sentences(table, &wide.across, people) {
        let text = survey.question(column).map_or_else(|| named.name.clone(), Question::text);
        let home = table.folder.as_deref();
        // The line of a matrix says it more closely than the question above.
        let closest = Some(people.within(&named.name, home)).filter(|names| !names.is_empty());
        let names = closest.unwrap_or_else(|| people.within(&text, home));
        match names.as_slice() {
            [name] => {
                found.insert(column, Named { name: name.clone(), notes: named.notes.clone() });
            }
            [] if people.nearest(&named.name, 1, home).is_empty() && is_answered(table, wide, column) => {
                problems.push(told(Fault::QuestionOfNobody, table, survey, column, &text));
            }
            [] => {}
            _ => problems.push(told(Fault::QuestionOfSeveral { names: names.clone() }, table, survey, column, &text)),
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(table);
    }
    let mut table = table.clone();
    let cells = table.rows.iter_mut().map(|row| &mut row.cells).chain(table.left_out.values_mut());
    for cell in cells.filter_map(|cells| cells.get_mut(&wide.across)) {
        if let Some(named) = found.get(&cell.column) {
            cell.value = Value::Names(Names { people: vec![named.clone()], more: None });
        }
    }
    Cow::Owned(table)
}

fn told(fault: Fault, table: &Table, survey: &Survey, column: u32, text: &str) -> Problem {
    Problem::new(fault, table.place.at(survey.header, column), text).excerpt(excerpt::of_header(survey.header, text))
}

/// Headers that are no name of the roster, by column.
fn sentences(table: &Table, across: &str, people: &People) -> BTreeMap<u32, Named> {
    let beside = Beside { home: table.folder.as_deref(), ..Beside::default() };
    let rows = table.rows.iter().map(|row| &row.cells).chain(table.left_out.values());
    let mut seen: BTreeMap<u32, Option<&Named>> = BTreeMap::new();
    for cell in rows.filter_map(|cells| cells.get(across)) {
        if let (Value::Names(names), 1..) = (&cell.value, cell.column) {
            let unknown = |named: &&Named| people.resolve(named, beside) == Resolved::Unknown;
            seen.entry(cell.column).or_insert_with(|| names.people.first().filter(unknown));
        }
    }
    seen.into_iter().filter_map(|(column, named)| Some((column, named?.clone()))).collect()
}

/// Whether most answers below are what the table takes: then it is a rating of somebody.
fn is_answered(table: &Table, wide: &model::Wide, column: u32) -> bool {
    let answers = table.rows.iter().filter(|row| row.cells.get(&wide.cell).is_some_and(|cell| cell.column == column && is_answer(cell)));
    let faulty = table.left_out.keys().filter(|(_, at)| *at == column);
    answers.count() > faulty.count()
}

fn is_answer(cell: &Cell) -> bool {
    match cell.value {
        Value::Word(_) | Value::Number(_) | Value::Count(_) => true,
        Value::Text(_) | Value::Date(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_) => false,
    }
}

/// How carefully was answered; `strangers` are columns about nobody.
pub(super) fn quality(table: &Table, rule: &model::Table, strangers: &[u32]) -> Option<Quality> {
    let survey = table.survey.as_ref()?;
    let mut responses: BTreeMap<u32, Vec<&Value>> = BTreeMap::new();
    for row in &table.rows {
        responses.entry(row.number).or_default().extend(answers(row, rule, strangers));
    }
    let many = responses.values().filter(|answers| answers.len() >= FEWEST_ANSWERS);
    let alike = many.map(|answers| u64::from(answers.windows(2).all(|pair| pair.first() == pair.last())));
    Some(Quality { straight: alike.reduce(|sum, one| sum + one), ..survey.quality })
}

fn answers<'r>(row: &'r Row, rule: &'r model::Table, strangers: &'r [u32]) -> impl Iterator<Item = &'r Value> + use<'r> {
    let wanted = move |id: &str| rule.wide.as_ref().is_none_or(|wide| wide.cell == id);
    let own = row.cells.iter().filter(move |(id, cell)| wanted(id) && !strangers.contains(&cell.column) && is_answer(cell));
    own.map(|(_, cell)| &cell.value)
}
