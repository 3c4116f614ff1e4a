//! `per`, `total-floor`, `total-cap` and `normalise`: of criteria, dimensions and parts.

use super::super::fields::{Fields, Item};
use super::super::model::{Method, Normalise, Per, Totals, Within};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::Say;

pub(super) fn per(fields: &Fields) -> Option<Per> {
    let words = [Per::Year, Per::HalfYear, Per::Quarter, Per::Month].map(|per| (per.word(), per));
    fields.get("per")?.choice(&words)
}

pub(super) fn totals(fields: &Fields) -> Totals {
    let totals = Totals { floor: fields.number("total-floor"), cap: fields.number("total-cap") };
    if !fields.has("per") && totals != Totals::default() {
        fields.conflict(Say::new(
            "total-floor、total-cap 与 per 同写；没有 per 的写 floor、cap",
            "`total-floor` and `total-cap` stand beside `per`; without it write `floor` and `cap`",
        ));
    }
    totals
}

pub(super) fn normalise(fields: &Fields) -> Option<Normalise> {
    let item = fields.get("normalise")?;
    let fields = item.fields()?;
    let method = method(&fields);
    let within = fields.text_or_none("within").unwrap_or_else(|| "peer".to_owned());
    let to = fields.get("to").and_then(|item| ends(&item, false));
    let if_alone = fields.number("if-alone");
    if if_alone.is_none() && !fields.has("if-alone") && !matches!(method, Some(Method::Goalposts(..)) | None) {
        fields.fault(Fault::RubricMissingKey { key: "if-alone".into() }, "");
    }
    fields.finish();
    let within = if within == "peer" { Within::Peer } else { Within::Group(within) };
    Some(Normalise { method: method?, within, to, if_alone })
}

/// Reads the keys that one method needs; they are no keys of the others.
type Reads = fn(&Fields) -> Option<Method>;

fn method(fields: &Fields) -> Option<Method> {
    const METHODS: [(&str, Reads); 5] = [
        ("goalposts", goalposts),
        ("highest", |_| Some(Method::Highest)),
        ("min-max", |_| Some(Method::MinMax)),
        ("percentile", |_| Some(Method::Percentile)),
        ("z-score", |fields| Some(z_score(fields))),
    ];
    fields.need("method")?.choice(&METHODS)?(fields)
}

fn goalposts(fields: &Fields) -> Option<Method> {
    let (from, to) = fields.need("from").and_then(|item| ends(&item, true))?;
    Some(Method::Goalposts(from, to))
}

fn z_score(fields: &Fields) -> Method {
    let at = fields.number("at").unwrap_or_else(Exact::zero);
    Method::ZScore { at, spread: fields.number("spread").unwrap_or_else(Exact::one) }
}

/// Two numbers that differ; where they may fall, the higher one may stand first.
fn ends(item: &Item, may_fall: bool) -> Option<(Exact, Exact)> {
    let list = if item.is_list() { item.list() } else { Vec::new() };
    let pair = match list.as_slice() {
        [low, high] => low.number().zip(high.number())?,
        _ => return item.pair(),
    };
    if pair.0 == pair.1 || pair.0 > pair.1 && !may_fall {
        let why = Say::new("两端须不同，下限在前", "the two ends differ, and the lower one stands first");
        item.fault(Fault::RubricConflict { why }, "");
    }
    Some(pair)
}
