//! Figures of one period from several folders of results: each is taken from the folder that has it.
//!
//! In: what was scored of one period under several rubrics (delegates, stations, inspections). Out: each figure once. Where
//! two folders counted it and do not agree, both numbers are kept, and none is chosen; but a rubric that follows the items from
//! day to day goes before one that only counts what their register says.

use super::comparison::Part;
use crate::base::exact::Exact;
use crate::rubric::model::Rubric;

/// The folders of one period.
#[derive(Debug, Clone, Default)]
pub struct PeriodParts<'a> {
    /// Whose people are counted; none where this period was not scored under such a rubric.
    pub main: Option<Part<'a>>,
    /// The other folders, in the order given.
    pub beside: Vec<Part<'a>>,
}

impl<'a> PeriodParts<'a> {
    /// All of them, the main one first.
    pub fn all(&self) -> impl Iterator<Item = &Part<'a>> {
        self.main.iter().chain(&self.beside)
    }

    /// The period's id; empty of nothing.
    pub fn id(&self) -> &'a str {
        self.all().next().map_or("", |part| part.scored.period.id.as_str())
    }
}

/// A figure of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// Id.
    pub id: String,
    /// What it counts.
    pub name: String,
    /// 人次, 件.
    pub unit: String,
    /// Its number.
    pub value: Known,
}

/// What is known of a figure. One that counts no row is not recorded: there is no telling it from nothing done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// Nobody recorded it.
    Nothing,
    /// This.
    One(Counted),
    /// Folders that do not agree, each with its number.
    Differing(Vec<Counted>),
}

/// A number as one folder counted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Id of the rubric.
    pub rubric: String,
    /// Name of the rubric.
    pub called: String,
    /// The number.
    pub value: Exact,
    /// Files, sheets and rows.
    pub sources: Vec<String>,
}

/// Every figure of these folders, in the order in which they come.
pub(super) fn taken(parts: &PeriodParts) -> Vec<Taken> {
    let mut all: Vec<Taken> = Vec::new();
    for part in parts.all() {
        for figure in &part.scored.figures {
            let name = part.rubric.figures.iter().find(|known| known.id == figure.id).map_or(&figure.id, |known| &known.name);
            let passed_over = !is_followed(part.rubric, &figure.id) && knows_better(parts, &figure.id);
            let counted = (!figure.sources.is_empty() && !passed_over).then(|| Counted {
                rubric: part.rubric.id.clone(),
                called: part.rubric.name.clone(),
                value: figure.value.clone(),
                sources: figure.sources.clone(),
            });
            if let Some(taken) = all.iter_mut().find(|taken| taken.id == figure.id) {
                taken.value.add(counted);
            } else {
                let value = counted.map_or(Known::Nothing, Known::One);
                all.push(Taken { id: figure.id.clone(), name: name.clone(), unit: figure.unit.clone(), value });
            }
        }
    }
    all
}

/// Whether one of the folders follows what the figure counts, and counted something.
fn knows_better(parts: &PeriodParts, id: &str) -> bool {
    let has = |part: &Part| part.scored.figures.iter().any(|figure| figure.id == id && !figure.sources.is_empty());
    parts.all().any(|part| is_followed(part.rubric, id) && has(part))
}

/// Whether the rubric follows the items that the figure counts: it knows which of them were open on the day.
fn is_followed(rubric: &Rubric, id: &str) -> bool {
    let figure = rubric.figures.iter().find(|figure| figure.id == id);
    figure.is_some_and(|figure| rubric.follows.iter().any(|follow| figure.query.from.iter().any(|table| table == follow.table())))
}

impl Known {
    /// The number, where there is one and no other.
    pub fn number(&self) -> Option<&Exact> {
        match self {
            Self::One(counted) => Some(&counted.value),
            Self::Nothing | Self::Differing(_) => None,
        }
    }

    /// Every number with its folder.
    pub fn each(&self) -> &[Counted] {
        match self {
            Self::Nothing => &[],
            Self::One(counted) => std::slice::from_ref(counted),
            Self::Differing(all) => all,
        }
    }

    fn add(&mut self, counted: Option<Counted>) {
        let Some(counted) = counted else { return };
        match self {
            Self::Nothing => *self = Self::One(counted),
            Self::One(known) if known.value == counted.value => {}
            Self::One(known) => *self = Self::Differing(vec![known.clone(), counted]),
            Self::Differing(all) => all.push(counted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rubric: &str, value: u64) -> Counted {
        let sources = vec![format!("{rubric}.xlsx [表] 4:60")];
        Counted { rubric: rubric.into(), called: rubric.into(), value: Exact::from(value), sources }
    }

    #[test]
    fn a_number_is_taken_where_it_is_and_none_is_chosen_where_two_differ() {
        let mut known = Known::Nothing;
        known.add(None);
        known.add(Some(counted("stations", 57)));
        assert_eq!(known.number(), Some(&Exact::from(57_u64)));
        known.add(Some(counted("township", 57)));
        assert_eq!((known.number(), known.each().len()), (Some(&Exact::from(57_u64)), 1));
        known.add(Some(counted("inspection", 60)));
        assert_eq!(known.number(), None);
        let told: Vec<&str> = known.each().iter().map(|one| one.rubric.as_str()).collect();
        assert_eq!(told, ["stations", "inspection"]);
    }
}
