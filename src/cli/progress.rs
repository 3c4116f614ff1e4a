//! How far long work has come: a moving line or a bar on a terminal, plain lines in a log.
//!
//! The time left is a guess of the clock's, so it stands on terminals only.
#![expect(clippy::print_stderr, reason = "progress goes to standard error")]

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::text::{Language, Say};
use crate::run::Stage;

/// Work of fewer steps is over before a log would tell of it.
const LONG: usize = 100;
/// A log gets a line every so many per cent.
const EVERY: usize = 10;

/// Shows progress.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The last line of a log: of which work, and at how many per cent.
    logged: Mutex<Option<(Work, usize)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Read,
    Bind,
    Count,
    Rank,
    Invent,
}

impl Progress {
    pub fn new() -> Self {
        Self { bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()), logged: Mutex::new(None) }
    }

    /// The step that is being made.
    pub fn tell(&self, stage: Stage, language: Language) {
        let say = said(stage);
        let message = say.text(language);
        if std::io::stderr().is_terminal() {
            self.draw(stage, message);
        } else if let Some(percent) = self.due(stage) {
            eprintln!("{message} {percent} %");
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn draw(&self, stage: Stage, message: &str) {
        let template = match counted(stage) {
            Some((_, done, of)) => {
                self.bar.set_length(of as u64);
                self.bar.set_position(done as u64);
                if done == 0 {
                    self.bar.reset_eta();
                }
                "{spinner} {msg} [{bar:30}] {percent} % {eta}"
            }
            None => "{spinner} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.enable_steady_tick(Duration::from_millis(120));
        self.bar.set_message(message.to_owned());
    }

    /// At how many per cent a line of a log is due; none where it is not.
    fn due(&self, stage: Stage) -> Option<usize> {
        let (work, done, of) = counted(stage).filter(|(_, _, of)| *of >= LONG)?;
        let percent = (done * 100).checked_div(of)? / EVERY * EVERY;
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        let last = logged.filter(|(known, _)| *known == work);
        // A second folder is read from the beginning again.
        let is_due = last.is_none_or(|(_, known)| percent != known);
        *logged = Some((work, percent));
        is_due.then_some(percent)
    }
}

/// The work, steps done and steps to be done.
fn counted(stage: Stage) -> Option<(Work, usize, usize)> {
    match stage {
        Stage::Read { done, of, .. } => Some((Work::Read, done, of)),
        Stage::Bind { done, of } => Some((Work::Bind, done, of)),
        Stage::Count(done, of) => {
            Some((Work::Count, usize::try_from(done).unwrap_or(usize::MAX), usize::try_from(of).unwrap_or(usize::MAX)))
        }
        Stage::Rank(done, of) => Some((Work::Rank, done, of)),
        Stage::Invent(done, of) => Some((Work::Invent, done, of)),
        Stage::Find | Stage::Gather | Stage::Score | Stage::Draw(_) | Stage::Write => None,
    }
}

fn said(stage: Stage) -> Say {
    match stage {
        Stage::Find => Say::new("查找文件…", "Finding files…"),
        Stage::Read { done, of, rows } => {
            Say::new(format!("读取文件 {done}/{of}，{rows} 行…"), format!("Reading files {done}/{of}, {rows} rows…"))
        }
        Stage::Gather => Say::new("核对姓名、归集依据…", "Matching people…"),
        Stage::Score => Say::new("计数、评分、排名…", "Counting, scoring, ranking…"),
        Stage::Draw(draws) => {
            Say::new(format!("抽样 {draws} 次，看名次有多大把握…"), format!("Drawing {draws} times to see how sure ranks are…"))
        }
        Stage::Count(done, of) => Say::new(format!("计数 {done}/{of} 行…"), format!("Counting {done} of {of} rows…")),
        Stage::Rank(done, of) => Say::new(format!("评分、排名 {done}/{of} 组…"), format!("Scoring and ranking {done} of {of} groups…")),
        Stage::Invent(done, of) => Say::new(format!("编造 {done}/{of} 个大会…"), format!("Making up {done} of {of} congresses…")),
        Stage::Write => Say::new("写出工作簿…", "Writing workbooks…"),
        Stage::Bind { done, of } => Say::new(
            format!("写出各单位工作簿 {done}/{of}（可以中断，再运行一次会接着写）…"),
            format!("Writing a workbook each {done}/{of} (may be stopped; the same command goes on)…"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(stages: impl Iterator<Item = Stage>) -> Vec<usize> {
        let progress = Progress::new();
        stages.filter_map(|stage| progress.due(stage)).collect()
    }

    #[test]
    fn a_log_gets_a_line_every_ten_per_cent_and_none_for_short_work() {
        let tens: Vec<usize> = (0..=10).map(|ten| ten * 10).collect();
        assert_eq!(lines((0..=40_000).map(|done| Stage::Bind { done, of: 40_000 })), tens);
        assert_eq!(lines((0..=100).map(|done| Stage::Read { done, of: 100, rows: 1 })), tens);
        assert_eq!(lines((0..=99).map(|done| Stage::Bind { done, of: 99 })), [0_usize; 0]);
        assert_eq!(lines([Stage::Find, Stage::Gather, Stage::Score, Stage::Draw(100), Stage::Write].into_iter()), [0_usize; 0]);
        let both =
            (0..=100).flat_map(|done| [Stage::Read { done, of: 100, rows: 1 }]).chain((0..=200).map(|done| Stage::Bind { done, of: 200 }));
        assert_eq!(lines(both), [&tens[..], &tens[..]].concat());
    }
}
