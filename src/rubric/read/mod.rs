//! TOML to [`Rubric`]: the whole file is read, every mistake is collected.

#[cfg(test)]
mod asked;
mod composition;
mod example;
mod following;
mod measure;
mod places;
mod points;
mod publication;
mod rule;
mod stage;
mod table;

use toml::de::DeTable;

use super::check;
use super::fields::{Fields, Item, Reader};
use super::model::{Blend, Effect, Effects, Missing, Part, Rounding, Rubric, Scope, Shares, Source, SubjectRule, TermColumns};
use super::words::{Kind, ROOT};
use crate::base::exact::{Exact, RoundMode};
use crate::base::period::{Counted, Day, Period};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{Language, Say};

static FILE: Kind = Kind::Table(&ROOT);

/// A rubric without mistakes, and what its author should look at.
#[derive(Debug)]
pub struct Sound {
    /// The rubric.
    pub rubric: Rubric,
    /// Warnings: it is read as it stands, but perhaps not as it was meant.
    pub warnings: Vec<Problem>,
}

/// Reads a rubric; `file` is the name to print in problems.
pub fn read(file: &str, text: &str) -> Result<Sound, Vec<Problem>> {
    let mut reader = Reader::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reader.syntax(error);
    }
    if errors.is_empty() {
        reader.beyond();
    }
    let rubric = rubric(&Fields::new(&reader, root.get_ref(), 0..0, Some(&FILE)), text);
    check::check(&rubric, &reader, root.get_ref());
    if reader.is_sound() {
        check::doubts(&rubric, &reader, root.get_ref());
        Ok(Sound { rubric, warnings: reader.into_problems() })
    } else {
        Err(reader.into_problems())
    }
}

fn rubric(root: &Fields, text: &str) -> Rubric {
    let head = root.need("rubric").and_then(|item| item.fields());
    let effects = root.get("no-value").map_or(DEFAULT_EFFECTS, |item| effects(&item, DEFAULT_EFFECTS));
    let parts: Vec<Part> = by_id(root, "parts", |id, fields| composition::part(id, fields));
    let blend = blend(root, !parts.is_empty());
    let parts = if parts.is_empty() { vec![whole()] } else { parts };
    let first_part = parts.first().map(|part| part.id.clone()).unwrap_or_default();
    let mut rubric = Rubric {
        id: String::new(),
        name: String::new(),
        version: String::new(),
        in_force: (Day::default(), None),
        locale: Language::Chinese,
        issuer: None,
        period: None,
        subject: SubjectRule::default(),
        peers: Vec::new(),
        groups: Vec::new(),
        exposure: Counted::Days,
        rounding: Rounding { decimals: 2, mode: RoundMode::HalfUp, rank_on_rounded: true, grade_on_rounded: true },
        shares: Shares::default(),
        leaves: Vec::new(),
        source: Source::default(),
        tables: by_id(root, "tables", table::table),
        dimensions: by_id(root, "dimensions", |id, fields| composition::dimension(id, fields, &first_part)),
        criteria: by_id(root, "criteria", |id, fields| rule::criterion(id, fields, effects)),
        counts: by_id(root, "counts", rule::count),
        base: root.get("base").and_then(|item| item.fields()).map(|fields| composition::base(fields, &first_part)),
        bonus_cap: root.get("bonus").and_then(|item| item.fields()).and_then(composition::bonus_cap),
        parts,
        blend,
        vetoes: by_id(root, "vetoes", composition::veto),
        standing: composition::standing(root.get("standing").and_then(|item| item.fields())),
        grades: root.get("grades").map(|item| item.list()).unwrap_or_default().iter().filter_map(places::grade).collect(),
        selection: root.get("selection").and_then(|item| item.fields()).map(places::selection),
        fairness: root.get("fairness").and_then(|item| item.fields()).map(places::fairness),
        notices: by_id(root, "notices", composition::notice),
        publication: root.get("publication").and_then(|item| item.fields()).map(publication::publication),
        figures: by_id(root, "figures", rule::figure),
        follows: by_id(root, "follow", following::follow),
        calendars: by_id(root, "calendar", following::calendar),
        summaries: by_id(root, "summaries", following::summary),
        text: text.to_owned(),
    };
    if let Some(head) = head {
        read_head(&mut rubric, head);
    }
    following::made(&mut rubric);
    known_sections(root);
    rubric
}

/// A file with more unknown sections than these is no rubric, and the rest tells nothing more.
const MOST_UNKNOWN: usize = 100;

/// Sections are asked for above; anything else at the top is a mistake.
fn known_sections(root: &Fields) {
    let known = root.known();
    let unknown = root.entries().into_iter().filter(|(name, _)| !known.contains(name));
    for (name, item) in unknown.take(MOST_UNKNOWN) {
        let nearest = super::fields::nearest(&name, &known);
        item.fault(Fault::RubricUnknownKey { known: known.clone(), nearest }, &name);
    }
}

const EXPOSURE: [(&str, Counted); 3] =
    [("days", Counted::Days), ("months-begun", Counted::MonthsBegun), ("months-full", Counted::MonthsFull)];

fn read_head(rubric: &mut Rubric, head: Fields) {
    rubric.id = head.filled("id");
    rubric.name = head.filled("name");
    rubric.version = head.filled("version");
    rubric.in_force = head.need("in-force").and_then(|item| item.fields()).map(in_force).unwrap_or_default();
    rubric.locale = head.choice("locale", &[("zh", Language::Chinese), ("en", Language::English)], Language::Chinese);
    rubric.issuer = head.text_or_none("issuer");
    rubric.period = head.get("period").and_then(|item| period(&item));
    rubric.peers = head.texts("peers");
    rubric.groups = head.texts("groups");
    rubric.leaves = head.texts("leaves");
    rubric.exposure = head.choice("exposure", &EXPOSURE, Counted::Days);
    if let Some(fields) = head.need("subject").and_then(|item| item.fields()) {
        rubric.subject = subject(fields);
    }
    if let Some(fields) = head.get("rounding").and_then(|item| item.fields()) {
        rubric.rounding = rounding(fields);
    }
    if let Some(fields) = head.get("shares").and_then(|item| item.fields()) {
        rubric.shares = shares(fields);
    }
    if let Some(fields) = head.get("source").and_then(|item| item.fields()) {
        rubric.source = source(&fields);
        fields.finish();
    }
    head.finish();
}

fn source(fields: &Fields) -> Source {
    Source {
        title: fields.text_or_none("title"),
        url: fields.text_or_none("url"),
        note: fields.text_or_none("note"),
        body: fields.text_or_none("body"),
        scope: fields
            .get("scope")
            .and_then(|item| item.choice(&[("complete", Scope::Complete), ("part", Scope::Part), ("model", Scope::Model)])),
    }
}

fn in_force(fields: Fields) -> (Day, Option<Day>) {
    let from = fields.need("from").and_then(|item| item.day()).unwrap_or_default();
    let to = fields.get("to").and_then(|item| item.day());
    fields.finish();
    (from, to)
}

pub(super) fn period(item: &Item) -> Option<Period> {
    let text = item.text()?;
    let period = Period::parse(&text);
    if period.is_none() {
        let expected = Say::new("考核期，如 2025-H1", "a period such as 2025-H1");
        item.fault(Fault::RubricValue { expected }, &text);
    }
    period
}

fn subject(fields: Fields) -> SubjectRule {
    let term = fields.get("term").and_then(|item| item.fields()).map(term).unwrap_or_default();
    let rule = SubjectRule {
        table: fields.text("table"),
        name: fields.text("name"),
        key: fields.need("key").map(|item| item.some_texts()).unwrap_or_default(),
        called: fields.text_or_none("called").unwrap_or_default(),
        term,
        mandate: fields.text_or_none("mandate"),
        tell_apart: fields.texts("tell-apart"),
    };
    fields.finish();
    rule
}

fn term(fields: Fields) -> TermColumns {
    let columns = TermColumns {
        from: fields.text_or_none("from"),
        to: fields.text_or_none("to"),
        pause: fields.text_or_none("pause"),
        resume: fields.text_or_none("resume"),
    };
    fields.finish();
    columns
}

const MODES: [(&str, RoundMode); 3] = [("half-up", RoundMode::HalfUp), ("half-even", RoundMode::HalfEven), ("down", RoundMode::Down)];

fn shares(fields: Fields) -> Shares {
    let usual = Shares::default();
    let shares = Shares {
        decimals: fields.get("decimals").and_then(|item| decimals(&item)).unwrap_or(usual.decimals),
        mode: fields.choice("mode", &MODES, usual.mode),
        hundred: fields.flag("hundred").unwrap_or(usual.hundred),
    };
    fields.finish();
    shares
}

fn rounding(fields: Fields) -> Rounding {
    const LOOKED_AT: [(&str, bool); 2] = [("rounded", true), ("exact", false)];
    let rounding = Rounding {
        decimals: fields.get("decimals").and_then(|item| decimals(&item)).unwrap_or(2),
        mode: fields.choice("mode", &MODES, RoundMode::HalfUp),
        rank_on_rounded: fields.choice("rank-on", &LOOKED_AT, true),
        grade_on_rounded: fields.choice("grade-on", &LOOKED_AT, true),
    };
    fields.finish();
    rounding
}

fn decimals(item: &Item) -> Option<u32> {
    let decimals = item.whole()?;
    if decimals > 6 {
        let expected = Say::new("0 到 6 的整数", "a whole number from 0 to 6");
        item.fault(Fault::RubricValue { expected }, &decimals.to_string());
    }
    u32::try_from(decimals).ok()
}

fn blend(root: &Fields, declared: bool) -> Blend {
    let missing = root.get("blend").and_then(|item| item.fields()).map(|fields| {
        let missing = fields.choice("missing", &MISSING, Missing::Refuse);
        fields.finish();
        missing
    });
    Blend { declared, missing: missing.unwrap_or(Missing::Refuse) }
}

/// What something without value does to what it is part of.
const MISSING: [(&str, Missing); 3] = [("refuse", Missing::Refuse), ("zero", Missing::Zero), ("renormalise", Missing::Renormalise)];

fn whole() -> Part {
    Part { id: "total".into(), name: String::new(), weight: Exact::one(), normalise: None }
}

/// Reads a table whose keys are ids, in order of the file.
fn by_id<'r, 't, T>(root: &Fields<'r, 't>, key: &'static str, read: impl Fn(String, Fields<'r, 't>) -> T) -> Vec<T> {
    let entries = root.get(key).and_then(|item| item.fields()).map(|fields| fields.entries()).unwrap_or_default();
    entries.into_iter().filter_map(|(id, item)| Some(read(id, item.fields()?))).collect()
}

const DEFAULT_EFFECTS: Effects = Effects {
    not_required: Effect::Renormalise,
    excused: Effect::Renormalise,
    not_in_office: Effect::Renormalise,
    not_recorded: Effect::Refuse,
};

fn effects(item: &Item, inherited: Effects) -> Effects {
    const EFFECTS: [(&str, Effect); 5] = [
        ("zero", Effect::Zero),
        ("full", Effect::Full),
        ("skip", Effect::Skip),
        ("renormalise", Effect::Renormalise),
        ("refuse", Effect::Refuse),
    ];
    let Some(fields) = item.fields() else { return inherited };
    let effects = Effects {
        not_required: fields.choice("not-required", &EFFECTS, inherited.not_required),
        excused: fields.choice("excused", &EFFECTS, inherited.excused),
        not_in_office: fields.choice("not-in-office", &EFFECTS, inherited.not_in_office),
        not_recorded: fields.choice("not-recorded", &EFFECTS, inherited.not_recorded),
    };
    fields.finish();
    effects
}
