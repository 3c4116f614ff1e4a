//! One record as a row, or many ballots as one.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::fact::evidence::Entry;
use crate::report::folio::{Block, Slot};
use crate::report::record::{is_rating, outside_share, Teller};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Show};
use crate::report::sheets::ballots::vote::Vote;
use crate::rubric::model::{Criterion, Measure, Points, Prorate};
use crate::tally::{Traced, FEWEST_TOLD};

/// What became of a record.
pub(super) struct Kept {
    /// Counted, with its factor; or why not.
    pub said: String,
    /// Its own points, where the rubric gives so many for each: before floor, cap and sub-periods.
    pub points: Option<Exact>,
}

impl Kept {
    pub fn of(roll: &Roll, criterion: &Criterion, one: &Traced, entry: &Entry) -> Self {
        let counted = roll.pick("计入", "counted");
        let said = match one.aside {
            Some(reason) => format!("{}{}", roll.pick("不计：", "not counted: "), reason.say().text(roll.language())),
            None if outside_share(criterion, entry) => roll.pick("不计入应到", "not in the denominator").to_owned(),
            None if one.factor == Exact::one() => counted.to_owned(),
            None => format!("{counted} × {}", one.factor.plain()),
        };
        Self { said, points: one.aside.is_none().then(|| each(criterion, one, entry)).flatten() }
    }
}

/// Points of one record, where they are simply so many for each.
fn each(criterion: &Criterion, one: &Traced, entry: &Entry) -> Option<Exact> {
    let Points::Each(each) = &criterion.points else { return None };
    let plain = matches!(criterion.query.measure, Measure::Count) && criterion.prorate == Prorate::No && criterion.normalise.is_none();
    let times = Exact::from(i64::try_from(entry.n).ok()?);
    plain.then(|| &(&one.factor * &times) * each)
}

/// One record.
pub(super) fn alone(roll: &Roll, teller: Teller, table: &str, entry: &Entry, kept: &Kept) -> Block {
    Block::Row(vec![
        Slot::of(entry.day.map_or_else(Cell::dash, |day| Cell::text(day.to_string())), 1),
        Slot::of(Cell::long(teller.matter(table, entry)), 1),
        Slot::of(Cell::text(teller.part(table, entry).join(" ")), 1),
        Slot::of(Cell::long(&kept.said), 1),
        Slot::of(kept.points.as_ref().map_or(Cell::Empty, |points| Cell::Number(points.to_f64(), Show::Points)), 1),
        Slot::of(Cell::long(place(roll, &entry.place)), 1),
    ])
}

/// Ballots, marks and counts of a sheet: how many of which kind. Few ballots are told as a number only.
pub(super) fn together(roll: &Roll, teller: Teller, criterion: &Criterion, counted: &[(&Traced, &Entry)]) -> Vec<Block> {
    let mut sheets: BTreeMap<Place, BTreeMap<(bool, String), u64>> = BTreeMap::new();
    for (one, entry) in counted {
        let option = teller.option(criterion, &one.table, entry);
        let aside = one.aside.map(|reason| reason.say().text(roll.language()).to_owned());
        let what = aside.or(option).unwrap_or_else(|| roll.pick("评分", "marks").to_owned());
        *sheets.entry(entry.place.at(0, 0)).or_default().entry((one.aside.is_some(), what)).or_default() += entry.n;
    }
    let all: u64 = sheets.values().flat_map(BTreeMap::values).sum();
    // Best first, as on the sheet of ratings.
    let options = Vote::of(roll, criterion).map(|vote| vote.options(roll)).unwrap_or_default();
    let few = is_rating(criterion) && (1..FEWEST_TOLD).contains(&all);
    let row = |(sheet, counts): (Place, BTreeMap<(bool, String), u64>)| {
        let told = |aside: bool| {
            let mut own: Vec<_> = counts.iter().filter(|((is_aside, _), _)| *is_aside == aside).collect();
            own.sort_by_key(|((_, what), _)| options.iter().position(|option| option == what));
            own.into_iter().map(|((_, what), count)| format!("{what} {count}")).collect::<Vec<_>>().join(roll.pick("、", ", "))
        };
        let sum: u64 = counts.values().sum();
        let what = if few { format!("{} {sum}", roll.pick("份数", "in all")) } else { told(false) };
        let aside = told(true);
        let said = if few || aside.is_empty() { String::new() } else { format!("{}{aside}", roll.pick("不计：", "not counted: ")) };
        Block::Row(vec![
            Slot::of(Cell::dash(), 1),
            Slot::of(Cell::long(what), 1),
            Slot::of(Cell::Empty, 1),
            Slot::of(Cell::long(said), 1),
            Slot::of(Cell::Empty, 1),
            Slot::of(Cell::long(place(roll, &sheet)), 1),
        ])
    };
    sheets.into_iter().map(row).collect()
}

/// The file's name without its folders, the sheet, and the cell or row.
fn place(roll: &Roll, place: &Place) -> String {
    let name = place.file.rsplit('/').next().unwrap_or_default();
    Place { file: name.into(), ..place.clone() }.told(roll.language())
}
