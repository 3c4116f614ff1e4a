//! A page for each station: its numbers and its members over the periods.

use std::collections::{BTreeMap, BTreeSet};

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::means;
use super::trend::{chart, BAND};
use super::{page, tall, View};
use crate::base::exact::Exact;
use crate::base::place::column_name;
use crate::compare::{names_in_order, stands, GroupName, GroupStand, Member};

/// More pages than this nobody turns; the sheets on groups hold them all.
const MOST: usize = 60;

/// One for each value of the rubric's first declared group; none where there are too many.
pub(super) fn sheets(view: &View) -> Vec<Sheet> {
    let Some(group) = view.rubric.groups.first() else { return Vec::new() };
    let names = names_in_order(view.review.parts.iter().map(|part| part.scored));
    let mut values: Vec<&str> = Vec::new();
    for (id, value) in names.iter().filter_map(|(_, own)| own.as_ref()) {
        if id == group && !value.is_empty() && !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    if values.len() > MOST {
        return Vec::new();
    }
    let periods: Vec<Stands> = view.review.parts.iter().map(|part| stands(part.scored)).collect();
    // Charts name their sheet, so the name is settled here; the means have theirs already.
    let mut taken = BTreeSet::from([means::name(view).to_lowercase()]);
    let sheets = values.into_iter().map(|value| sheet(view, group, value, &tab(value, &mut taken), &periods));
    sheets.collect()
}

fn members<'a>(view: &'a View) -> impl Iterator<Item = (&'a String, &'a Member)> {
    view.review.parts.iter().flat_map(|part| &part.scored.members)
}

/// Groups of a period.
type Stands = BTreeMap<GroupName, GroupStand>;

fn sheet(view: &View, group: &str, value: &str, tab: &str, periods: &[Stands]) -> Sheet {
    let ids = view.ids();
    let numbers = numbers(view, group, value, &ids, periods);
    let lines = numbers.rows.len();
    let peers: Vec<String> = numbers
        .rows
        .iter()
        .take_while(|row| row.first().is_some_and(|cell| cell.as_text() == view.pick("均分", "Mean")))
        .map(|row| row.get(1).map_or("", Cell::as_text).to_owned())
        .collect();
    let first = Sheet::first_row(0, true, false);
    let mut members =
        Grid {
            caption: Some(view.pick("成员各期总分", "Totals of the members").into()), heads: heads(view, &ids), ..Grid::default()
        };
    let top = Sheet::row_below(first, lines, 0, &members);
    members.rows = rows(view, group, value, top);
    let columns = members.heads.len();
    let grids = vec![numbers, members];
    let mut sheet = Sheet {
        tall: tall(&grids),
        grids,
        notes: vec![
            view.pick(
                "只列各期在本组者当期的总分；空白：当期不在本组或没有总分，图上断开。均分只计参加排名者。",
                "Totals of those in the group in that period; blank: not in it, or without a total, a gap in the chart. Means are of the ranked.",
            )
            .to_owned(),
            view.star().to_owned(),
        ],
        points: true,
        fixed: true,
        ..page(tab.to_owned(), view.titled(&format!("{}{value}", view.pick("各期对比：", "over the periods: "))))
    };
    if ids.len() > 1 && !peers.is_empty() {
        let column = u16::try_from(columns).unwrap_or(0);
        sheet.charts.push((first, column, chart(view.pick("均分走势", "Means over the periods"), tab, first, &peers, ids.len())));
        sheet.beside = BAND;
    }
    sheet
}

/// As a spreadsheet takes it: no sign that it does not, and no two alike but for capitals.
pub(super) fn tab(value: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = value.chars().map(|c| if "[]:*?/\\'".contains(c) { '·' } else { c }).take(26).collect();
    let numbered = std::iter::once(clean.clone()).chain((2_u32..).map(|number| format!("{clean}-{number}")));
    for tab in numbered {
        if taken.insert(tab.to_lowercase()) {
            return tab;
        }
    }
    clean
}

/// Means of each peer group first, then numbers of people.
fn numbers(view: &View, group: &str, value: &str, ids: &[&str], periods: &[Stands]) -> Grid {
    let of = |name: &&GroupName| name.1.as_ref().is_some_and(|(id, own)| id == group && own == value);
    let names: BTreeSet<&GroupName> = periods.iter().flat_map(BTreeMap::keys).filter(of).collect();
    let line = |what: &str, name: &GroupName, told: &dyn Fn(&GroupStand) -> Cell| {
        let mut row = vec![Cell::text(what), view.peer(&name.0)];
        row.extend(periods.iter().map(|period| period.get(name).map_or(Cell::Empty, told)));
        row.push(view.spark());
        row
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for name in &names {
        rows.push(line(view.pick("均分", "Mean"), name, &|stand| view.drawn(stand.mean.as_ref())));
    }
    for name in &names {
        rows.push(line(view.pick("人数", "Subjects"), name, &|stand| Cell::whole(stand.members)));
        rows.push(line(view.pick("参加排名", "Ranked"), name, &|stand| Cell::whole(stand.ranked)));
        rows.push(line(view.pick("建议人选", "Proposed"), name, &|stand| Cell::whole(stand.selected)));
    }
    let mut heads = vec![Head::new(view.pick("指标", "Number"), 12, 26), Head::new(view.pick("排名组", "Peers"), 10, 20)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    Grid { caption: Some(value.to_owned()), heads, rows, ..Grid::default() }
}

fn heads(view: &View, ids: &[&str]) -> Vec<Head> {
    let mut heads = vec![Head::new(view.named(), 12, 26), Head::new(view.pick("排名组", "Peers"), 10, 20)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    heads.push(Head::new(view.pick("增减", "Change"), 9, 12));
    heads
}

/// Everybody who was in the group in one of the periods, in order of peer group and key.
fn rows(view: &View, group: &str, value: &str, top: u32) -> Vec<Vec<Cell>> {
    let of = |member: &Member| member.groups.get(group).is_some_and(|own| own == value);
    let mut keys: Vec<(&str, &str, &str)> = Vec::new();
    for (key, member) in members(view).filter(|(_, member)| of(member)) {
        match keys.iter_mut().find(|(_, _, known)| *known == key.as_str()) {
            // The name of the last period is the one in use.
            Some(known) => *known = (&member.peer, &member.name, key),
            None => keys.push((&member.peer, &member.name, key)),
        }
    }
    keys.sort_unstable_by_key(|(peer, _, key)| (*peer, *key));
    let row = |(row, (peer, name, key)): (u32, (&str, &str, &str))| {
        let total =
            |part: &super::Part<'_>| part.scored.members.get(key).filter(|member| of(member)).and_then(|member| member.total.clone());
        let totals: Vec<Option<Exact>> = view.review.parts.iter().map(total).collect();
        let count = totals.len();
        let at = |back: usize| format!("{}{row}", column_name(u32::try_from(2 + count - back).unwrap_or(1)));
        let mut cells = vec![Cell::text(name), view.peer(peer)];
        cells.extend(totals.iter().map(|total| view.drawn(total.as_ref())));
        cells.push(view.spark());
        let mut back = totals.iter().rev().map(Option::as_ref);
        let (now, then) = (back.next().flatten(), back.next().flatten());
        cells.push(view.less(&format!("{}-{}", at(0), at(1)), now, then));
        cells
    };
    (top + 1..).zip(keys).map(row).collect()
}
