//! One problem: a fault with its place, the value found and what else is shown of it.

use super::{wording, Fault, Severity};
use crate::base::place::Place;
use crate::base::text::Language;

/// One fault, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub place: Place,
    /// The value found; empty where it is secret or there is none.
    pub found: String,
    /// Other places that have to do with it.
    pub related: Vec<Place>,
    /// The line of the file with a mark below, for rubrics; the row's cells, for sheets.
    pub excerpt: Vec<String>,
    /// Number of the subject, where it can be assigned to one.
    pub subject: Option<u32>,
}

impl Problem {
    /// A fault at a place.
    pub fn new(fault: Fault, place: Place, found: impl Into<String>) -> Self {
        Self { fault, place, found: found.into(), related: Vec::new(), excerpt: Vec::new(), subject: None }
    }

    /// With another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    /// With the lines that show it.
    #[must_use]
    pub fn excerpt(mut self, lines: Vec<String>) -> Self {
        self.excerpt = lines;
        self
    }

    /// Assigned to a subject.
    #[must_use]
    pub fn of_subject(mut self, subject: u32) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.fault.severity() == Severity::Error
    }

    /// Where, for a person: `file [sheet] C12`, `file [sheet] row 12`, of a rubric `file:12:5`.
    pub fn location(&self, language: Language) -> String {
        self.told(&self.place, language)
    }

    /// One of its places, for a person.
    pub fn told(&self, place: &Place, language: Language) -> String {
        if self.in_rubric() && place.row > 0 {
            format!("{}:{}:{}", place.file, place.row, place.column)
        } else {
            place.told(language)
        }
    }

    /// Cell, or line and column of a rubric.
    pub fn spot(&self) -> Option<String> {
        if self.in_rubric() {
            (self.place.row > 0).then(|| format!("{}:{}", self.place.row, self.place.column))
        } else {
            self.place.cell()
        }
    }

    /// Whether the place is in a rubric, which has lines and no cells.
    pub fn in_rubric(&self) -> bool {
        self.fault.code().starts_with("rubric/")
    }

    /// What is wrong, without the place.
    pub fn message(&self, language: Language) -> String {
        self.fault.message(&self.found).text(language).to_owned()
    }

    /// What would be right.
    pub fn expected(&self, language: Language) -> String {
        self.fault.expected().text(language).to_owned()
    }

    /// Why it matters, where that is not plain.
    pub fn why(&self, language: Language) -> Option<&'static str> {
        wording::why(self.fault.code(), language)
    }

    /// What to do.
    pub fn fix(&self, language: Language) -> String {
        self.fault.fix().text(language).to_owned()
    }
}

/// All problems of a run, in order of file, sheet, row, column, code.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|left, right| {
        let key = |problem: &Problem| (problem.place.clone(), problem.fault.code(), problem.found.clone());
        key(left).cmp(&key(right))
    });
    problems.dedup();
    problems
}
