//! Dimensions, base, bonus, parts, conditions, vetoes, standing.

use super::super::fields::{Fields, Item};
use super::super::model::{
    Base, Comparison, Condition, Dimension, Mandates, Notice, Of, Part, Periods, Standing, TieBreak, Ties, Veto, VetoEffect,
};
use super::rule::range;
use super::stage::{normalise, per, totals};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::Say;

/// A key that names something by its id, and what is made of the id.
type Named<T> = (&'static str, fn(String) -> T);

pub(super) fn part(id: String, fields: Fields) -> Part {
    let part = Part { id, name: fields.text("name"), weight: fields.need_number("weight"), normalise: normalise(&fields) };
    fields.finish();
    part
}

pub(super) fn dimension(id: String, fields: Fields, first_part: &str) -> Dimension {
    let full = fields.number("full");
    let cap = match fields.get("cap") {
        None => full.clone(),
        Some(item) if item.is_text() && item.text().as_deref() == Some("none") => None,
        Some(item) => item.number(),
    };
    let dimension = Dimension {
        id,
        name: fields.text("name"),
        full,
        cap,
        floor: fields.number("floor"),
        weight: fields.number("weight").unwrap_or_else(Exact::one),
        bonus: fields.flag("bonus").unwrap_or(false),
        part: fields.text_or_none("part").unwrap_or_else(|| first_part.to_owned()),
        per: per(&fields),
        totals: totals(&fields),
        normalise: normalise(&fields),
    };
    fields.finish();
    dimension
}

pub(super) fn base(fields: Fields, first_part: &str) -> Base {
    let base = Base {
        points: fields.need_number("points"),
        conditions: conditions(&fields, "if"),
        part: fields.text_or_none("part").unwrap_or_else(|| first_part.to_owned()),
    };
    fields.finish();
    base
}

pub(super) fn bonus_cap(fields: Fields) -> Option<Exact> {
    let cap = fields.number("cap");
    fields.finish();
    cap
}

pub(super) fn conditions(fields: &Fields, key: &'static str) -> Vec<Condition> {
    let item = fields.get(key);
    item.map(|item| if item.is_list() { item.list() } else { vec![item] }).unwrap_or_default().iter().filter_map(condition).collect()
}

fn condition(item: &Item) -> Option<Condition> {
    let fields = item.fields()?;
    let of = what(&fields);
    let over = fields.text_or_none("over");
    let range = Comparison::Range(Box::new(range(&fields)));
    let missing = fields.flag("missing").unwrap_or(false);
    let (is, is_not) = (fields.texts("is"), fields.texts("is-not"));
    let reason = fields.text_or_none("reason");
    let periods = periods(&fields);
    let (of, grades) = of?;
    compared(&fields, &of);
    if over.is_some() && !matches!(of, Of::Count(_) | Of::Criterion(_)) {
        fields.conflict(Say::new("over 只与 count、criterion 同写", "`over` stands beside `count` or `criterion`"));
    }
    let comparison = match &of {
        Of::Veto(_) | Of::Selected => Comparison::Holds,
        Of::Grade => Comparison::Is(grades),
        _ if missing => Comparison::Missing,
        Of::Column(_) if fields.has("is") => Comparison::Is(is),
        Of::Column(_) => Comparison::IsNot(is_not),
        Of::Count(_) | Of::Criterion(_) | Of::Dimension(_) | Of::Part(_) | Of::Total | Of::Exposure | Of::Rank | Of::RankShare => range,
    };
    fields.finish();
    Some(Condition { of, over, comparison, periods, reason })
}

/// What is looked at is compared in one way, and in one that goes with it.
fn compared(fields: &Fields, of: &Of) {
    let ways = ["at-least", "above", "at-most", "below", "missing", "is", "is-not"].into_iter().filter(|way| fields.has(way));
    let ways: Vec<&str> = ways.filter(|way| *way != "missing" || fields.flag("missing") == Some(true)).collect();
    let ends = ways.iter().all(|way| ["at-least", "above", "at-most", "below"].contains(way)) && !ways.is_empty();
    let (sound, zh, en) = match of {
        Of::Veto(_) | Of::Grade | Of::Selected => {
            (ways.is_empty(), "veto、grade、selected 之后不再写比较", "a veto, grade or selection is not compared")
        }
        Of::Column(_) => (
            matches!(ways.as_slice(), ["is" | "is-not" | "missing"]),
            "column 之后须写 is、is-not 或 missing 之一",
            "a column is compared by one of is, is-not, missing",
        ),
        Of::Count(_) | Of::Criterion(_) | Of::Dimension(_) | Of::Part(_) | Of::Total | Of::Exposure | Of::Rank | Of::RankShare => (
            ends || ways == ["missing"],
            "条件须写 at-least、above、at-most、below 之一或两端，或写 missing",
            "a condition needs at-least, above, at-most, below or two of them, or else missing",
        ),
    };
    if !sound {
        fields.conflict(Say::new(zh, en));
    }
}

fn what(fields: &Fields) -> Option<(Of, Vec<String>)> {
    const NAMED: [Named<Of>; 5] =
        [("count", Of::Count), ("criterion", Of::Criterion), ("dimension", Of::Dimension), ("part", Of::Part), ("column", Of::Column)];
    let plain = |of: Of| (of, Vec::new());
    let flags = [("total", Of::Total), ("exposure", Of::Exposure), ("selected", Of::Selected)];
    let mut found = Vec::new();
    for (key, make) in NAMED {
        found.extend(fields.text_or_none(key).map(|id| plain(make(id))));
    }
    for (key, of) in flags {
        found.extend(fields.flag(key).filter(|wanted| *wanted).map(|_| plain(of)));
    }
    found.extend(fields.text_or_none("veto").map(|id| plain(Of::Veto((id != "any").then_some(id)))));
    found.extend(fields.get("grade").map(|item| (Of::Grade, item.texts())));
    found.extend(fields.get("rank").and_then(|item| rank(&item)).map(plain));
    if found.len() != 1 {
        fields.conflict(Say::new(
            "条件只看 count、criterion、dimension、part、total、exposure、column、veto、grade、rank、selected 之一",
            "a condition looks at exactly one of count, criterion, dimension, part, total, exposure, column, veto, grade, rank, selected",
        ));
    }
    found.into_iter().next()
}

/// `rank = true` or `rank = "share"`.
fn rank(item: &Item) -> Option<Of> {
    if item.is_text() {
        return item.choice(&[("share", &Of::RankShare)]).cloned();
    }
    item.flag().filter(|wanted| *wanted).map(|_| Of::Rank)
}

/// In which periods a condition must hold.
fn periods(fields: &Fields) -> Periods {
    let number = |key: &'static str, least: u64| {
        let item = fields.get(key)?;
        let number = item.whole()?;
        if number < least {
            let expected = Say::new(format!("不小于 {least} 的整数"), format!("a whole number not below {least}"));
            item.fault(Fault::RubricValue { expected }, &number.to_string());
        }
        Some(number)
    };
    match (number("running", 2), number("earlier", 1)) {
        (Some(_), Some(_)) => {
            fields.conflict(Say::new("running 与 earlier 只写一个", "write `running` or `earlier`, not both"));
            Periods::This
        }
        (Some(number), None) => Periods::Running(number),
        (None, Some(number)) => Periods::Earlier(number),
        (None, None) => Periods::This,
    }
}

pub(super) fn notice(id: String, fields: Fields) -> Notice {
    let nothing = Condition { of: Of::Total, over: None, comparison: Comparison::Missing, periods: Periods::This, reason: None };
    let notice = Notice {
        id,
        name: fields.text("name"),
        clause: fields.text("clause"),
        condition: fields.need("if").and_then(|item| condition(&item)).unwrap_or(nothing),
        text: fields.text("text"),
    };
    fields.finish();
    notice
}

pub(super) fn veto(id: String, fields: Fields) -> Veto {
    let unless = fields.has("unless");
    let item = if unless { fields.get("unless") } else { fields.need("if") };
    let nothing = Condition { of: Of::Total, over: None, comparison: Comparison::Missing, periods: Periods::This, reason: None };
    let veto = Veto {
        id,
        name: fields.text("name"),
        clause: fields.text("clause"),
        condition: item.and_then(|item| condition(&item)).unwrap_or(nothing),
        unless,
        effect: fields.need("effect").and_then(|item| effect(&item)).unwrap_or(VetoEffect::BarSelection),
    };
    fields.finish();
    veto
}

fn effect(item: &Item) -> Option<VetoEffect> {
    if item.is_table() {
        let fields = item.fields()?;
        let effect = VetoEffect::GradeAtMost(fields.text("grade-at-most"));
        fields.finish();
        return Some(effect);
    }
    let words: [(&str, &VetoEffect); 5] = [
        ("lowest-grade", &VetoEffect::LowestGrade),
        ("zero", &VetoEffect::Zero),
        ("exclude", &VetoEffect::Exclude),
        ("bar-selection", &VetoEffect::BarSelection),
        ("no-grade", &VetoEffect::NoGrade),
    ];
    item.choice(&words).cloned()
}

pub(super) fn standing(fields: Option<Fields>) -> Standing {
    let Some(fields) = fields else {
        return Standing { ties: Ties::Shared, tie_breaks: Vec::new(), list_if: Vec::new(), mandates: Mandates::Each };
    };
    let breaks = fields.get("tie-break").map(|item| item.list()).unwrap_or_default();
    let standing = Standing {
        ties: fields.choice("ties", &[("shared", Ties::Shared), ("dense", Ties::Dense)], Ties::Shared),
        tie_breaks: breaks.iter().filter_map(tie_break).collect(),
        list_if: conditions(&fields, "list-if"),
        mandates: fields.choice("mandates", &[("each", Mandates::Each), ("highest", Mandates::Highest)], Mandates::Each),
    };
    fields.finish();
    standing
}

pub(super) fn tie_break(item: &Item) -> Option<TieBreak> {
    const NAMED: [Named<TieBreak>; 4] =
        [("criterion", TieBreak::Criterion), ("dimension", TieBreak::Dimension), ("part", TieBreak::Part), ("count", TieBreak::Count)];
    let fields = item.fields()?;
    let mut found = None;
    for (key, make) in NAMED {
        if let Some(id) = fields.text_or_none(key) {
            found = Some(make(id));
        }
    }
    fields.finish();
    found
}
