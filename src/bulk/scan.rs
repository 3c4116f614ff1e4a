//! All files through the counters, on several threads.
//!
//! In: sources, rubric and period. Out: [`Counted`]: members, counters by kind of row, and what the other rows gave. Slices of files are
//! shared out among the threads; whole numbers add up to the same in whatever order.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::batch::{Footer, NO_DAY, NO_KEY};
use super::codes::{Coded, Coder, ODD};
use super::counters::Counters;
use super::exposure::Exposures;
use super::file::{Belongs, Opened, Reads, When};
use super::kinds::{Kinds, Walk};
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

/// A file for all threads.
struct Plan<'p> {
    opened: &'p Opened<'p>,
    reads: &'p Reads,
    coded: &'p [Coded<'p>],
    kinds: Kinds<'p>,
    when: When,
}

/// What a slice gives beside its counters.
#[derive(Default)]
struct Report {
    counted: u64,
    /// Rows set aside: of another period, outside the term, unverified, not in office.
    aside: [Vec<u32>; 4],
    /// Rows for the reader of sheets, each with its key.
    odd: Vec<(u32, u32)>,
    too_many: bool,
}

/// Counts, and hands what was counted to `work`; nothing where the files are not what this road takes.
///
/// # Errors
/// When a file cannot be read any more.
pub fn count<T>(given: Given, told: &(dyn Fn(Step) + Sync), work: impl FnOnce(Counted) -> Result<T, String>) -> Result<Option<T>, String> {
    let Given { rubric, period, sources, apart, jobs } = given;
    let plans = Plans::new(rubric);
    let mut opened = Vec::new();
    for source in sources {
        let Ok(footer) = Footer::open(&source.path) else { return Ok(None) };
        let columns: Vec<String> = footer.columns.iter().map(|(name, _)| name.clone()).collect();
        let Some(long) = plans.long(source, &columns, rubric, period).filter(super::Long::is_plain) else { return Ok(None) };
        opened.push(Opened { source, footer, long });
    }
    let is_roster = |opened: &&Opened| opened.long.table().id == rubric.subject.table;
    let (rosters, others): (Vec<&Opened>, Vec<&Opened>) = opened.iter().partition(is_roster);
    let [one] = rosters.as_slice() else { return Ok(None) };
    let Some(mut roster) = Roster::read(one, rubric, apart, jobs)? else { return Ok(None) };
    let (exposures, absent) = Exposures::new(&mut roster, rubric, period);
    let Some(reads) = others.iter().map(|opened| opened.reads(rubric)).collect::<Option<Vec<Reads>>>() else { return Ok(None) };
    let coded: Vec<Vec<Coded>> = others.iter().zip(&reads).map(|(opened, reads)| reads.coded(&opened.long)).collect();
    let plans: Vec<Plan> = others.iter().zip(&reads).zip(&coded).map(|((opened, reads), coded)| plan(given, opened, reads, coded)).collect();
    let (counters, reports) = all(&plans, &roster, jobs, told)?;
    let too_many = coded.iter().flatten().any(Coded::has_too_many) || reports.iter().flatten().any(|report| report.too_many);
    let odd_rows: usize = reports.iter().flatten().map(|report| report.odd.len()).sum();
    if too_many || odd_rows + roster.odd.len() > MOST_ODD {
        return Ok(None);
    }
    let (odd, accounts) = told_by_sheets(given, &roster, &plans, reports, absent)?;
    let files = counters.into_iter().zip(&plans).map(|(counters, plan)| FileCounts { counters, units: plan.kinds.units() }).collect();
    work(Counted { roster, exposures, files, odd, accounts }).map(Some)
}

fn plan<'p>(given: Given<'p>, opened: &'p Opened<'p>, reads: &'p Reads, coded: &'p [Coded<'p>]) -> Plan<'p> {
    let looked_at = reads.coded.iter().zip(coded).filter(|((.., asked), _)| *asked);
    let columns = looked_at.map(|((_, _, id, _), coded)| (id.clone(), coded)).collect();
    let kinds = Kinds::new(given.rubric, opened.long.table(), columns);
    Plan { opened, reads, coded, kinds, when: When::new(opened.source, given.period) }
}

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
    type Done = Result<(Vec<Counters>, Vec<(usize, usize, Report)>), String>;
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
        reports.extend_at(file, report);
    }
    Ok((counters, reports))
}

trait ExtendAt<T> {
    fn extend_at(&mut self, at: usize, one: T);
}

impl<T> ExtendAt<T> for Vec<Vec<T>> {
    fn extend_at(&mut self, at: usize, one: T) {
        if let Some(list) = self.get_mut(at) {
            list.push(one);
        }
    }
}

/// What one thread needs for a file.
struct Desk<'d> {
    plan: &'d Plan<'d>,
    coders: Vec<Coder<'d>>,
    walk: Walk<'d>,
    counters: Counters,
    codes: Vec<u16>,
}

impl<'d> Desk<'d> {
    fn new(plan: &'d Plan<'d>) -> Self {
        let coders = plan.coded.iter().map(Coder::new).collect();
        Self { plan, coders, walk: Walk::new(&plan.kinds), counters: Counters::default(), codes: Vec::new() }
    }

    fn slice(&mut self, slice: (usize, usize), roster: &Roster) -> Result<Report, String> {
        let plan = self.plan;
        let batch = plan.opened.footer.slice(slice, &plan.reads.columns)?;
        let keys = batch.keys(plan.reads.key)?;
        let mut states = vec![0_u16; keys.len()];
        let mut odd: Vec<u32> = Vec::new();
        let mut step = 0;
        for ((_, place, _, asked), coder) in plan.reads.coded.iter().zip(&mut self.coders) {
            batch.codes(*place, coder, &mut self.codes)?;
            if self.codes.contains(&ODD) {
                odd.extend((0u32..).zip(&self.codes).filter(|(_, code)| **code == ODD).map(|(row, _)| row));
            }
            if *asked {
                self.walk.step(step, &mut states, &self.codes);
                step += 1;
            }
        }
        odd.sort_unstable();
        odd.dedup();
        let days = plan.reads.date.map(|(place, _)| batch.days(place)).transpose()?;
        let mut report = Report::default();
        let mut odd = odd.into_iter().peekable();
        for (row, (key, state)) in (0u32..).zip(keys.iter().zip(&states)) {
            let number = u32::try_from(slice.0 + 2).unwrap_or(u32::MAX).saturating_add(row);
            let is_odd = odd.next_if_eq(&row).is_some() || *key == NO_KEY;
            let day = days.as_ref().map_or(NO_DAY, |days| days.get(row as usize).copied().unwrap_or(NO_DAY));
            self.row(number, (*key, *state, day, is_odd), roster, &mut report);
        }
        report.too_many = self.walk.too_many;
        Ok(report)
    }

    /// Counts a row, sets it aside, or leaves it to the reader of sheets.
    fn row(&mut self, number: u32, (key, state, day, is_odd): (u32, u16, i32, bool), roster: &Roster, report: &mut Report) {
        let [other_period, outside_term, unverified, not_in_office] = &mut report.aside;
        let blank_day = day == NO_DAY && self.plan.reads.date.is_some_and(|(_, optional)| !optional);
        let belongs = match day {
            _ if is_odd || blank_day => Belongs::Odd,
            NO_DAY => self.plan.when.undated(),
            day => self.plan.when.day(day),
        };
        let whom = match belongs {
            Belongs::Odd => Whom::Odd,
            Belongs::No => return other_period.push(number),
            Belongs::Yes => roster.index.get(key),
        };
        let member = match whom {
            Whom::Odd | Whom::Nobody => return report.odd.push((number, key)),
            Whom::NotInOffice => None,
            Whom::Member(member) => Some(member),
        };
        let outside = day != NO_DAY && member.is_some_and(|member| !roster.terms.holds(member, day));
        let fate = self.walk.fate(state, outside);
        match (fate.aside, member) {
            (None, None) => not_in_office.push(number),
            (None, Some(_)) => report.counted += 1,
            (Some(Aside::OutsideTerm), _) => outside_term.push(number),
            (Some(_), _) => unverified.push(number),
        }
        if let (Some(member), Some(kind)) = (member, fate.kind) {
            self.counters.count(member, kind);
        }
    }
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
        let mut own = Plain { counted: 0, aside: whys.into_iter().map(|why| (why, Vec::new())).collect() };
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
    plain.push((roster.opened.source, Plain { counted, aside: vec![(Aside::OutsideTerm.say(), absent)] }));
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
