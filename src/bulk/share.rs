//! Items of members: each distinct tally is scored once, and shared.
//!
//! In: how many rows of each kind a member has. Out: its items and counts, as the engine of scores gives them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::hash::Map;
use super::scan::Counted;
use crate::base::exact::Exact;
use crate::rubric::model::{Criterion, Prorate, Rubric};
use crate::score::card::Item;
use crate::score::{item, measure, Context};
use crate::tally::Tally;

/// Gives a query the tally of rows that went the way of sheets.
type More<'m, 's> = &'m dyn Fn(&str) -> Option<&'s Tally>;

/// For each file and kind, which queries it gives anything, and what: a number of the query's units.
pub(super) struct Feeds {
    of: Vec<Vec<Vec<(usize, u32)>>>,
    /// Of each query.
    units: Vec<Vec<Tally>>,
}

impl Feeds {
    /// Of what was counted.
    pub fn new(counted: &Counted, rubric: &Rubric) -> Self {
        let mut feeds = Self { of: Vec::new(), units: rubric.queries().map(|_| Vec::new()).collect() };
        for file in &counted.files {
            let mut kinds = Vec::new();
            for given in &file.units {
                let mut fed = Vec::new();
                for ((query, unit), units) in
                    given.iter().enumerate().zip(&mut feeds.units).filter(|((_, unit), _)| **unit != Tally::default())
                {
                    let number = units.iter().position(|known| known == unit).unwrap_or_else(|| {
                        units.push(unit.clone());
                        units.len() - 1
                    });
                    fed.push((query, u32::try_from(number).unwrap_or(u32::MAX)));
                }
                kinds.push(fed);
            }
            feeds.of.push(kinds);
        }
        feeds
    }
}

/// An item that several share.
#[derive(Clone)]
struct Scored {
    item: Arc<Item>,
    points: Option<Arc<str>>,
}

/// What a member has.
pub(super) struct Got {
    pub items: Vec<Arc<Item>>,
    /// The points of each item as a reduced fraction.
    pub points: Vec<Option<Arc<str>>>,
    pub counts: BTreeMap<String, Option<Exact>>,
}

/// The items and counts that one thread has met.
pub(super) struct Share<'s> {
    counted: &'s Counted<'s>,
    rubric: &'s Rubric,
    feeds: &'s Feeds,
    /// Of each query, unit and number of rows, one after another.
    keys: Vec<Vec<u64>>,
    items: Vec<Map<Box<[u64]>, Scored>>,
    counts: Vec<Map<Box<[u64]>, Option<Exact>>>,
}

/// Unit and number of rows in one number.
const SHIFT: u32 = 40;

impl<'s> Share<'s> {
    /// For one thread.
    pub fn new(counted: &'s Counted<'s>, rubric: &'s Rubric, feeds: &'s Feeds) -> Self {
        Self {
            counted,
            rubric,
            feeds,
            keys: feeds.units.iter().map(|_| Vec::new()).collect(),
            items: rubric.criteria.iter().map(|_| Map::default()).collect(),
            counts: rubric.counts.iter().map(|_| Map::default()).collect(),
        }
    }

    /// Items and counts of a member with this exposure; `more` gives each query the tally of rows that went the way of sheets.
    pub fn got(&mut self, member: Option<u32>, (number, exposure): (u32, &Exact), more: Option<More<'_, 's>>) -> Got {
        self.gather(member);
        let of = |id: &str| more.and_then(|more| more(id));
        let mut got = Got { items: Vec::new(), points: Vec::new(), counts: BTreeMap::new() };
        let criteria = self.rubric.criteria.len();
        for ((count, key), known) in self.rubric.counts.iter().zip(self.keys.iter().skip(criteria)).zip(&mut self.counts) {
            let units = self.feeds.units.get(criteria + got.counts.len()).map(Vec::as_slice).unwrap_or_default();
            let value = match (of(&count.id), known.get(key.as_slice())) {
                (Some(more), _) => measure(&count.query, &tally(key, units, Some(more))).value(),
                (None, Some(value)) => value.clone(),
                (None, None) => {
                    let value = measure(&count.query, &tally(key, units, None)).value();
                    known.insert(key.as_slice().into(), value.clone());
                    value
                }
            };
            got.counts.insert(count.id.clone(), value);
        }
        for (((criterion, key), known), units) in
            self.rubric.criteria.iter().zip(&mut self.keys).zip(&mut self.items).zip(&self.feeds.units)
        {
            let scored = |tally: &Tally| scored(criterion, tally, &Context { exposure, counts: &got.counts, group: None });
            let one = if let Some(more) = of(&criterion.id) {
                scored(&tally(key, units, Some(more)))
            } else {
                if criterion.prorate != Prorate::No {
                    key.push(u64::MAX - u64::from(number));
                }
                if let Some(one) = known.get(key.as_slice()) {
                    one.clone()
                } else {
                    let one = scored(&tally(key, units, None));
                    known.insert(key.as_slice().into(), one.clone());
                    one
                }
            };
            got.items.push(one.item);
            got.points.push(one.points);
        }
        got
    }

    /// What each query has of a member, in order of unit.
    fn gather(&mut self, member: Option<u32>) {
        for key in &mut self.keys {
            key.clear();
        }
        let keys = &mut self.keys;
        for (file, feeds) in self.counted.files.iter().zip(&self.feeds.of).filter(|_| member.is_some()) {
            file.counters.of(member.unwrap_or(u32::MAX), |kind, rows| {
                for (query, unit) in feeds.get(usize::from(kind)).into_iter().flatten() {
                    if let Some(key) = keys.get_mut(*query) {
                        key.push(u64::from(*unit) << SHIFT | rows);
                    }
                }
            });
        }
        for key in keys.iter_mut().filter(|key| key.len() > 1) {
            key.sort_unstable();
            key.dedup_by(|next, before| {
                let same = *next >> SHIFT == *before >> SHIFT;
                if same {
                    *before += *next & ((1 << SHIFT) - 1);
                }
                same
            });
        }
    }
}

fn tally(key: &[u64], units: &[Tally], more: Option<&Tally>) -> Tally {
    let mut tally = more.cloned().unwrap_or_default();
    for part in key {
        // The number of an exposure is beyond all units.
        if let Some(unit) = usize::try_from(part >> SHIFT).ok().and_then(|unit| units.get(unit)) {
            tally.add(unit, part & ((1 << SHIFT) - 1));
        }
    }
    tally
}

fn scored(criterion: &Criterion, tally: &Tally, context: &Context) -> Scored {
    let mut item = item(criterion, tally, context);
    item.steps = Vec::new();
    let points = item.points.as_ref().map(|points| points.to_string().into());
    Scored { item: Arc::new(item), points }
}
