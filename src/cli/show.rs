//! What is printed: problems and summaries for people on a terminal, or JSON lines for programs.
#![expect(clippy::print_stderr, reason = "the one place that prints, beside progress")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{json, Value};

use super::args::Lang;
use super::progress::Progress;
use super::Exit;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::base::text::{Language, Say};
use crate::fact::evidence::SheetAccount;
use crate::run::Stage;

/// Where and how to print.
pub(super) struct Show {
    pub language: Language,
    json: bool,
    progress: Progress,
}

/// How many problems of one kind are told in full.
const IN_FULL: usize = 3;

impl Show {
    pub fn new(lang: Option<Lang>, json: bool) -> Self {
        let language = lang.map_or_else(environment_language, Lang::language);
        Self { language, json, progress: Progress::new() }
    }

    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a line for people; nothing in JSON mode.
    pub fn line(&self, text: &str) {
        if !self.json {
            out(text);
        }
    }

    /// Prints one of two languages.
    pub fn say(&self, zh: &str, en: &str) {
        self.line(Say::new(zh, en).text(self.language));
    }

    /// Complains in one of two languages.
    pub fn complain_in(&self, zh: &str, en: &str) {
        self.complain(Say::new(zh, en).text(self.language));
    }

    pub fn complain(&self, text: &str) {
        self.progress.finish();
        eprintln!("duly: {}", inert(text));
    }

    /// Shows which step is being made.
    pub fn progress(&self, stage: Stage) {
        if !self.json {
            self.progress.tell(stage, self.language);
        }
    }

    pub fn finish_progress(&self) {
        self.progress.finish();
    }

    /// Problems: JSON lines in order, or grouped by code and column with the first few in full.
    pub fn problems(&self, problems: &[Problem]) {
        self.finish_progress();
        if self.json {
            for problem in problems {
                out(&self.json_problem(problem).to_string());
            }
            return;
        }
        let mut groups: BTreeMap<(bool, &str, &str, &str, u32), Vec<&Problem>> = BTreeMap::new();
        for problem in problems {
            let place = &problem.place;
            let key = (!problem.is_error(), problem.fault.code(), &*place.file, &*place.sheet, place.column);
            groups.entry(key).or_default().push(problem);
        }
        for group in groups.into_values() {
            for problem in group.iter().take(IN_FULL) {
                self.problem(problem);
            }
            let more = group.len().saturating_sub(IN_FULL);
            if more > 0 {
                let cells: Vec<String> = group.iter().skip(IN_FULL).take(12).filter_map(|problem| problem.spot()).collect();
                let dots = if more > 12 { " …" } else { "" };
                let cells = format!("{}{dots}", cells.join(" "));
                self.say(&format!("  另有 {more} 处同类问题：{cells}\n"), &format!("  and {more} more of this kind: {cells}\n"));
            }
        }
    }

    fn problem(&self, problem: &Problem) {
        let severity = problem.fault.severity().id();
        let place = problem.location(self.language);
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        self.line(&format!("{severity}[{}]: {place}{}", problem.fault.code(), problem.message(self.language)));
        for line in &problem.excerpt {
            self.line(line);
        }
        let expected = problem.expected(self.language);
        self.say(&format!("  应为：{expected}"), &format!("  expected: {expected}"));
        if let Some(why) = problem.why(self.language) {
            self.say(&format!("  缘由：{why}"), &format!("  why: {why}"));
        }
        for place in problem.related.iter().take(IN_FULL) {
            let place = problem.told(place, self.language);
            self.say(&format!("  另见：{place}"), &format!("  see also: {place}"));
        }
        let fix = problem.fix(self.language);
        self.say(&format!("  改法：{fix}\n"), &format!("  fix: {fix}\n"));
    }

    fn json_problem(&self, problem: &Problem) -> Value {
        let place = &problem.place;
        let in_rubric = problem.in_rubric();
        let related: Vec<Value> = problem.related.iter().map(|place| json_place(place, in_rubric)).collect();
        json!({
            "type": "problem",
            "code": problem.fault.code(),
            "severity": problem.fault.severity().id(),
            "file": named(&place.file),
            "sheet": named(&place.sheet),
            "cell": place.cell().filter(|_| !in_rubric),
            "line": line_of(place, in_rubric),
            "column": column_of(place, in_rubric),
            "found": problem.found,
            "expected": problem.expected(self.language),
            "fix": problem.fix(self.language),
            "message": problem.message(self.language),
            "why": problem.why(self.language),
            "related": related,
        })
    }

    /// How many errors and warnings, as a sentence.
    pub fn counted(problems: &[Problem]) -> Say {
        let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        let warnings = problems.len() - errors;
        Say::new(format!("{errors} 个错误，{warnings} 个提醒。"), format!("{}, {}.", plural(errors, "error"), plural(warnings, "warning")))
    }

    /// Says it.
    pub fn count(&self, problems: &[Problem]) {
        let count = Self::counted(problems);
        self.say(&count.zh, &count.en);
    }

    /// A JSON line about a file.
    pub fn json_file(&self, file: &str, what: &str) {
        if self.json {
            out(&json!({ "type": "file", "file": file, "message": what }).to_string());
        }
    }

    /// A JSON line of its own kind; nothing for people.
    pub fn json(&self, line: &Value) {
        if self.json {
            out(&line.to_string());
        }
    }

    /// The last JSON line of a command.
    pub fn json_summary(&self, command: &str, exit: Exit, problems: &[Problem], accounts: &[SheetAccount], written: &[String]) {
        if !self.json {
            return;
        }
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        let sheets: Vec<Value> = accounts.iter().map(|account| super::sheets::json(account, self.language)).collect();
        let summary = json!({
            "type": "summary",
            "command": command,
            "exit": exit.number(),
            "errors": errors,
            "warnings": problems.len() - errors,
            "sheets": sheets,
            "written": written,
        });
        out(&summary.to_string());
    }
}

/// A rubric has lines and no cells.
fn json_place(place: &Place, in_rubric: bool) -> Value {
    let (file, sheet) = (named(&place.file), named(&place.sheet));
    if in_rubric {
        json!({ "file": file, "sheet": sheet, "cell": null, "line": line_of(place, true), "column": column_of(place, true) })
    } else {
        json!({ "file": file, "sheet": sheet, "cell": place.cell() })
    }
}

fn line_of(place: &Place, in_rubric: bool) -> Option<u32> {
    (in_rubric && place.row > 0).then_some(place.row)
}

fn column_of(place: &Place, in_rubric: bool) -> Option<u32> {
    (in_rubric && place.column > 0).then_some(place.column)
}

fn named(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn out(text: &str) {
    // A closed pipe (`duly … | head`) is not our failure.
    let _ = writeln!(std::io::stdout().lock(), "{}", inert(text));
}

/// What a file says moves no cursor, colours nothing and sets no title.
fn inert(text: &str) -> Cow<'_, str> {
    let commands = |mark: char| mark.is_control() && mark != '\n' && mark != '\t';
    if text.contains(commands) {
        Cow::Owned(text.replace(commands, "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Chinese where the environment is Chinese; English elsewhere. Windows sets no such variable: Chinese there.
fn environment_language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set {
        Some(value) if value.to_lowercase().starts_with("zh") => Language::Chinese,
        None if cfg!(windows) => Language::Chinese,
        Some(_) | None => Language::English,
    }
}
