//! What changed between periods, to `comparison.xlsx` and `comparison.json`.
//!
//! In: a [`ComparisonReview`]. Out: files in memory. The floor below found all numbers; here they are arranged and told.

mod changes;
mod dimensions;
mod figures;
mod groups;
mod json;
mod manifest;
mod means;
mod overview;
mod people;
mod split;
mod subjects;
mod table;
mod trend;
mod units;

pub use self::manifest::{ComparisonManifest, FolderEntry};

use rust_xlsxwriter::XlsxError;

use super::book::bound;
use super::paper::Letterhead;
use super::sheet::{Cell, Grid, Sheet, Show};
use super::style::Style;
use super::wording::{group_title, long_day, name_title, pick};
use super::{Output, ReportError};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::text::{Language, Say};
use crate::compare::{Comparison, Pair, Scored};
use crate::rubric::model::Rubric;

/// The workbook.
pub const COMPARISON: &str = "comparison.xlsx";
/// The same for other programs.
pub const COMPARISON_JSON: &str = "comparison.json";

/// A period with the rubric that it was scored under.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its results.
    pub scored: &'a Scored,
    /// Its rubric.
    pub rubric: &'a Rubric,
}

/// All that is told.
#[derive(Debug)]
pub struct ComparisonReview<'a> {
    /// Periods, oldest first.
    pub parts: Vec<Part<'a>>,
    /// What changed.
    pub comparison: &'a Comparison,
    /// Folders that could not be scored under the neighbour's rules, and why.
    pub left_out: &'a [(String, Say)],
    /// Today of the last period.
    pub as_of: Day,
    /// The folders compared.
    pub folders: Vec<FolderEntry>,
}

/// Both files, and their manifest.
pub fn comparison(review: &ComparisonReview) -> Result<Vec<Output>, ReportError> {
    let why = |file: &'static str| move |error: String| ReportError { file, why: error };
    let book = book(review).map_err(|error| why(COMPARISON)(error.to_string()))?;
    let json = json::json(review).map_err(|error| why(COMPARISON_JSON)(error.to_string()))?;
    let mut outputs = vec![Output { name: COMPARISON.into(), bytes: book }, Output { name: COMPARISON_JSON.into(), bytes: json }];
    let manifest = manifest::manifest(review, &outputs).map_err(|error| why(super::manifest::NAME)(error.to_string()))?;
    outputs.push(manifest);
    Ok(outputs)
}

fn book(review: &ComparisonReview) -> Result<Vec<u8>, XlsxError> {
    let Some(view) = View::of(review) else {
        return bound(Vec::new(), &Style::new(Language::Chinese, 2), &Letterhead::default(), review.as_of);
    };
    let mut sheets = vec![overview::sheet(&view)];
    sheets.extend(figures::sheet(&view));
    sheets.extend([means::sheet(&view), trend::sheet(&view)]);
    for number in (0..review.comparison.pairs.len()).rev() {
        let Some((before, after, pair)) = view.pair(number) else { continue };
        sheets.push(changes::sheet(&view, before, after, pair));
        sheets.extend(dimensions::sheet(&view, before, after, pair));
        sheets.extend(groups::sheet(&view, before, after, pair));
        sheets.extend(split::sheet(&view, before, after, pair));
        // Item by item only for the last two: thirty pages each.
        let last = number + 1 == review.comparison.pairs.len();
        sheets.extend(last.then(|| table::sheet(&view, before, after, pair)).flatten());
    }
    sheets.extend(people::sheet(&view));
    sheets.extend(units::sheets(&view));
    sheets.extend(subjects::sheets(&view));
    let style = Style::new(view.language(), view.rubric.rounding.decimals);
    bound(sheets, &style, &view.letterhead(), review.as_of)
}

/// The review as the language and the decimals of the last rubric tell it.
struct View<'a> {
    review: &'a ComparisonReview<'a>,
    rubric: &'a Rubric,
}

impl<'a> View<'a> {
    fn of(review: &'a ComparisonReview<'a>) -> Option<Self> {
        Some(Self { review, rubric: review.parts.last()?.rubric })
    }

    fn language(&self) -> Language {
        self.rubric.locale
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language(), zh, en)
    }

    /// What one of those compared is called: 代表, 联络站; 人 where the rubric has no word for it.
    fn called(&self) -> &str {
        let called = self.rubric.subject.called.as_str();
        if called.is_empty() {
            self.pick("人", "subject")
        } else {
            called
        }
    }

    /// What the column of names is called.
    fn named(&self) -> String {
        name_title(self.rubric)
    }

    /// The peer group; where the rubric forms none, all are one.
    fn peer(&self, peer: &str) -> Cell {
        Cell::text(if peer.is_empty() { self.pick("全体", "all") } else { peer })
    }

    /// From one period to another, behind a title.
    fn span(&self, then: &str, now: &str) -> String {
        self.language().bracketed(format!("{then} → {now}"))
    }

    /// The two periods of a pair, and what changed.
    fn pair(&self, number: usize) -> Option<(&Part<'a>, &Part<'a>, &'a Pair)> {
        let parts = &self.review.parts;
        Some((parts.get(number)?, parts.get(number + 1)?, self.review.comparison.pairs.get(number)?))
    }

    fn letterhead(&self) -> Letterhead {
        let ids: Vec<&str> = self.review.parts.iter().map(|part| part.scored.period.id.as_str()).collect();
        let issuer = self.rubric.issuer.as_deref().map(|issuer| format!("{issuer}    ")).unwrap_or_default();
        let day = long_day(self.review.as_of, self.language());
        Letterhead {
            line: format!(
                "{issuer}{}{}    {}{day}",
                self.pick("比较：", "Compared: "),
                ids.join(" → "),
                self.pick("数据截至：", "As of: ")
            ),
            unit: self.pick("    单位：分", "    Unit: points").to_owned(),
            footer: format!("{} {}", self.rubric.name, self.rubric.version),
            pages: super::book::pages(self.language()).to_owned(),
            signatures: self
                .pick(
                    "制表人：______________    审核人：______________    日期：____年__月__日",
                    "Prepared: ______________    Checked: ______________    Date: ______________",
                )
                .to_owned(),
            ..Letterhead::default()
        }
    }

    /// Points as the rubric rounds them; a dash where there are none.
    fn points(&self, number: Option<&Exact>) -> Cell {
        number.map_or_else(Cell::dash, |number| Cell::Number(self.rounded(number).to_f64(), Show::Points))
    }

    /// Points that a line is drawn of: a blank where there are none, since a spreadsheet draws a text as 0.
    fn drawn(&self, number: Option<&Exact>) -> Cell {
        number.map_or(Cell::Empty, |number| self.points(Some(number)))
    }

    /// What [`Self::drawn`] leaves blank.
    fn blank(&self) -> &'static str {
        self.pick("空白：当期没有，图上也断开，不画成 0。", "A blank is none in that period: a gap in the chart, and not 0.")
    }

    /// A small line of as many cells as there are periods.
    fn spark(&self) -> Cell {
        Cell::Spark(u16::try_from(self.review.parts.len()).unwrap_or(1))
    }

    /// Ids of the periods.
    fn ids(&self) -> Vec<&str> {
        self.review.parts.iter().map(|part| part.scored.period.id.as_str()).collect()
    }

    /// The later number less the earlier one: live where their rounded cells give it, else by the engine, with a star.
    fn less(&self, formula: &str, later: Option<&Exact>, earlier: Option<&Exact>) -> Cell {
        let Some((later, earlier)) = later.zip(earlier) else { return Cell::dash() };
        let difference = self.rounded(&(later - earlier));
        if self.rounded(later) - self.rounded(earlier) == difference {
            Cell::Live(formula.to_owned(), difference.to_f64(), Show::Points)
        } else {
            Cell::Number(difference.to_f64(), Show::PointsByEngine)
        }
    }

    /// What the star of [`Self::less`] means.
    fn star(&self) -> &'static str {
        self.pick(
            "增减是公式；带 * 的由程序按精确值算出，因为两个舍入后的数相减会差一个末位。",
            "Changes are formulas; one with a star is the engine's, from exact numbers, where the rounded ones differ in the last place.",
        )
    }

    fn rounded(&self, number: &Exact) -> Exact {
        number.round(self.rubric.rounding.decimals, self.rubric.rounding.mode)
    }

    /// The title of a sheet.
    fn titled(&self, what: &str) -> String {
        match self.language() {
            Language::Chinese => format!("{}{what}", self.rubric.subject.called),
            Language::English => format!("{}: {what}", self.rubric.name),
        }
    }

    /// What a group column is called: its first header without 所属 or 所在.
    fn group_title(&self, id: &str) -> String {
        group_title(self.rubric, id)
    }

    /// What stands elsewhere: the name, the peer group, or a declared group.
    fn what(&self, what: &str) -> String {
        match what {
            "name" => self.named(),
            "peer" => self.pick("排名组", "peer group").to_owned(),
            group => self.group_title(group),
        }
    }
}

/// More rows than this are not pressed onto one page.
const ROWS_OF_A_PAGE: usize = 45;

/// One page for tables that would run over by a few lines; else as many as they take.
fn tall(grids: &[Grid]) -> u16 {
    u16::from(grids.iter().map(|grid| grid.rows.len() + 2).sum::<usize>() <= ROWS_OF_A_PAGE)
}

/// A sheet with what all of these have in common.
fn page(name: String, title: String) -> Sheet {
    Sheet { name, title, signed: true, frozen: 1, ..Sheet::default() }
}
