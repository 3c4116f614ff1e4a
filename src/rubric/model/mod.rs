//! The vocabulary as types. What each word means is told in `docs/rubric.md`.

pub mod calendar;
mod composition;
mod example;
pub mod follow;
mod grades;
mod measure;
mod nothing;
mod notice;
mod points;
mod publication;
mod query;
mod range;
mod rule;
mod selection;
mod stage;
mod summary;
mod table;
mod turnout;

pub use calendar::Calendar;
pub use composition::{
    Base, Blend, Comparison, Condition, Dimension, Mandates, Missing, Of, Part, Periods, Standing, TieBreak, Ties, Veto, VetoEffect,
};
pub use example::{Example, ExampleRow, Expected, Linked};
pub use follow::{Due, Expectation, Follow, Span};
pub use grades::{Grade, Places};
pub use measure::{Ballots, Measure, Share, Weights, TABLE};
pub use nothing::{Effect, Effects, NoRows, NoValue};
pub use notice::Notice;
pub use points::{Band, JudgedBand, Points};
pub use publication::{ListOrder, Listed, Publication, Shown};
pub use query::{Filter, FilterTest, Link, Once, Query, Split, Times};
pub use range::Range;
pub use rule::{Count, Criterion, Figure, Prorate};
pub use selection::{Bound, BoundSize, Edge, Margin, Quota, QuotaBase, QuotaSize, Selection};
pub use stage::{Method, Normalise, Totals, Within};
pub use summary::{Listing, Summary};
pub use table::{Blank, Column, ColumnKind, Origin, Outside, Table, Whole, Wide};
pub use turnout::{LeastTurnout, Poll, Shares, Turnout};

use crate::base::exact::RoundMode;
pub use crate::base::period::Per;
use crate::base::period::{Counted, Day, Period};
use crate::base::text::Language;

/// A regulation, checked: every id it refers to is declared.
#[derive(Debug, Clone)]
pub struct Rubric {
    /// Short id that never changes.
    pub id: String,
    /// Title.
    pub name: String,
    /// Version.
    pub version: String,
    /// First and last day in force.
    pub in_force: (Day, Option<Day>),
    /// Language of the workbooks.
    pub locale: Language,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Period when nothing else names one.
    pub period: Option<Period>,
    /// Who is assessed.
    pub subject: SubjectRule,
    /// Roster columns that name the peer group, outermost first.
    pub peers: Vec<String>,
    /// Roster columns within which a rank is given too.
    pub groups: Vec<String>,
    /// How the time in office is counted.
    pub exposure: Counted,
    /// How totals are rounded.
    pub rounding: Rounding,
    /// How shares of ballots are printed.
    pub shares: Shares,
    /// Names of sheets that belong to other rubrics and are left alone.
    pub leaves: Vec<String>,
    /// The published text.
    pub source: Source,
    /// Tables, in order of the file; so are all lists below.
    pub tables: Vec<Table>,
    /// Dimensions.
    pub dimensions: Vec<Dimension>,
    /// Criteria.
    pub criteria: Vec<Criterion>,
    /// Numbers that only rules refer to.
    pub counts: Vec<Count>,
    /// Base score.
    pub base: Option<Base>,
    /// Cap on the bonus dimensions of a part together.
    pub bonus_cap: Option<crate::base::exact::Exact>,
    /// Parts of the blend; one part of weight 1 where the file has none.
    pub parts: Vec<Part>,
    /// Whether the file has parts.
    pub blend: Blend,
    /// Vetoes and minimum duties.
    pub vetoes: Vec<Veto>,
    /// Ties and lists.
    pub standing: Standing,
    /// Grades from best to worst; empty when the rubric gives none.
    pub grades: Vec<Grade>,
    /// How the outstanding subjects are proposed.
    pub selection: Option<Selection>,
    /// Roster columns by which scores and proposals are compared; none for the usual ones.
    pub fairness: Option<Vec<String>>,
    /// What follows for whom.
    pub notices: Vec<Notice>,
    /// What is put on public display; none where the file does not say.
    pub publication: Option<Publication>,
    /// Figures of the report.
    pub figures: Vec<Figure>,
    /// What is followed from opening to closing.
    pub follows: Vec<Follow>,
    /// Days on which something is to be held.
    pub calendars: Vec<Calendar>,
    /// Sheets of the stations' workbook that the rubric puts together.
    pub summaries: Vec<Summary>,
    /// The file, byte for byte.
    pub text: String,
}

/// Who is assessed and how they are told apart.
#[derive(Debug, Clone, Default)]
pub struct SubjectRule {
    /// The table that lists them.
    pub table: String,
    /// Column with the name.
    pub name: String,
    /// Columns that together are unique.
    pub key: Vec<String>,
    /// What the office calls a subject.
    pub called: String,
    /// Date columns: entering office, last day, suspension, first day back.
    pub term: TermColumns,
    /// Column that tells two mandates of one person apart.
    pub mandate: Option<String>,
    /// Columns that a note in brackets behind a name may show.
    pub tell_apart: Vec<String>,
}

/// The roster's date columns.
#[derive(Debug, Clone, Default)]
pub struct TermColumns {
    /// Entering office.
    pub from: Option<String>,
    /// Last day in office.
    pub to: Option<String>,
    /// First day of a suspension.
    pub pause: Option<String>,
    /// First day back.
    pub resume: Option<String>,
}

/// How totals are rounded, and what ranks and grades look at.
#[derive(Debug, Clone, Copy)]
pub struct Rounding {
    /// Decimals of printed points.
    pub decimals: u32,
    /// Halves.
    pub mode: RoundMode,
    /// Ranks look at the rounded total.
    pub rank_on_rounded: bool,
    /// Grades look at the rounded total.
    pub grade_on_rounded: bool,
}

/// The published text a rubric comes from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// What is taken from it and which readings were chosen.
    pub note: Option<String>,
    /// What kind of body issued it, where it is no People's Congress (政协).
    pub body: Option<String>,
    /// How much of the published text the rubric says.
    pub scope: Option<Scope>,
}

/// How much of a published text a rubric says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every scored item.
    Complete,
    /// The items that were published; others exist.
    Part,
    /// A model text or an invented one: the rule of no place.
    Model,
}

impl Rubric {
    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// Every condition.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let base = self.base.iter().flat_map(|base| &base.conditions);
        let vetoes = self.vetoes.iter().map(|veto| &veto.condition);
        let barred = self.selection.iter().flat_map(|selection| &selection.barred);
        let notices = self.notices.iter().map(|notice| &notice.condition);
        base.chain(vetoes).chain(&self.standing.list_if).chain(barred).chain(notices)
    }

    /// How many earlier periods its conditions look at.
    pub fn periods_before(&self) -> u64 {
        self.conditions().map(|condition| condition.periods.before()).max().unwrap_or(0)
    }

    /// Whether grades are given by rank, and so after the ranks.
    pub fn grades_by_rank(&self) -> bool {
        self.grades.iter().any(|grade| grade.places.is_some())
    }

    /// Every query whose tallies scoring needs, with its id: criteria, then counts.
    pub fn queries(&self) -> impl Iterator<Item = (&str, &Query)> {
        let criteria = self.criteria.iter().map(|criterion| (criterion.id.as_str(), &criterion.query));
        criteria.chain(self.counts.iter().map(|count| (count.id.as_str(), &count.query)))
    }
}
