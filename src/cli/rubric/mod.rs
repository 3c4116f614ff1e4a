//! `duly rubric check|test|show|schema|diff|list`.

mod diff;
mod paper;

use serde_json::json;

use super::args::{RubricArgs, RubricCommand};
use super::ledger;
use super::show::Show;
use super::Exit;
use crate::base::problem::{in_order, Problem};
use crate::rubric::library::BUILT_IN;
use crate::rubric::words::schema;
use crate::run::{examples, load_rubric, Chosen, Failure};
use crate::score::{check_examples, Mismatch};

pub(super) fn rubric(options: &RubricArgs, show: &mut Show) -> Result<Exit, Failure> {
    match &options.command {
        RubricCommand::Check(named) => each(&named.files, "rubric check", show, true, |chosen, show| {
            let problems = examples(chosen)?;
            let (id, criteria, warnings) = (&chosen.rubric.id, chosen.rubric.criteria.len(), chosen.warnings.len());
            let (zh, en) = match warnings {
                0 => (String::new(), String::new()),
                1 => ("，提醒 1 个".to_owned(), ", 1 warning".to_owned()),
                many => (format!("，提醒 {many} 个"), format!(", {many} warnings")),
            };
            if problems.is_empty() {
                show.say(
                    &format!("{}：{id}，{criteria} 项，无误{zh}", chosen.name),
                    &format!("{}: {id}, {criteria} criteria, no mistakes{en}", chosen.name),
                );
            }
            Ok(problems)
        }),
        RubricCommand::Test(named) => each(&named.files, "rubric test", show, true, |chosen, show| {
            let (run, failed) = check_examples(&chosen.rubric)?;
            let passed = run - failed.len();
            show.say(
                &format!("{}：算例 {run} 个，{passed} 个相符", chosen.name),
                &format!("{}: {passed} of {run} examples agree", chosen.name),
            );
            for mismatch in &failed {
                failing(chosen, mismatch, show);
            }
            examples(chosen)
        }),
        RubricCommand::Show(named) => each(&named.files, "rubric show", show, false, |chosen, show| {
            paper::print(&chosen.rubric, show);
            Ok(Vec::new())
        }),
        RubricCommand::Schema => Ok(print_schema(show)),
        RubricCommand::Diff(options) => diff::diff(options, show),
        RubricCommand::List { files } => list(files, show),
    }
}

/// What a rubric file may hold, for editors.
fn print_schema(show: &Show) -> Exit {
    let schema = schema();
    show.line(&format!("{schema:#}"));
    show.json(&json!({ "type": "schema", "schema": schema }));
    show.json_summary("rubric schema", Exit::Done, &[], &[], &[]);
    Exit::Done
}

/// A failing example: what it says, what comes out, and the steps between.
fn failing(chosen: &Chosen, mismatch: &Mismatch, show: &Show) {
    let rubric = &chosen.rubric;
    let (name, clause) = rubric.criterion(&mismatch.criterion).map_or(("", ""), |criterion| (&criterion.name, &criterion.clause));
    let (expected, found) = (mismatch.expected.text(show.language), mismatch.found.text(show.language));
    show.line(&format!("\n  {name}（{clause}）  {}", mismatch.why));
    show.say(&format!("    算例写的：{expected}    算出的：{found}"), &format!("    the example says: {expected}    comes out: {found}"));
    ledger::steps(show, rubric.rounding, "      ", &mismatch.steps);
    let steps = mismatch.steps.iter();
    let steps = steps.map(|step| json!({ "what": step.what.text(show.language), "after": step.after.as_ref().map(ToString::to_string) }));
    show.json(&json!({
        "type": "example",
        "file": chosen.name,
        "line": mismatch.line,
        "criterion": mismatch.criterion,
        "example": mismatch.why,
        "expected": mismatch.expected.en,
        "found": mismatch.found.en,
        "steps": steps.collect::<Vec<_>>(),
    }));
}

fn each(
    files: &[String],
    command: &str,
    show: &Show,
    told: bool,
    act: impl Fn(&Chosen, &Show) -> Result<Vec<Problem>, Failure>,
) -> Result<Exit, Failure> {
    let (mut problems, mut unopened) = (Vec::new(), Vec::new());
    for file in files {
        match load_rubric(file) {
            Ok(loaded) => {
                problems.extend(loaded.problems);
                for chosen in &loaded.rubrics {
                    problems.extend(act(chosen, show)?);
                    if told {
                        problems.extend(chosen.warnings.iter().cloned());
                    }
                }
            }
            Err(Failure::Io(error)) => unopened.push(error),
            Err(other) => return Err(other),
        }
    }
    let problems = in_order(problems);
    show.problems(&problems);
    // A file that is not there hides no fault of the others.
    for error in &unopened {
        show.complain(&error.to_string());
    }
    let exit = match (unopened.is_empty(), problems.iter().any(Problem::is_error)) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Errors,
        (true, false) => Exit::Done,
    };
    show.json_summary(command, exit, &problems, &[], &[]);
    Ok(exit)
}

fn list(files: &[String], show: &Show) -> Result<Exit, Failure> {
    let names: Vec<String> = if files.is_empty() { BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect() } else { files.to_vec() };
    each(&names, "rubric list", show, false, |chosen, show| {
        let rubric = &chosen.rubric;
        let (from, to) = rubric.in_force;
        let to = to.map(|to| to.to_string()).unwrap_or_default();
        let origin = crate::report::origin_in_words(rubric).text(show.language).to_owned();
        show.line(&format!("{}  {}  {}  {from}–{to}  {}  {origin}", chosen.name, rubric.id, rubric.version, rubric.name));
        show.json(&json!({
            "type": "rubric", "name": chosen.name, "id": rubric.id, "version": rubric.version, "title": rubric.name,
            "from": from.to_string(), "to": rubric.in_force.1.map(|to| to.to_string()), "origin": origin,
        }));
        Ok(Vec::new())
    })
}
