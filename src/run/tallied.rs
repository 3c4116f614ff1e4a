//! Tallies that an engine counts: the plan for it, and the way on from what came of it.
//!
//! In: a rubric and a period; or the engine's table and the roster. Out: a statement; or the tallies that scoring goes on from.
//! Nothing after tallies knows where they were counted.

use std::path::{Path, PathBuf};

use super::prepare::choose_rubric;
use super::{Chosen, Failure, Request};
use crate::base::period::Period;
use crate::base::place::{slashed, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::fact::evidence::Evidence;
use crate::report::{sha256, FileEntry};
use crate::rubric::model::Rubric;
use crate::sheet;
use crate::sheet::table::{Reading, Source};
use crate::tally::sql::{statement, Dialect, Statement};
use crate::tally::{given, tally, EvidenceFault, Refused, Tallies};

/// A table of tallies.
#[derive(Debug, Clone)]
pub struct TalliesFile {
    /// As given, with `/`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

impl TalliesFile {
    /// A file as it was given.
    pub fn given(path: &Path) -> Self {
        Self { name: slashed(path), path: path.to_owned() }
    }

    /// For the manifest.
    pub(super) fn entry(&self) -> Result<FileEntry, Failure> {
        let bytes = std::fs::read(&self.path).map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", self.name)))?;
        Ok(FileEntry { path: self.name.clone(), sha256: sha256(&bytes) })
    }
}

/// A plan of tallies for an engine.
#[derive(Debug)]
pub struct Planned {
    /// The plan's id, which stands in each row of its result.
    pub id: String,
    /// Id and version of the rubric.
    pub rubric: String,
    /// The period's id.
    pub period: String,
    /// The statement.
    pub statement: Statement,
}

/// The tallies that a rubric needs, as SQL.
pub fn plan(request: &Request, sql: Dialect) -> Result<Planned, Failure> {
    let (chosen, period) = choose_rubric(request, &[])?;
    let rubric = &chosen.rubric;
    let id = id(rubric, &period);
    let statement = statement(rubric, &period, &id, sql).map_err(|unsaid| {
        let problem = |part: crate::tally::sql::Unsaid| {
            let fault = Fault::PlanUnsaid { key: part.key.clone(), why: part.why };
            Problem::new(fault, Place::file(&chosen.name), part.key)
        };
        Failure::Problems(unsaid.into_iter().map(problem).collect())
    })?;
    Ok(Planned { id, rubric: format!("{} {}", rubric.id, rubric.version), period: period.id, statement })
}

/// The same for the same rubric, byte for byte, and period; and for no other.
fn id(rubric: &Rubric, period: &Period) -> String {
    let told = format!("duly.tallies/1\n{}\n{}..{}\n", sha256(rubric.text.as_bytes()), period.from, period.to);
    sha256(told.as_bytes()).chars().take(16).collect()
}

/// Reads the inputs; beside tallies these are the roster alone.
pub(super) fn read(request: &Request, sources: &[Source], rubric: &Rubric, period: &Period, told: &dyn Fn(usize, u64)) -> Reading {
    if request.tallies.is_none() {
        return sheet::read_told(sources, rubric, period, told);
    }
    let mut roster = rubric.clone();
    roster.tables.retain(|table| table.id == rubric.subject.table);
    sheet::read_told(sources, &roster, period, told)
}

/// How evidence becomes tallies: counted row by row, or taken from the engine's table.
#[derive(Clone, Copy)]
pub(super) struct Counting<'c> {
    pub request: &'c Request,
    pub chosen: &'c Chosen,
    pub period: &'c Period,
}

impl Counting<'_> {
    /// The table of tallies, where there is one in place of rows.
    pub fn place(&self) -> Option<Place> {
        self.request.tallies.as_ref().map(|file| Place::file(&file.name))
    }

    /// The tallies of this evidence.
    pub fn count(&self, evidence: &Evidence, problems: &mut Vec<Problem>) -> Result<Tallies, Failure> {
        let rubric = &self.chosen.rubric;
        let Some(file) = &self.request.tallies else { return Ok(tally(evidence, rubric)?) };
        let id = id(rubric, self.period);
        let given = given(&file.path, &id, rubric, self.period, &evidence.subjects)
            .map_err(|refused| Failure::Problems(vec![refusal(refused, &id, &file.name)]))?;
        let place = Place::file(&file.name);
        let sound = given.faults.is_empty() && given.unlike.is_empty();
        problems.extend(given.faults.into_iter().map(|fault| told(fault, place.clone())));
        if !given.unlike.is_empty() {
            let some = given.unlike.iter().take(3).cloned().collect::<Vec<_>>().join("、");
            problems.push(Problem::new(Fault::TalliesRoster { unlike: given.unlike.len() as u64 }, place.clone(), some));
        }
        if sound {
            problems.push(Problem::new(Fault::TalliesAlone { what: left_out(rubric) }, place, ""));
        }
        Ok(given.tallies)
    }
}

/// What rests on rows.
fn left_out(rubric: &Rubric) -> Say {
    let figures = (!rubric.figures.is_empty()).then(|| Say::new("报告中的数（figures）", "figures of the report"));
    let followed = !rubric.follows.is_empty() || !rubric.summaries.is_empty();
    let lists = followed.then(|| Say::new("跟踪和汇总的各行", "rows that are followed or listed"));
    let always = [
        Say::new("履职档案", "dossiers"),
        Say::new("需要留意的线索", "what a person should look at"),
        Say::new("名次的把握（--seed）", "how sure ranks are (--seed)"),
    ];
    let all: Vec<Say> = figures.into_iter().chain(lists).chain(always).collect();
    let joined = |part: fn(&Say) -> &str, mark: &str| all.iter().map(part).collect::<Vec<_>>().join(mark);
    Say::new(joined(|say| &say.zh, "、"), joined(|say| &say.en, ", "))
}

fn refusal(refused: Refused, id: &str, file: &str) -> Problem {
    let (fault, found) = match refused {
        Refused::OtherPlan(found) => (Fault::TalliesOther { id: id.to_owned() }, found),
        Refused::Unreadable(why) => (Fault::TalliesNone { why: Say::new(&why, &why) }, String::new()),
        Refused::Column(name) => {
            let why = Say::new(format!("没有列 {name}，或类型不对"), format!("there is no column `{name}`, or it is of another type"));
            (Fault::TalliesNone { why }, name.to_owned())
        }
        Refused::Row(row) => {
            let why = Say::new(format!("第 {row} 行不是计数方案得出的行"), format!("row {row} is none that the plan gives"));
            (Fault::TalliesNone { why }, row.to_string())
        }
        Refused::CutOff => {
            let why =
                Say::new("末尾缺少关于各表的行，没有导出完整", "the rows about the tables, which stand last, are missing: it is not whole");
            (Fault::TalliesNone { why }, String::new())
        }
    };
    Problem::new(fault, Place::file(file), found)
}

fn told(fault: EvidenceFault, place: Place) -> Problem {
    let what = match fault.what.as_str() {
        "unknown-word" => Say::new("的用语不在办法规定之内", "holds a word that the rubric does not list"),
        "not-a-number" => Say::new("不是至多六位小数的数字", "holds no number with at most six decimals"),
        "not-whole" => Say::new("不是整数", "holds no whole number of the range"),
        "not-a-date" => Say::new("不是 2025-03-05 这样的日期", "holds no date such as 2025-03-05"),
        "not-plain" => Say::new("的文字含有引擎不能照样比较的字符", "holds a text with signs that an engine compares otherwise"),
        "not-a-name" => Say::new("不是单独一个姓名", "holds no single name"),
        "blank" => Say::new("为空", "is blank"),
        "out-of-range" => Say::new("的数超出范围", "holds a number out of its range"),
        "turnout-above" => Say::new(
            "的数大于前一项（应到、实到、发出、收回、有效）",
            "holds more than the number before it (due, present, issued, returned, valid)",
        ),
        "turnout-differs" => Say::new("在同一行（row）的各格中不一致", "is not the same in all cells of a row (`row`)"),
        "turnout-sums" => Say::new("与同一行（row）各项票数的合计不符", "does not agree with the sum of the counts in its row (`row`)"),
        "unknown-subject" => Say::new("不在名册中", "holds a key that is not on the roster"),
        "twice" => Say::new("在名册中不止一行", "stands on the roster more than once"),
        "name-of-two" => Say::new("在名册中不止一人", "holds a name that several on the roster have"),
        "no-sub-period" => Say::new("为空，不知归入哪一段", "is blank, so that its part of the period is not known"),
        other => Say::new(other, other),
    };
    let found = fault.found.unwrap_or_default();
    Problem::new(Fault::TalliesEvidence { table: fault.table, column: fault.column, what, rows: fault.rows }, place, found)
}
