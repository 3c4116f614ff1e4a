//! The whole way from files to standings; it reads as a table of contents.

mod again;
mod awaited;
mod ballots;
mod begin;
mod bulk;
mod compared;
mod corrected;
mod each;
mod edges;
mod failure;
mod figures;
mod flawed;
mod gate;
mod large;
mod left;
mod lists;
mod notice;
mod periods;
mod prepare;
mod previous;
mod results;
mod review;
mod scored;
mod stage;
mod tallied;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::base::period::{Day, Period};
use crate::base::problem::{in_order, Problem};
use crate::base::text::Say;
use crate::change::Compared;
use crate::confidence::{confidence, Chance, Confidence};
use crate::fact::evidence::Evidence;
use crate::fact::{calendars, follow, gather};
use crate::flag::{flags, Findings};
use crate::rank::standing::Outcome;
use crate::report::{EarlierPeriod, FigureValue, FileEntry, PreviousEntry, Published};
use crate::score::card::Scorecard;
use crate::score::{score, Steps};
use crate::sheet;
use crate::sheet::table::{Reading, Source};
use crate::tally::{Listed, Tallies};

use awaited::Awaited;

pub use again::{given, locate, request, Again};
pub use begin::{begin, is_free, Beginning};
pub use bulk::{bulk, Bind, Bulk, Large, Numbers};
pub use corrected::Corrected;
pub use each::{Congresses, Divided};
pub use failure::Failure;
pub use large::check;
#[doc(hidden)]
pub use large::check_from;
pub use periods::{read_periods, PeriodFolders};
pub use prepare::{choose_rubric, examples, is_in_force, load_rubric, one_rubric, Chosen, Loaded};
pub use previous::Previous;
use previous::Recalled;
pub use scored::{crossed, problems_of, read_back, ScoredFolder};
pub use stage::Stage;
pub use tallied::{plan, Planned, TalliesFile};

/// What a user asks for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Rubric: a file, a folder, or the name of a built-in one.
    pub rubric: String,
    /// The name that the rubric is told by, where it is another than the path.
    pub rubric_name: Option<String>,
    /// Tallies that an engine has counted, in place of rows.
    pub tallies: Option<TalliesFile>,
    /// Which of several rubrics of a folder.
    pub rubric_id: Option<String>,
    /// The time assessed, as written.
    pub period: Option<String>,
    /// Today.
    pub as_of: Option<Day>,
    /// Folders of earlier results.
    pub previous: Vec<Previous>,
    /// Score what is sound although there are errors.
    pub draft: bool,
    /// The seed, where chance plays a part.
    pub seed: Option<u64>,
    /// Tell what is other than in earlier results of the same period.
    pub compare: bool,
    /// Make the list for the notice board and scan it: for who writes workbooks.
    pub publish: bool,
    /// Where the inputs of earlier results lie now, where they are not where they were.
    pub elsewhere: Option<PathBuf>,
    /// Chance for telling how sure ranks are; nothing is told without.
    pub chance: Option<Chance>,
    /// Roster columns that name a congress, outermost first, where each is to have a workbook of its own.
    pub each: Vec<String>,
}

/// All that a run found out.
#[derive(Debug)]
pub struct Run {
    /// The rubric and where it came from.
    pub chosen: Chosen,
    /// The time assessed.
    pub period: Period,
    /// Today.
    pub as_of: Day,
    /// Input files.
    pub sources: Vec<Source>,
    /// The table of tallies that was given in place of rows.
    pub tallied: Option<FileEntry>,
    /// Paths left alone, and why.
    pub skipped: Vec<(String, Say)>,
    /// Subjects and entries.
    pub evidence: Evidence,
    /// Counts.
    pub tallies: Tallies,
    /// Scores.
    pub cards: Vec<Scorecard>,
    /// Standings.
    pub outcome: Outcome,
    /// Figures.
    pub figures: Vec<FigureValue>,
    /// What a person should look at.
    pub findings: Findings,
    /// The rows that are followed or listed, by `follow.ID` and `summaries.ID`.
    pub lists: BTreeMap<String, Vec<Listed>>,
    /// Problems, in order.
    pub problems: Vec<Problem>,
    /// Peer groups that are not ranked.
    pub stopped: Vec<String>,
    /// Earlier results that were read.
    pub previous: Vec<PreviousEntry>,
    /// The periods of these that lead up to this one, the last first.
    pub earlier: Vec<EarlierPeriod>,
    /// Scored although there are errors.
    pub draft: bool,
    /// The seed, where one was given.
    pub seed: Option<u64>,
    /// Corrections, and what they did; nothing where there are none.
    pub corrected: Corrected,
    /// What is other than in earlier results of the same period.
    pub compared: Option<Compared>,
    /// How sure the ranks are, where it was asked for.
    pub confidence: Option<Confidence>,
    /// The list for the notice board, where it was asked for.
    pub published: Published,
    /// Roster columns that name a congress, where each is to have a workbook of its own.
    pub each: Vec<String>,
}

/// From files to standings.
pub fn run(request: &Request, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    progress(Stage::Find);
    let found = sheet::find(&request.inputs)?;
    run_on(request, found, progress)
}

/// From files already found to standings.
pub fn run_on(request: &Request, found: sheet::Found, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    match choose_rubric(request, &found.sources) {
        Ok((chosen, period)) => under(request, chosen, period, found, progress),
        Err(failure) => Err(with_those_of(&found, failure)),
    }
}

/// The same files to standings under two rubrics, whether or not they are in force in the period.
pub fn run_both(request: &Request, before: Chosen, after: Chosen, progress: &dyn Fn(Stage)) -> Result<(Run, Run), Failure> {
    progress(Stage::Find);
    let found = sheet::find(&request.inputs)?;
    let period = prepare::period_of(request, &found.sources, &[&after.rubric, &before.rubric]);
    let period = period.map_err(|failure| with_those_of(&found, failure))?;
    let before = under(request, before, period.clone(), found.clone(), progress)?;
    Ok((before, under(request, after, period, found, progress)?))
}

/// A failure with the problems of the files that were found.
fn with_those_of(found: &sheet::Found, failure: Failure) -> Failure {
    match failure {
        Failure::Problems(more) => Failure::Problems(in_order(found.problems.iter().cloned().chain(more).collect())),
        Failure::Io(_) | Failure::Internal(_) => failure,
    }
}

/// From files to standings under this rubric.
fn under(request: &Request, chosen: Chosen, period: Period, found: sheet::Found, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    each::known(&chosen.rubric, &request.each)?;
    let read = |done, rows| progress(Stage::Read { done, of: found.sources.len(), rows });
    let reading = tallied::read(request, &found.sources, &chosen.rubric, &period, &read);
    finished(request, chosen, period, found, reading, progress)
}

/// From what was read to standings.
fn finished(
    request: &Request,
    chosen: Chosen,
    period: Period,
    found: sheet::Found,
    mut reading: Reading,
    progress: &dyn Fn(Stage),
) -> Result<Run, Failure> {
    let mut problems = found.problems;
    let rubric = &chosen.rubric;
    let as_of = request.as_of.unwrap_or(period.to);
    progress(Stage::Gather);
    problems.extend(chosen.warnings.iter().cloned());
    problems.extend(examples(&chosen)?);
    problems.extend(reading.problems.iter().cloned());
    follow(&mut reading, rubric, &period, as_of, &mut problems);
    let mut evidence = gather(&reading, rubric, &period, &mut problems);
    calendars(&mut evidence, &reading.tables, rubric, as_of);
    let Recalled { kept: previous, periods: earlier, same } =
        previous::recall(&request.previous, rubric, &period, &mut evidence.subjects, &mut problems);
    problems.extend(gate::nobody(rubric, &evidence, &reading, &period));
    progress(Stage::Score);
    let counting = tallied::Counting { request, chosen: &chosen, period: &period };
    let tallies = counting.count(&evidence, &mut problems)?;
    let cards = score(rubric, &evidence.subjects, &tallies);
    problems.extend(gate::without_sub_period(rubric, &evidence)?);
    problems.extend(ballots::unlike_turnout(rubric, &evidence, &tallies, counting.place().as_ref()));
    let awaited = Awaited::of(rubric, &evidence, &reading);
    problems.extend(gate::refusals(rubric, &evidence, (&reading, &awaited), &cards)?);
    if request.tallies.is_none() {
        problems.extend(flawed::problems(rubric, &evidence, (&reading, &awaited))?);
    }
    let (stopped, outcome) = edges::standings((request, Steps::Told), rubric, &evidence.subjects, &cards, &mut problems);
    let figures = if request.tallies.is_some() { Vec::new() } else { figures::figures(rubric, &evidence)? };
    let findings = flags(&evidence, rubric);
    let told = |chance: Chance| {
        progress(Stage::Draw(chance.draws));
        confidence(rubric, &evidence, (&tallies, &cards, &outcome), &stopped, chance)
    };
    let confidence = request.chance.filter(|_| request.tallies.is_none()).map(told).transpose()?;
    let lists = lists::of(rubric, &evidence)?;
    let problems = in_order(problems);
    let (sources, draft, seed, each) = (found.sources, request.draft, request.seed, request.each.clone());
    let skipped = found.skipped.into_iter().chain(left::alone(&reading)).collect();
    let corrected = corrected::corrected(&reading, rubric, &evidence, &cards, &outcome, as_of, &counting)?;
    let (compared, published) = (None, Published::default());
    let mut run = Run {
        chosen,
        period,
        as_of,
        sources,
        tallied: request.tallies.as_ref().map(TalliesFile::entry).transpose()?,
        skipped,
        evidence,
        tallies,
        cards,
        outcome,
        figures,
        findings,
        lists,
        problems,
        stopped,
        previous,
        earlier,
        draft,
        seed,
        corrected,
        compared,
        confidence,
        published,
        each,
    };
    notice::put_up(&mut run, request.publish)?;
    if let Some(same) = same.filter(|_| request.compare) {
        compared::compare(&mut run, same, request, progress)?;
    }
    Ok(run)
}
