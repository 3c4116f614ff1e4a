//! `duly rubric diff`: what a new version of a rubric says otherwise, and what it would do to whom.

use serde_json::json;

use crate::base::exact::Exact;
use crate::base::problem::{in_order, Problem};
use crate::base::text::Say;
use crate::change::{effect, Effect, Shift, Stand};
use crate::cli::args::DiffArgs;
use crate::cli::changes::stand;
use crate::cli::show::Show;
use crate::cli::Exit;
use crate::report::{alike, changes, selected_in_words, ArticleChange, ChangeKind, Point};
use crate::rubric::model::Rounding;
use crate::run::{examples, is_in_force, one_rubric, run_both, Chosen, Failure, Run};

pub(super) fn diff(options: &DiffArgs, show: &mut Show) -> Result<Exit, Failure> {
    let (before, after) = (one_rubric(&options.before), one_rubric(&options.after));
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        // Mistakes in both are told at once.
        (Err(Failure::Problems(mut problems)), Err(Failure::Problems(more))) => {
            problems.extend(more);
            return Err(Failure::Problems(in_order(problems)));
        }
        (Err(failure), _) | (_, Err(failure)) => return Err(failure),
    };
    said(&before, &after, show);
    let problems = if options.inputs.is_empty() { Vec::new() } else { done(options, before, after, show)? };
    let exit = if problems.iter().any(Problem::is_error) { Exit::Errors } else { Exit::Done };
    show.json_summary("rubric diff", exit, &problems, &[], &[]);
    Ok(exit)
}

/// What is said otherwise.
fn said(before: &Chosen, after: &Chosen, show: &Show) {
    let title = |chosen: &Chosen| format!("{}（{} {}）", chosen.rubric.name, chosen.name, chosen.rubric.version);
    show.line(&format!("{} → {}", title(before), title(after)));
    let changes = changes(&before.rubric, &after.rubric);
    let mut chapter = None;
    for change in &changes {
        if chapter.replace(change.chapter) != Some(change.chapter) {
            show.line(&format!("\n{}", change.chapter.title().text(show.language)));
        }
        told(change, show);
    }
    if changes.is_empty() && alike(&before.rubric, &after.rubric) {
        show.say("\n两份办法没有不同。", "\nThe two rubrics say the same.");
    } else if changes.is_empty() {
        show.say(
            "\n条文没有不同，只有 id、算例的行一类的写法不同。",
            "\nThey say the same; only ids, rows of examples and the like are written otherwise.",
        );
    }
}

fn told(change: &ArticleChange, show: &Show) {
    let kind = match change.kind {
        ChangeKind::Added => Say::new("新增", "added"),
        ChangeKind::Removed => Say::new("删去", "removed"),
        ChangeKind::Changed => Say::new("改动", "changed"),
    };
    show.line(&format!("  〔{}〕{}（{}）", kind.text(show.language), change.title.text(show.language), change.id));
    for point in &change.points {
        line(change.kind, point, show);
    }
    let text = |say: &Option<Say>| say.as_ref().map(|say| say.text(show.language).to_owned());
    let points = change
        .points
        .iter()
        .map(|point| json!({ "label": point.label.text(show.language), "before": text(&point.before), "after": text(&point.after) }));
    show.json(&json!({
        "type": "change",
        "kind": match change.kind {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        },
        "chapter": change.chapter.id(),
        "id": change.id,
        "title": change.title.text(show.language),
        "points": points.collect::<Vec<_>>(),
    }));
}

/// One point: what it was, what it is; of an article that is new or gone only what it says.
fn line(kind: ChangeKind, point: &Point, show: &Show) {
    for (text, which) in [(&point.before, Say::new("（原）", " (was)")), (&point.after, Say::new("（新）", " (now)"))] {
        let Some(text) = text else { continue };
        let which = if kind == ChangeKind::Changed { which } else { Say::default() };
        let (label, which, text) = (point.label.text(show.language), which.text(show.language), text.text(show.language));
        let colon = if label.is_empty() && which.is_empty() { Say::default() } else { Say::new("：", ": ") };
        let head = format!("{label}{which}");
        show.line(&format!("      {}{}{text}", head.trim_start(), colon.text(show.language)));
    }
}

/// What it would do: the inputs scored under both. Gives the problems of the two runs.
fn done(options: &DiffArgs, before: Chosen, after: Chosen, show: &mut Show) -> Result<Vec<Problem>, Failure> {
    let mut failing = examples(&before)?;
    failing.extend(examples(&after)?);
    if !failing.is_empty() && !options.draft {
        show.say("\n算例不符，未试算。\n", "\nNot tried on the inputs: examples fail.\n");
        show.problems(&in_order(failing.clone()));
        return Ok(failing);
    }
    let (before, after) = run_both(&options.request(), before, after, &|stage| show.progress(stage))?;
    let problems = in_order(before.problems.iter().chain(&after.problems).cloned().collect());
    let effect = effect(&before.states(), &after.states());
    show.finish_progress();
    counts(&effect, &after, show);
    for shift in &effect.shifts {
        shifted(shift, after.rubric().rounding, show);
    }
    // Warnings on sheets are for `duly check`; an error leaves somebody out of the comparison.
    let errors: Vec<Problem> = problems.iter().filter(|problem| show.is_json() || problem.is_error()).cloned().collect();
    show.line("");
    show.problems(&errors);
    Ok(problems)
}

fn counts(effect: &Effect, after: &Run, show: &Show) {
    let period = &after.period.id;
    show.say(&format!("\n按 {period} 的表格分别评分"), &format!("\nScored under both on the inputs of {period}"));
    if !is_in_force(after.rubric(), &after.period) {
        show.say("  （新办法当时尚未施行或已停止施行，此处只作试算。）", "  (The new rubric is not in force then; this is a trial.)");
    }
    let Effect { subjects, up, down, same, ranks, grades, selected, .. } = effect;
    show.say(
        &format!("  共 {subjects} 名：总分升 {up}、降 {down}、不变 {same}；名次变 {ranks}，等次变 {grades}，人选变 {selected}"),
        &format!("  {subjects} in all: totals up {up}, down {down}, same {same}; other rank {ranks}, other grade {grades}, other selection {selected}"),
    );
    show.json(&json!({
        "type": "effect", "period": period, "subjects": subjects, "up": up, "down": down, "same": same,
        "ranks": ranks, "grades": grades, "selected": selected,
    }));
}

fn shifted(shift: &Shift, rounding: Rounding, show: &Show) {
    let printed = |number: &Exact| number.print(rounding.decimals, rounding.mode);
    let total = |stand: &Stand| stand.total.as_ref().map_or_else(|| "—".to_owned(), printed);
    let difference = shift.difference().map(|by| format!("{}{}", if by.is_positive() { "+" } else { "" }, printed(&by)));
    let mut parts = vec![two(shift, &total).map_or_else(
        || shift.after.as_ref().map(total).unwrap_or_default(),
        |change| format!("{change}{}", difference.as_ref().map(|by| format!("（{by}）")).unwrap_or_default()),
    )];
    let rank = |stand: &Stand| stand.rank.map_or_else(|| "—".to_owned(), |rank| format!("#{rank}"));
    let grade = |stand: &Stand| stand.grade.clone().unwrap_or_else(|| "—".to_owned());
    let selected = |stand: &Stand| selected_in_words(stand.selected).text(show.language).to_owned();
    parts.extend([two(shift, &rank), two(shift, &grade), two(shift, &selected)].into_iter().flatten());
    let peer = if shift.peer.is_empty() { String::new() } else { format!("，{}", shift.peer) };
    show.line(&format!("  {}（{}{peer}）  {}", shift.name, shift.key, parts.join("  ")));
    show.json(&json!({
        "type": "shift",
        "key": shift.key,
        "name": shift.name,
        "peer": shift.peer,
        "difference": shift.difference().map(|by| by.to_string()),
        "before": shift.before.as_ref().map(stand),
        "after": shift.after.as_ref().map(stand),
    }));
}

/// `before → after`, where they differ.
fn two(shift: &Shift, of: &dyn Fn(&Stand) -> String) -> Option<String> {
    let side = |stand: &Option<Stand>| stand.as_ref().map_or_else(|| "×".to_owned(), of);
    let (before, after) = (side(&shift.before), side(&shift.after));
    (before != after).then(|| format!("{before} → {after}"))
}
