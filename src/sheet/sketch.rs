//! What a table finds in a header, by reference: of each sheet some hundred headers are looked at, and one is kept.
//!
//! In: a table and rows taken as a header. Out: how well they fit, and the layout where it is wanted.

use super::fit::Layout;
use super::grid::short;
use super::header::{Block, Head};
use super::plan::{ColumnPlan, Plan};
use crate::rubric::model::ColumnKind;

/// Whether nothing is missing, how many columns are found, whether further ones are, how high the header is: the greatest fits best.
pub type Merit = (bool, usize, usize, u32);

/// The headers that a table's columns find.
pub struct Sketch<'b> {
    block: &'b Block,
    /// Header of each column of the table.
    taken: Vec<Option<&'b Head>>,
    /// Headers of a wide table's further columns.
    across: Vec<&'b Head>,
    /// Number of a column, and the second header for it.
    twice: Vec<(usize, &'b Head)>,
    /// Numbers of the columns that must be there, and are not.
    missing: Vec<usize>,
    /// Whether none of a wide table's further columns is one of its words.
    lacks_words: bool,
}

impl<'b> Sketch<'b> {
    /// What the columns of the table find under this header.
    pub fn of(plan: &Plan, block: &'b Block) -> Self {
        let taken = Vec::with_capacity(plan.columns.len());
        let mut sketch = Self { block, taken, across: Vec::new(), twice: Vec::new(), missing: Vec::new(), lacks_words: false };
        for (number, (column, mut ranked)) in plan.columns.iter().zip(ranked(plan, block)).enumerate() {
            ranked.sort_by_key(|(rank, head)| (*rank, head.column));
            let closest = ranked.first().copied();
            sketch.taken.push(closest.map(|(_, head)| head));
            match (closest, ranked.get(1)) {
                (Some((first, _)), Some((second, head))) if first == *second => sketch.twice.push((number, head)),
                (None, _) if column.has_header() && !column.column.optional => sketch.missing.push(number),
                _ => {}
            }
        }
        sketch.spread(plan);
        sketch
    }

    /// The further columns of a wide table.
    fn spread(&mut self, plan: &Plan) {
        let Some(across) = plan.across() else { return };
        let own = |head: &Head| self.taken.iter().flatten().any(|taken| taken.column == head.column);
        let second = |head: &Head| self.twice.iter().any(|(_, twice)| twice.column == head.column);
        let further = self.block.heads.iter();
        let further = further.filter(|head| !own(head) && !second(head) && head.rank(|form| plan.ignores(form)).is_none());
        let is_word = matches!(across.column.kind, ColumnKind::Word(_));
        let found = further.filter(|head| !is_word || head.rank(|form| across.words.contains_key(form)).is_some()).collect();
        self.across = found;
        self.lacks_words = is_word && self.across.is_empty();
    }

    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && !self.lacks_words
    }

    /// How well the header fits.
    pub fn merit(&self) -> Merit {
        (self.is_whole(), self.taken.iter().flatten().count(), self.across.len().min(1), self.block.height())
    }

    /// The layout of the table's columns.
    pub fn layout(self, plan: &Plan) -> Layout {
        let column = |number: usize| plan.columns.get(number);
        let twice = self.twice.iter().filter_map(|(number, head)| Some((column(*number)?.column.id.clone(), (*head).clone())));
        let missing = self.missing.iter().filter_map(|number| Some(column(*number)?.column.headers.clone()));
        let words = plan.across().filter(|_| self.lacks_words).map(ColumnPlan::allowed);
        Layout {
            top: self.block.top,
            bottom: self.block.bottom,
            heads: self.block.heads.iter().map(|head| (head.column, short(&head.text))).collect(),
            twice: twice.collect(),
            missing: missing.chain(words).collect(),
            taken: self.taken.into_iter().map(Option::<&Head>::cloned).collect(),
            across: self.across.into_iter().cloned().collect(),
        }
    }
}

/// For each column of the table the headers that name it, with how close each comes. Each form is looked up once for all columns.
fn ranked<'b>(plan: &Plan, block: &'b Block) -> Vec<Vec<(usize, &'b Head)>> {
    let mut ranked: Vec<Vec<(usize, &Head)>> = vec![Vec::new(); plan.columns.len()];
    for head in &block.heads {
        for (rank, form) in head.forms().enumerate() {
            for own in plan.headed(form) {
                let Some(found) = ranked.get_mut(*own) else { continue };
                // The closest form of a header comes first.
                if found.last().is_none_or(|(_, last)| last.column != head.column) {
                    found.push((rank, head));
                }
            }
        }
    }
    ranked
}
