//! What a person should look at: a JSON line each for programs, a count for people.

use serde_json::{json, Map, Value};

use super::show::Show;
use crate::base::text::{Language, Say};
use crate::flag::{Flag, Source};
use crate::report::INTERNAL;
use crate::run::Run;

/// A line each, in JSON mode.
pub(super) fn print(run: &Run, show: &Show) {
    for flag in &run.findings.flags {
        show.json(&line(run, flag, show.language));
    }
}

/// How many there are and where they stand.
pub(super) fn count(run: &Run, show: &Show) {
    let count = run.findings.flags.len();
    if count > 0 {
        show.say(
            &format!("\n供核对事项 {count} 项，见 {INTERNAL}（只是线索，不影响得分）。"),
            &format!("\nTo be looked at by a person: {count}, see {INTERNAL} (leads only; no score changes)."),
        );
    }
}

fn line(run: &Run, flag: &Flag, language: Language) -> Value {
    let subjects = &run.evidence.subjects;
    let who = flag.who.iter().filter_map(|number| subjects.get(usize::try_from(*number).ok()?));
    let figures: Map<String, Value> = flag.figures.iter().map(|figure| (figure.id.to_owned(), figure.value.clone().into())).collect();
    let text = |say: &Say| say.text(language).to_owned();
    json!({
        "type": "flag",
        "kind": flag.kind.id(),
        "who": who.map(|subject| &subject.key).collect::<Vec<_>>(),
        "places": flag.sources.iter().map(place).collect::<Vec<_>>(),
        "figures": figures,
        "message": text(&flag.seen),
        "may-be": text(&flag.kind.innocent()),
    })
}

fn place(source: &Source) -> Value {
    let (place, some) = (&source.place, |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty()));
    json!({ "file": some(&place.file), "sheet": some(&place.sheet), "cell": place.cell(), "to-row": source.to, "text": some(&source.text) })
}
