//! Exports of survey tools: what tells who answered stays at the door, what was asked becomes a header.
//!
//! In: a sheet as it stands in the file. Out: the same sheet with the answers only, each where it stands, its questions
//! as headers of one or two levels, and counts of hasty responses. Addresses, nicknames, ids, places and times
//! are taken out of the sheet here and are known to nothing behind this door. It knows the tools, and no rubric but in [`part()`].

mod answers;
mod fit;
mod quality;
mod title;
mod tool;

use std::collections::BTreeSet;

pub use fit::part;
pub use quality::{Quality, FEWEST_ANSWERS};
pub use tool::Tool;

use self::quality::Response;
use self::title::Title;
use self::tool::Lead;
use super::grid::{RawRow, RawSheet};
use super::header::{Block, Head};

/// Used rows in which the tool's header is looked for.
const MOST_ROWS: usize = 10;

/// What a sheet is known to be, once it is an export.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Row of the header.
    pub header: u32,
    /// Questions by column, in order.
    pub questions: Vec<Question>,
    /// Counts that say how carefully was answered.
    pub quality: Quality,
}

/// What was asked in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Column of the sheet.
    pub column: u32,
    /// Text of the question; of a matrix also that of its line.
    pub levels: Vec<String>,
    /// Whether it is the first column of its question.
    pub first: bool,
}

impl Question {
    /// All of it.
    pub fn text(&self) -> String {
        self.levels.join("/")
    }
}

impl Survey {
    /// What was asked in this column.
    pub fn question(&self, column: u32) -> Option<&Question> {
        self.questions.iter().find(|question| question.column == column)
    }

    /// The questions as the header of a sheet.
    fn block(&self) -> Block {
        let heads = self.questions.iter().map(|question| {
            let count = question.levels.len();
            let level = |(index, text): (usize, &String)| (text.clone(), question.first || index + 1 == count);
            Head::given(question.column, self.header, &question.levels.iter().enumerate().map(level).collect::<Vec<_>>())
        });
        Block { top: self.header, bottom: self.header, heads: heads.collect() }
    }
}

/// Where the columns of an export stand.
struct Columns {
    tool: Tool,
    header: u32,
    leads: Vec<(u32, Lead)>,
    titles: Vec<(u32, Title)>,
}

/// Takes out of an export whatever is no answer; a sheet that is none stays as it is.
pub fn at_the_door(sheet: &mut RawSheet) {
    let Some(columns) = sheet.rows.iter().take(MOST_ROWS).find_map(columns) else { return };
    let responses: Vec<Response> = below(sheet, columns.header).map(|row| quality::response(row, &columns.leads)).collect();
    let quality = Quality::of(columns.tool, &responses);
    let kept: BTreeSet<u32> = columns.titles.iter().map(|(column, _)| *column).collect();
    for row in &mut sheet.rows {
        // Nobody knows what stands in columns without a header, or above it.
        row.cells.retain(|(column, _)| row.number >= columns.header && kept.contains(column));
        if row.number > columns.header {
            row.cells.retain_mut(|(_, cell)| answers::is_given(columns.tool, cell));
        }
    }
    sheet.rows.retain(|row| !row.cells.is_empty());
    let questions = title::questions(&columns.titles);
    sheet.survey = Some(Survey { header: columns.header, questions, quality });
}

fn below(sheet: &RawSheet, header: u32) -> impl Iterator<Item = &RawRow> {
    sheet.rows.iter().filter(move |row| row.number > header)
}

/// The columns under this row, where it is the header of an export.
fn columns(row: &RawRow) -> Option<Columns> {
    let texts: Vec<(u32, String)> = row.cells.iter().map(|(column, cell)| (*column, cell.text().into_owned())).collect();
    let tool = Tool::of(&texts)?;
    let titled = |text: &String| title::read(text);
    let first = texts.iter().find(|(_, text)| titled(text).number.is_some()).map(|(column, _)| *column);
    let mut columns = Columns { tool, header: row.number, leads: Vec::new(), titles: Vec::new() };
    for (column, text) in &texts {
        let title = titled(text);
        let numbered = title.number.is_some();
        // Left of the first numbered question stands only what the tool itself writes.
        let before = tool.numbers_questions() && first.is_some_and(|first| *column < first);
        match tool.lead(text) {
            Some(lead) if !numbered => columns.leads.push((*column, lead)),
            _ if before && !numbered => columns.leads.push((*column, Lead::Other)),
            _ => columns.titles.push((*column, title)),
        }
    }
    Some(columns)
}
