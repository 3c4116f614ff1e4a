//! `measure = …`: what number is got from the rows.

use super::super::fields::{Fields, Item};
use super::super::model::{Ballots, LeastTurnout, Measure, Missing, NoRows, NoValue, Poll, Range, Share, Weights, TABLE};
use super::rule::NO_VALUES;
use super::MISSING;
use crate::base::text::Say;

/// The measure, what no row at all means, and what too few ballots mean.
pub(super) fn measure(item: &Item) -> Option<(Measure, NoRows, NoValue)> {
    if item.is_text() {
        return item.choice(&[("count", ())]).map(|()| (Measure::Count, NoRows::Zero, NoValue::NotRecorded));
    }
    let fields = item.fields()?;
    let few = fields.choice("few", &NO_VALUES, NoValue::NotRecorded);
    let measure = kind(&fields);
    let no_rows = match &measure {
        Measure::Count | Measure::Sum(_) | Measure::Distinct(_) => NoRows::Zero,
        Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Mean { .. }
        | Measure::Rating { .. }
        | Measure::Value(_)
        | Measure::Last(_) => NoRows::NoValue(NoValue::NotRecorded),
    };
    fields.finish();
    Some((measure, no_rows, few))
}

fn kind(fields: &Fields) -> Measure {
    let named = |key| fields.text_or_none(key);
    if let Some(column) = named("sum") {
        Measure::Sum(column)
    } else if let Some(column) = named("distinct") {
        Measure::Distinct(column)
    } else if let Some(column) = named("share-of") {
        Measure::Share(share(column, fields))
    } else if let Some(done) = named("ratio") {
        Measure::Ratio { done, planned: fields.text("over") }
    } else if let Some(column) = named("mean") {
        mean(column, fields)
    } else if let Some(column) = named("value") {
        Measure::Value(column)
    } else if let Some(column) = named("last") {
        Measure::Last(column)
    } else {
        rating(fields.text("rating"), fields)
    }
}

fn share(column: String, fields: &Fields) -> Share {
    Share {
        column,
        credit: fields.need("credit").map(|item| item.numbers_by_word()).unwrap_or_default(),
        excused: fields.texts("excused"),
        not_required: fields.texts("not-required"),
    }
}

fn mean(column: String, fields: &Fields) -> Measure {
    let trim = fields.number("trim");
    let ballots = ballots(fields);
    if trim.is_some() && ballots.weights.is_some() {
        fields.conflict(Say::new("trim 与 weights 不同写", "`trim` does not stand beside `weights`"));
    }
    Measure::Mean { column, ballots, trim }
}

fn rating(column: String, fields: &Fields) -> Measure {
    Measure::Rating {
        column,
        values: fields.need("values").map(|item| item.numbers_by_word()).unwrap_or_default(),
        not_counted: fields.texts("not-counted"),
        ballots: ballots(fields),
    }
}

fn ballots(fields: &Fields) -> Ballots {
    let missing = fields.choice("missing", &MISSING, Missing::Refuse);
    let minimum_each = fields.whole("minimum-each").unwrap_or(1);
    let weights = fields.get("weights").and_then(|item| weights(&item, missing, minimum_each));
    for key in ["missing", "minimum-each"].into_iter().filter(|key| fields.has(key) && !fields.has("weights")) {
        fields.conflict(Say::new(format!("{key} 只与 weights 同写"), format!("`{key}` stands beside `weights`")));
    }
    let turnout = fields.get("turnout").and_then(|item| item.fields()).map(least_turnout);
    Ballots { minimum: fields.whole("minimum").unwrap_or(1), turnout, weights }
}

fn least_turnout(fields: Fields) -> LeastTurnout {
    let polls = Poll::ALL.map(|poll| (poll.id(), poll));
    let poll = |key, otherwise| fields.need(key).and_then(|item| item.choice(&polls)).unwrap_or(otherwise);
    let range = Range { at_least: fields.number("at-least"), above: fields.number("above"), ..Range::default() };
    if range.is_open() || range.is_double() {
        fields.conflict(Say::new("turnout 写 at-least、above 之一", "`turnout` has one of `at-least` and `above`"));
    }
    let least = LeastTurnout { of: poll("of", Poll::Present), over: poll("over", Poll::Due), range };
    fields.finish();
    least
}

fn weights(item: &Item, missing: Missing, minimum_each: u64) -> Option<Weights> {
    let fields = item.fields()?;
    let mut columns = fields.entries().into_iter();
    let Some((column, of)) = columns.next() else {
        fields.conflict(Say::new("weights 须写一列", "`weights` names one column"));
        return None;
    };
    if columns.next().is_some() {
        fields.conflict(Say::new("weights 只写一列", "`weights` names one column only"));
    }
    let column = if column == "table" { TABLE.to_owned() } else { column };
    Some(Weights { column, of: of.numbers_by_word(), missing, minimum_each })
}
