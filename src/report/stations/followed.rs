//! 案件, 建议办理, 任务, 留言: what was opened, what was closed and when, what is open and with whom.

use super::bars::{below, Series};
use super::item::{all, names_subjects, Item};
use super::listed::{head, title, who, word};
use super::numbers::percent;
use super::open;
use super::shares::shares;
use super::timeline;
use crate::base::exact::{Exact, RoundMode};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::rubric::model::follow::{days_to, LATE, ON_TIME, OVERDUE, PENDING};
use crate::rubric::model::{Column, Follow, Table};

/// Makes the sheets: numbers by subject and by who is responsible, what is open, what nobody was told of, and the line of months; none
/// where no sheet was taken for its table.
pub(super) fn sheets(roll: &Roll, follow: &Follow) -> Vec<Sheet> {
    let taken = roll.review.evidence.table(follow.table()).is_some_and(|table| table.present);
    let Some(table) = roll.rubric().table(follow.table()).filter(|_| taken) else { return Vec::new() };
    let items = all(roll, follow);
    let by_subject = names_subjects(&items, Some(table));
    let lists = open::sheets(roll, follow, table, &items, by_subject);
    let by_whom = by_whom(roll, follow, table, &items);
    let (apart, below) = if by_subject { by_whom.map_or((None, None), parted) } else { (None, by_whom) };
    let mut sheets = vec![numbered(roll, follow, table, &items, (by_subject, below))];
    if let Some(sheet) = sheets.first_mut() {
        sheet.notes.extend(lists.iter().map(|list| told(roll, list)));
    }
    sheets.extend(apart.map(|grid| responsible(roll, follow, grid)));
    sheets.extend(lists);
    sheets.extend(timeline::sheet(roll, follow, table, &items));
    sheets
}

/// A table of more rows than these has a sheet of its own.
const MOST_BELOW: usize = 12;

/// A table as one of a sheet of its own, or as one that stands below another.
fn parted(grid: Grid) -> (Option<Grid>, Option<Grid>) {
    if grid.rows.len() > MOST_BELOW {
        (Some(grid), None)
    } else {
        (None, Some(grid))
    }
}

/// The sheet of who is responsible, where they are many.
fn responsible(roll: &Roll, follow: &Follow, mut grid: Grid) -> Sheet {
    let name = format!("{}{}", follow.name, grid.caption.take().unwrap_or_default());
    Sheet {
        title: roll.titled(&format!("{name}{}", roll.pick("分列", ""))),
        name,
        grids: vec![grid],
        frozen: 1,
        signed: true,
        ..Sheet::default()
    }
}

fn numbered(roll: &Roll, follow: &Follow, table: &Table, items: &[Item], (by_subject, by_whom): (bool, Option<Grid>)) -> Sheet {
    let mut grids = if by_subject { vec![summary(roll, follow, table, items)] } else { Vec::new() };
    grids.extend(by_whom);
    if grids.is_empty() {
        grids.push(summary(roll, follow, table, items));
    }
    // The first table ends with the sum of its rows.
    let rows = grids.first().map_or(0, |grid| grid.rows.len().saturating_sub(1).max(1));
    grids.extend(follow.apart.iter().map(|column| apart(roll, table, column, items)));
    let mut sheet = Sheet {
        name: follow.name.clone(),
        title: roll.titled(&format!("{}{}", follow.name, roll.pick("情况", ""))),
        grids,
        notes: notes(roll, follow),
        signed: true,
        ..Sheet::default()
    };
    let series = [(roll.pick("办结", "Closed"), 2), (roll.pick("在办", "Open"), 3)];
    let series = series.map(|(name, column)| Series { name: name.to_owned(), column });
    below(&mut sheet, &format!("{}{}", follow.name, roll.pick("：办结与在办（件）", ": closed and open")), 0, &series, rows, "0;;");
    sheet
}

/// Where the rows of a list stand.
fn told(roll: &Roll, list: &Sheet) -> String {
    let rows: usize = list.grids.iter().map(|grid| grid.rows.len()).sum();
    roll.pick_owned(format!("逐件见工作表“{}”（{rows} 件）。", list.name), format!("Item by item: sheet “{}” ({rows}).", list.name))
}

fn notes(roll: &Roll, follow: &Follow) -> Vec<String> {
    let day = crate::report::wording::long_day(roll.review.as_of, roll.language());
    let mut notes = vec![roll.pick_owned(
        format!(
            "截至{day}：当日以后的办理不计。办结率＝办结÷（办结＋在办）；按期率＝按期办结÷（按期办结＋逾期办结＋逾期未办结），未到期的和没有期限的不算。占比取两位小数，余数给尾数最大的，合计为百分之百。"
        ),
        format!(
            "As of {day}; what was done later is not counted. Closed: closed ÷ (closed + open). In time: closed in time ÷ (closed in time or late, and overdue); \
             items not yet due or without deadline are left out. Shares have two decimals and add up to 100, what rounding leaves going to the largest remainders."
        ),
    )];
    if !follow.query.links.is_empty() {
        let note = "已在其他表中登记的同一事项，按办法只在那里计，不列在这里。";
        notes.push(roll.pick(note, "Items that another table has too are, as the rubric says, counted there and not here.").to_owned());
    }
    notes.extend(roll.stopped_notes());
    notes
}

/// Numbers of some items: all, closed, open, and in time or not.
fn numbers(roll: &Roll, follow: &Follow, items: &[&Item]) -> Vec<Cell> {
    let count = |test: &dyn Fn(&Item) -> bool| items.iter().filter(|item| test(item)).count() as u64;
    let (closed, open) = (count(&|item| item.is_closed()), count(&|item| item.is_open()));
    let [on_time, late, overdue, pending] = [ON_TIME, LATE, OVERDUE, PENDING].map(|word| count(&|item| item.is(word)));
    let rate =
        |part: u64, whole: u64| [Cell::text(format!("{part}/{whole}")), percent(Exact::from(part).over(&Exact::from(whole)).as_ref())];
    let mut cells: Vec<Cell> = [items.len() as u64, closed, open, on_time, late, overdue, pending].map(Cell::whole).into();
    cells.extend(rate(closed, closed + open));
    cells.extend(rate(on_time, on_time + late + overdue));
    for step in follow.after_closing() {
        cells.extend(rate(count(&|item| item.is_closed() && item.has_taken(step, roll.review.as_of)), closed));
    }
    let ages: Vec<Exact> = items.iter().filter(|item| item.is_closed()).filter_map(|item| item.age()).collect();
    let mean = ages.iter().cloned().sum::<Exact>().over(&Exact::from(ages.len() as u64));
    cells.push(mean.map_or_else(Cell::dash, |mean| Cell::Number(mean.round(2, RoundMode::HalfUp).to_f64(), Show::Hundredths)));
    cells
}

fn number_heads(roll: &Roll, follow: &Follow, table: &Table) -> Vec<Head> {
    let (closed, timely) = (roll.pick("办结率", "Closed"), roll.pick("按期率", "In time"));
    let of = roll.pick("件数", "Of");
    let plain = [
        roll.pick("件数", "Items"),
        roll.pick("办结", "Closed"),
        roll.pick("在办", "Open"),
        roll.pick("按期办结", "On time"),
        roll.pick("逾期办结", "Late"),
        roll.pick("逾期未办结", "Overdue"),
        roll.pick("未到期", "Pending"),
    ];
    let mut heads: Vec<Head> = plain.map(|text| Head::new(text, 7, 10)).into();
    heads.extend([Head::new(of, 8, 10).under(closed), Head::new("%", 8, 9).under(closed)]);
    heads.extend([Head::new(of, 8, 10).under(timely), Head::new("%", 8, 9).under(timely)]);
    for step in follow.after_closing() {
        let over = format!("{}{}", roll.pick("已有", "With "), title(roll, table, step));
        heads.extend([Head::new(of, 8, 10).under(&over), Head::new("%", 8, 9).under(&over)]);
    }
    let days = title(roll, table, &days_to(&follow.closed));
    heads.push(Head::new(format!("{days}{}", roll.pick("（平均）", " (mean)")), 14, 16));
    heads
}

fn summary(roll: &Roll, follow: &Follow, table: &Table, items: &[Item]) -> Grid {
    let rows = roll.lines().map(|line| {
        let own: Vec<&Item> = items.iter().filter(|item| item.of(line.number)).collect();
        [vec![Cell::text(&line.subject.name)], numbers(roll, follow, &own)].concat()
    });
    let heads = std::iter::once(who(roll)).chain(number_heads(roll, follow, table)).collect();
    Grid { heads, rows: rows.chain([together(roll, follow, items)]).collect(), ..Grid::default() }
}

fn together(roll: &Roll, follow: &Follow, items: &[Item]) -> Vec<Cell> {
    [vec![Cell::text(roll.pick("合计", "Total"))], numbers(roll, follow, &items.iter().collect::<Vec<_>>())].concat()
}

/// The same by who is responsible.
fn by_whom(roll: &Roll, follow: &Follow, table: &Table, items: &[Item]) -> Option<Grid> {
    let by = follow.by.as_ref()?;
    let mut names: Vec<String> = items.iter().map(|item| item.by(follow)).collect();
    names.sort();
    names.dedup();
    let rows = names.iter().map(|name| {
        let own: Vec<&Item> = items.iter().filter(|item| item.by(follow) == *name).collect();
        let said = if name.is_empty() { roll.pick("（未填）", "(blank)").to_owned() } else { word(roll, table.column(by), name) };
        [vec![Cell::text(said)], numbers(roll, follow, &own)].concat()
    });
    let heads = std::iter::once(head(roll, table, by)).chain(number_heads(roll, follow, table)).collect();
    let caption = format!("{}{}", roll.pick("按", " by "), title(roll, table, by));
    Some(Grid { caption: Some(caption), heads, rows: rows.chain([together(roll, follow, items)]).collect(), ..Grid::default() })
}

/// How many items have each word of a column, with shares that add up to 100.
fn apart(roll: &Roll, table: &Table, column: &str, items: &[Item]) -> Grid {
    let known = table.column(column);
    let mut words: Vec<(Option<&str>, String)> =
        known.into_iter().flat_map(Column::words).map(|(id, _)| (Some(id.as_str()), word(roll, known, id))).collect();
    if items.iter().any(|item| item.has(column, None)) {
        words.push((None, roll.pick("（未填）", "(blank)").to_owned()));
    }
    let counts: Vec<u64> = words.iter().map(|(id, _)| items.iter().filter(|item| item.has(column, *id)).count() as u64).collect();
    let shares = shares(&counts);
    let share = |index: usize| {
        let hundredths = shares.get(index).map(|share| Exact::fixed(*share, 4));
        hundredths.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::FinePercent))
    };
    let mut rows: Vec<Vec<Cell>> = words
        .iter()
        .zip(&counts)
        .enumerate()
        .map(|(index, ((_, said), count))| vec![Cell::text(said), Cell::whole(*count), share(index)])
        .collect();
    let whole = if shares.is_empty() { Cell::dash() } else { Cell::Number(1.0, Show::FinePercent) };
    rows.push(vec![Cell::text(roll.pick("合计", "Total")), Cell::whole(counts.iter().sum::<u64>()), whole]);
    let name = title(roll, table, column);
    Grid {
        caption: Some(name.clone()),
        heads: vec![Head::new(name, 10, 20), Head::new(roll.pick("件数", "Items"), 7, 10), Head::new(roll.pick("占比", "Share"), 8, 10)],
        rows,
        ..Grid::default()
    }
}
