//! All files through the counters, on several threads.
//!
//! In: sources, rubric and period. Out: [`Counted`]: members, counters by kind of row, and what the other rows gave. Slices of files are
//! shared out among the threads; whole numbers add up to the same in whatever order.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::batch::Footer;
use super::codes::Coded;
use super::counters::Counters;
use super::desk::{Desk, Plan, Report};
use super::exposure::Exposures;
use super::file::Opened;
use super::odd::{self, Odd, Plain};
use super::people::Whom;
use super::roster::Roster;
use crate::base::period::Period;
use crate::base::text::Say;
use crate::fact::evidence::{Aside, SheetAccount};
use crate::rubric::model::Rubric;
use crate::sheet::long::Plans;
use crate::sheet::table::Source;
use crate::tally::Tally;

/// More rows than this of which something is to be said are no matter of this road.
const MOST_ODD: usize = 500_000;

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub struct Given<'g> {
    /// The rubric.
    pub rubric: &'g Rubric,
    /// The time assessed.
    pub period: &'g Period,
    /// Files.
    pub sources: &'g [Source],
    /// Keys whose rows all go the way of sheets.
    pub apart: &'g BTreeSet<u32>,
    /// Columns of the roster that name a congress: they are kept, too.
    pub each: &'g [String],
    /// Threads; 0 for as many as the machine has.
    pub jobs: usize,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many rows, of so many.
    Rows(u64, u64),
}

/// Everything that was counted.
pub struct Counted<'c> {
    pub(super) roster: Roster<'c>,
    pub(super) exposures: Exposures,
    pub(super) files: Vec<FileCounts>,
    /// What the rows gave that went the way of sheets.
    pub odd: Odd,
    /// What became of the rows of each file.
    pub accounts: Vec<SheetAccount>,
}

impl Counted<'_> {
    /// Whether all rows that name this key went the way of sheets.
    pub fn is_apart(&self, key: &str) -> bool {
        key.parse().map_or(true, |key| self.roster.index.get(key) == Whom::Odd)
    }
}

/// The counters of a file.
pub(super) struct FileCounts {
    pub counters: Counters,
    /// What each kind gives each query, in the rubric's order.
    pub units: Vec<Vec<Tally>>,
}

/// Counts, and hands what was counted to `work`; the reason where the files are not what this road takes.
///
/// # Errors
/// When a file cannot be read any more.
pub fn count<T>(
    given: Given,
    told: &(dyn Fn(Step) + Sync),
    work: impl FnOnce(Counted) -> Result<T, String>,
) -> Result<Result<T, Say>, String> {
    let Given { rubric, period, sources, jobs, .. } = given;
    let plans = Plans::new(rubric);
    let mut opened = Vec::new();
    for source in sources {
        match open(source, &plans, rubric, period) {
            Ok(file) => opened.push(file),
            Err(why) => return Ok(Err(why)),
        }
    }
    let is_roster = |opened: &&Opened| opened.long.table().id == rubric.subject.table;
    let (rosters, others): (Vec<&Opened>, Vec<&Opened>) = opened.iter().partition(is_roster);
    let [one] = rosters.as_slice() else {
        let count = rosters.len();
        return Ok(Err(Say::new(format!("名册有 {count} 份"), format!("there are {count} rosters"))));
    };
    let other_kind = |opened: &Opened| {
        about(opened.source, "某列的类型不同，或不同的值太多", "a column is of another kind, or has too many different values")
    };
    let Some(mut roster) = Roster::read(one, given)? else { return Ok(Err(other_kind(one))) };
    let (exposures, absent) = Exposures::new(&mut roster, rubric, period);
    let mut reads = Vec::new();
    for opened in &others {
        let Some(own) = opened.reads(rubric) else { return Ok(Err(other_kind(opened))) };
        reads.push(own);
    }
    let coded: Vec<Vec<Coded>> = others.iter().zip(&reads).map(|(opened, reads)| reads.coded(&opened.long)).collect();
    let plans: Vec<Plan> =
        others.iter().zip(&reads).zip(&coded).map(|((opened, reads), coded)| Plan::new(given, opened, reads, coded)).collect();
    let (counters, reports) = all(&plans, &roster, jobs, told)?;
    for ((opened, coded), reports) in others.iter().zip(&coded).zip(&reports) {
        if coded.iter().any(Coded::has_too_many) || reports.iter().any(|report| report.too_many) {
            return Ok(Err(other_kind(opened)));
        }
    }
    let odd_rows: usize = reports.iter().flatten().map(|report| report.odd.len()).sum::<usize>() + roster.odd.len();
    if odd_rows > MOST_ODD {
        let why = Say::new(format!("有 {odd_rows} 行须逐行提示"), format!("of {odd_rows} rows something is to be said"));
        return Ok(Err(why));
    }
    let (odd, accounts) = told_by_sheets(given, &roster, &plans, reports, absent)?;
    let files = counters.into_iter().zip(&plans).map(|(counters, plan)| FileCounts { counters, units: plan.kinds.units() }).collect();
    work(Counted { roster, exposures, files, odd, accounts }).map(Ok)
}

/// Opens a file that is one table and nothing else.
fn open<'p>(source: &'p Source, plans: &'p Plans, rubric: &Rubric, period: &'p Period) -> Result<Opened<'p>, Say> {
    let Ok(footer) = Footer::open(&source.path) else { return Err(about(source, "打不开", "it cannot be opened")) };
    let columns: Vec<String> = footer.columns.iter().map(|(name, _)| name.clone()).collect();
    let Some(long) = plans.long(source, &columns, rubric, period).filter(super::Long::is_plain) else {
        return Err(about(source, "列名不是办法中某一张表的", "its columns are not those of one table of the rubric"));
    };
    // A column that the rubric does not take is told with how many cells it fills.
    let taken: BTreeSet<usize> = long.columns().map(|(.., at)| at).collect();
    match columns.iter().enumerate().find(|(at, _)| !taken.contains(at)) {
        Some((_, name)) => Err(about(source, &format!("办法中没有列“{name}”"), &format!("the rubric has no column “{name}”"))),
        None => Ok(Opened { source, footer, long }),
    }
}

fn about(source: &Source, zh: &str, en: &str) -> Say {
    Say::new(format!("{}：{zh}", source.name), format!("{}: {en}", source.name))
}

/// The counters that a thread made of each file; its reports, each with the numbers of slice and file.
type Done = Result<(Vec<Counters>, Vec<(usize, usize, Report)>), String>;

/// The counters of each file, and the reports of its slices in order.
fn all(plans: &[Plan], roster: &Roster, jobs: usize, told: &(dyn Fn(Step) + Sync)) -> Result<(Vec<Counters>, Vec<Vec<Report>>), String> {
    let slices: Vec<(usize, (usize, usize))> =
        plans.iter().enumerate().flat_map(|(file, plan)| plan.opened.footer.slices.iter().map(move |slice| (file, *slice))).collect();
    let rows = |(_, (_, rows)): &(usize, (usize, usize))| *rows as u64;
    let all: u64 = slices.iter().map(rows).sum();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let worker = || {
        let mut desks: Vec<Desk> = plans.iter().map(Desk::new).collect();
        let mut reports = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((file, slice)) = slices.get(number) else {
                return Ok((desks.into_iter().map(|desk| desk.counters).collect::<Vec<_>>(), reports));
            };
            if let Some(desk) = desks.get_mut(*file) {
                reports.push((number, *file, desk.slice(*slice, roster)?));
            }
            let before = done.fetch_add(slice.1, Ordering::Relaxed);
            told(Step::Rows((before + slice.1) as u64, all));
        }
    };
    let machine = thread::available_parallelism().map_or(1, usize::from);
    let threads = if jobs == 0 { machine } else { jobs }.min(slices.len().max(1));
    let results: Vec<Done> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut counters: Vec<Counters> = plans.iter().map(|_| Counters::default()).collect();
    let mut found = Vec::new();
    for result in results {
        let (more, reports) = result?;
        for (own, more) in counters.iter_mut().zip(more) {
            own.merge(more);
        }
        found.extend(reports);
    }
    found.sort_by_key(|(number, ..)| *number);
    let mut reports: Vec<Vec<Report>> = plans.iter().map(|_| Vec::new()).collect();
    for (_, file, report) in found {
        if let Some(reports) = reports.get_mut(file) {
            reports.push(report);
        }
    }
    Ok((counters, reports))
}

/// The rows that are for the reader of sheets, and an account of all rows of each file.
fn told_by_sheets(
    given: Given,
    roster: &Roster,
    plans: &[Plan],
    reports: Vec<Vec<Report>>,
    absent: Vec<u32>,
) -> Result<(Odd, Vec<SheetAccount>), String> {
    let nobody = || Say::new("没有名册中的在任人员", "nobody of the roster in office");
    let mut named: BTreeSet<u32> = roster.odd.iter().copied().collect();
    let mut rows: Vec<(&Source, Vec<u32>)> = Vec::new();
    let mut plain: Vec<(&Source, Plain)> = Vec::new();
    for (plan, reports) in plans.iter().zip(reports) {
        let whys = [Aside::OtherPeriod.say(), Aside::OutsideTerm.say(), Aside::Unverified.say(), nobody()];
        let mut own = Plain { rows: plan.opened.footer.rows(), counted: 0, aside: whys.into_iter().map(|why| (why, Vec::new())).collect() };
        let mut odd = Vec::new();
        for report in reports {
            own.counted += report.counted;
            for ((_, all), more) in own.aside.iter_mut().zip(report.aside) {
                all.extend(more);
            }
            for (number, key) in report.odd {
                odd.push(number);
                named.extend(roster.row_of(key));
            }
        }
        rows.push((plan.opened.source, odd));
        plain.push((plan.opened.source, own));
    }
    let absent: Vec<u32> = absent.into_iter().filter(|number| !named.contains(number)).collect();
    let members = (0u32..).zip(&roster.numbers).filter(|(member, number)| roster.is_member(*member) && !named.contains(number)).count();
    let counted = members as u64 - absent.len() as u64;
    plain.push((
        roster.opened.source,
        Plain { rows: roster.opened.footer.rows(), counted, aside: vec![(Aside::OutsideTerm.say(), absent)] },
    ));
    rows.push((roster.opened.source, named.into_iter().collect()));
    rows.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let odd = odd::read(&rows, given.rubric, given.period)?;
    let mut accounts = odd.evidence.accounts.clone();
    for (source, plain) in plain {
        if let Some(account) = accounts.iter_mut().find(|account| *account.place.file == *source.name) {
            plain.add_to(account);
        }
    }
    Ok((odd, accounts))
}
