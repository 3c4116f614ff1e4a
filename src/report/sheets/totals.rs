//! How the rubric's dimensions, base, bonus and parts become columns of the ranking, and formulas in them.
//!
//! In: a scorecard. Out: formulas, each checked against the engine's number; where doubles would not give it, or the
//! engine did something that no formula shows, the engine's number stands instead, and why.

use std::collections::BTreeSet;

use crate::base::exact::{Exact, RoundMode};
use crate::report::live::Live;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Show};
use crate::rubric::model::{Dimension, Part, Rubric};

use super::items::points_address;

/// Why a number was written by the engine and not as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// A veto made the total 0.
    Veto,
    /// Halves are rounded in a way that spreadsheets have no function for.
    HalfEven,
    /// Points were reckoned in sub-periods.
    SubPeriods,
    /// Points were compared within a group.
    Normalised,
    /// A formula in doubles would give another number.
    Doubles,
    /// A tie-break decided.
    TieBreak,
    /// Ranks look at exact totals.
    ExactRank,
    /// Ties are counted without gaps.
    Dense,
    /// The group's name cannot be searched for.
    GroupName,
}

/// A column of the ranking that leads to the total.
#[derive(Debug, Clone, Copy)]
pub(super) enum Term<'a> {
    /// A dimension.
    Dimension(&'a Dimension),
    /// Base points.
    Base,
    /// A part of the blend.
    Part(&'a Part),
}

/// The columns between the names and the total, in order: each part's dimensions, base, bonus, and the part.
pub(super) fn terms(rubric: &Rubric) -> Vec<Term<'_>> {
    let mut terms = Vec::new();
    for part in &rubric.parts {
        let dimensions: Vec<&Dimension> = rubric.dimensions.iter().filter(|dimension| dimension.part == part.id).collect();
        let base = has_base(rubric, part);
        if !(rubric.blend.declared && is_bare(rubric, part)) {
            terms.extend(dimensions.iter().filter(|dimension| !dimension.bonus).map(|dimension| Term::Dimension(dimension)));
            terms.extend(base.then_some(Term::Base));
            terms.extend(dimensions.iter().filter(|dimension| dimension.bonus).map(|dimension| Term::Dimension(dimension)));
        }
        terms.extend(rubric.blend.declared.then_some(Term::Part(part)));
    }
    terms
}

fn has_base(rubric: &Rubric, part: &Part) -> bool {
    rubric.base.as_ref().is_some_and(|base| base.part == part.id)
}

/// Whether a part is one dimension and nothing else, so that one column shows both.
fn is_bare(rubric: &Rubric, part: &Part) -> bool {
    let mut dimensions = rubric.dimensions.iter().filter(|dimension| dimension.part == part.id);
    dimensions.next().is_some_and(|only| !only.bonus) && dimensions.next().is_none() && !has_base(rubric, part)
}

/// The cells of one row from the first term to the total.
pub(super) struct Reckoning<'a> {
    roll: &'a Roll<'a>,
    line: &'a Line<'a>,
    /// Place of the line on the sheet of items.
    position: usize,
    /// Why numbers of the engine stand, gathered over all rows.
    pub why: &'a mut BTreeSet<Why>,
    cells: Vec<Cell>,
}

impl<'a> Reckoning<'a> {
    pub fn new(roll: &'a Roll<'a>, line: &'a Line<'a>, position: usize, why: &'a mut BTreeSet<Why>) -> Self {
        Self { roll, line, position, why, cells: Vec::new() }
    }

    /// The cells of the terms and of the total; `address` gives the name of the cell of a term by its number.
    pub fn cells(mut self, terms: &[Term], address: impl Fn(usize) -> String) -> Vec<Cell> {
        let rubric = self.roll.rubric();
        for term in terms {
            let cell = match term {
                Term::Dimension(dimension) => self.dimension(dimension),
                Term::Base => Cell::Number(self.line.card.base.to_f64(), Show::Points),
                Term::Part(part) => self.part(part, terms, &address),
            };
            self.cells.push(cell);
        }
        let total = self.total(rubric, terms, &address);
        self.cells.push(total);
        self.cells
    }

    /// The formula where it gives the engine's number, else that number.
    fn settle(&mut self, live: &Live, number: &Exact, objection: Option<Why>) -> Cell {
        let why = objection.or_else(|| (!live.gives(number)).then_some(Why::Doubles));
        match why {
            None => Cell::Live(live.text(), live.value(), Show::Points),
            Some(why) => {
                self.why.insert(why);
                Cell::Number(number.to_f64(), Show::PointsByEngine)
            }
        }
    }

    fn dimension(&mut self, dimension: &Dimension) -> Cell {
        let Some((live, points)) = self.dimension_live(dimension) else { return Cell::dash() };
        self.settle(&live, &points, staged(dimension))
    }

    /// The formula of a dimension, and the engine's points.
    fn dimension_live(&self, dimension: &Dimension) -> Option<(Live, Exact)> {
        let rubric = self.roll.rubric();
        let number = rubric.dimensions.iter().position(|other| other.id == dimension.id)?;
        let score = self.line.card.dimensions.get(number)?;
        let points = score.points.clone()?;
        let items = rubric.criteria.iter().zip(&self.line.card.items).enumerate();
        let (mut scaled, mut plain) = (Vec::new(), Vec::new());
        for (index, (_, item)) in items.filter(|(_, (criterion, _))| criterion.dimension == dimension.id) {
            let address = points_address(self.roll, self.position, index);
            let cell = Live::Cell { address, value: item.points.as_ref().map(Exact::to_f64) };
            if item.attainable.is_some() && score.scale != Exact::one() { &mut scaled } else { &mut plain }.push(cell);
        }
        let mut live = scaled_sum(&score.scale, scaled, plain);
        if let Some(floor) = &dimension.floor {
            live = Live::AtLeast(floor.clone(), Box::new(live));
        }
        if let Some(cap) = &dimension.cap {
            live = Live::AtMost(cap.clone(), Box::new(live));
        }
        if dimension.weight != Exact::one() {
            live = Live::Times(dimension.weight.clone(), Box::new(live));
        }
        Some((live, points))
    }

    fn part(&mut self, part: &Part, terms: &[Term], address: &dyn Fn(usize) -> String) -> Cell {
        let rubric = self.roll.rubric();
        let score = rubric.parts.iter().position(|other| other.id == part.id).and_then(|number| self.line.card.parts.get(number));
        let Some(points) = score.and_then(|score| score.points.clone()) else { return Cell::dash() };
        let only = is_bare(rubric, part).then(|| rubric.dimensions.iter().find(|dimension| dimension.part == part.id)).flatten();
        if let Some((live, _)) = only.and_then(|dimension| self.dimension_live(dimension)) {
            let objection = part.normalise.as_ref().map(|_| Why::Normalised);
            return self.settle(&live, &points, objection.or_else(|| only.and_then(staged)));
        }
        let live = self.sum_of_part(part, terms, address);
        self.settle(&live, &points, part.normalise.as_ref().map(|_| Why::Normalised))
    }

    /// Dimensions, base and capped bonus of a part.
    fn sum_of_part(&self, part: &Part, terms: &[Term], address: &dyn Fn(usize) -> String) -> Live {
        let rubric = self.roll.rubric();
        let number = rubric.parts.iter().position(|other| other.id == part.id);
        let scale = number.and_then(|number| self.line.card.parts.get(number)).map_or_else(Exact::one, |score| score.scale.clone());
        let (mut scaled, mut plain, mut bonus) = (Vec::new(), Vec::new(), Vec::new());
        for (number, term) in terms.iter().enumerate() {
            match term {
                Term::Dimension(dimension) if dimension.part == part.id => {
                    let cells = match (dimension.bonus, dimension.full.is_some() && scale != Exact::one()) {
                        (true, _) => &mut bonus,
                        (false, true) => &mut scaled,
                        (false, false) => &mut plain,
                    };
                    cells.push(self.term_cell(number, address));
                }
                Term::Base if has_base(rubric, part) => plain.push(self.term_cell(number, address)),
                Term::Dimension(_) | Term::Base | Term::Part(_) => {}
            }
        }
        match &rubric.bonus_cap {
            Some(cap) if !bonus.is_empty() => plain.push(Live::AtMost(cap.clone(), Box::new(Live::Sum(bonus)))),
            _ => plain.extend(bonus),
        }
        scaled_sum(&scale, scaled, plain)
    }

    fn term_cell(&self, number: usize, address: &dyn Fn(usize) -> String) -> Live {
        let value = match self.cells.get(number) {
            Some(Cell::Number(value, _) | Cell::Live(_, value, _)) => Some(*value),
            Some(Cell::Empty | Cell::Text(_) | Cell::Long(_) | Cell::Link(..) | Cell::Spark(_)) | None => None,
        };
        Live::Cell { address: address(number), value }
    }

    fn total(&mut self, rubric: &Rubric, terms: &[Term], address: &dyn Fn(usize) -> String) -> Cell {
        let standing = self.line.standing;
        let Some(total) = standing.total.clone() else { return Cell::dash() };
        let sum = if rubric.blend.declared {
            self.blend(rubric, terms, address)
        } else {
            rubric.parts.first().map_or_else(|| Live::Sum(Vec::new()), |part| self.sum_of_part(part, terms, address))
        };
        let Rounding { down, objection } = rounding(rubric);
        let live = Live::Round { decimals: rubric.rounding.decimals, down, of: Box::new(sum) };
        let veto = standing.exact_before.is_some().then_some(Why::Veto);
        self.settle(&live, &total, veto.or(objection))
    }

    fn blend(&self, rubric: &Rubric, terms: &[Term], address: &dyn Fn(usize) -> String) -> Live {
        let weight = |part: &Part| {
            let number = rubric.parts.iter().position(|other| other.id == part.id)?;
            self.line.card.parts.get(number).filter(|score| score.points.is_some()).map(|score| score.weight.clone())
        };
        let weighted = terms.iter().enumerate().filter_map(|(number, term)| match term {
            Term::Part(part) => Some(Live::Times(weight(part)?, Box::new(self.term_cell(number, address)))),
            Term::Dimension(_) | Term::Base => None,
        });
        Live::Sum(weighted.collect())
    }
}

/// Why no formula over the items gives the points of a dimension.
fn staged(dimension: &Dimension) -> Option<Why> {
    let divided = dimension.per.map(|_| Why::SubPeriods);
    divided.or_else(|| dimension.normalise.as_ref().map(|_| Why::Normalised))
}

/// What does not count is spread over those that could be attained; the factor stands in the formula.
fn scaled_sum(scale: &Exact, scaled: Vec<Live>, plain: Vec<Live>) -> Live {
    if scaled.is_empty() {
        return Live::Sum(plain);
    }
    let factored = Live::Times(scale.clone(), Box::new(Live::Sum(scaled)));
    Live::Sum([factored].into_iter().chain(plain).collect())
}

struct Rounding {
    down: bool,
    objection: Option<Why>,
}

fn rounding(rubric: &Rubric) -> Rounding {
    match rubric.rounding.mode {
        RoundMode::HalfUp => Rounding { down: false, objection: None },
        RoundMode::Down => Rounding { down: true, objection: None },
        RoundMode::HalfEven => Rounding { down: false, objection: Some(Why::HalfEven) },
    }
}
