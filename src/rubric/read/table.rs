//! `[tables.ID]`.

use super::super::fields::Fields;
use super::super::model::{Blank, Column, ColumnKind, NoValue, Origin, Outside, Poll, Table, Turnout, Whole, Wide};
use super::rule::{filters, NO_VALUES};
use crate::base::problem::Fault;
use crate::base::text::Say;

pub(super) fn table(id: String, fields: Fields) -> Table {
    let across = fields.text_or_none("across");
    let cell = fields.text_or_none("cell");
    if across.is_some() != cell.is_some() {
        fields.conflict(Say::new("across 与 cell 须同时写", "`across` and `cell` go together"));
    }
    let wide = across.zip(cell).map(|(across, cell)| Wide { across, cell });
    let columns = fields.need("columns").and_then(|item| item.fields()).map(|fields| fields.entries()).unwrap_or_default();
    let columns = columns.into_iter().filter_map(|(id, item)| Some(column(id, item.fields()?, wide.as_ref()))).collect();
    let table = Table {
        id,
        sheets: fields.need("sheet").map(|item| item.some_texts()).unwrap_or_default(),
        columns,
        optional: fields.flag("optional").unwrap_or(false),
        wide,
        ignore: fields.texts("ignore"),
        keep: fields.get("where").map(|item| filters(&item)).unwrap_or_default(),
        exclude_self: fields.choice("self", &[("exclude", true), ("include", false)], true),
        turnout: fields.get("turnout").and_then(|item| item.fields()).map(turnout),
        made: false,
    };
    fields.finish();
    table
}

fn turnout(fields: Fields) -> Turnout {
    let columns = Poll::ALL.into_iter().filter_map(|poll| Some((poll, fields.text_or_none(poll.id())?))).collect();
    let turnout = Turnout { columns, void: fields.texts("void") };
    fields.finish();
    turnout
}

fn column(id: String, fields: Fields, wide: Option<&Wide>) -> Column {
    const ORIGINS: [(&str, Origin); 3] = [("header", Origin::Header), ("sheet", Origin::Sheet), ("folder", Origin::Folder)];
    const WHOLE: [(&str, Whole); 3] = [("up", Whole::Up), ("down", Whole::Down), ("half-up", Whole::HalfUp)];
    let in_cell = wide.is_some_and(|wide| wide.cell == id);
    let across = wide.is_some_and(|wide| wide.across == id);
    let origin = fields.choice("from", &ORIGINS, if across { Origin::Header } else { Origin::Column });
    let headers = fields.texts("header");
    if headers.is_empty() && origin == Origin::Column && !in_cell {
        fields.fault(Fault::RubricMissingKey { key: "header".into() }, &id);
    }
    let column = Column {
        id,
        headers,
        kind: kind(&fields),
        origin,
        optional: fields.flag("optional").unwrap_or(false),
        role: fields.text_or_none("role"),
        blank: blank(&fields, in_cell),
        between: fields.get("between").and_then(|item| item.pair()),
        outside: fields.choice("outside", &[("error", Outside::Error), ("set-aside", Outside::SetAside)], Outside::Error),
        units: fields.get("units").map(|item| item.numbers_by_word()).unwrap_or_default(),
        whole: fields.get("whole").and_then(|item| item.choice(&WHOLE)),
        only_with: fields.text_or_none("only-with"),
        fill_down: fields.flag("fill-down").unwrap_or(false),
    };
    fields.finish();
    column
}

fn kind(fields: &Fields) -> ColumnKind {
    #[derive(Clone, Copy)]
    enum Kind {
        Text,
        Number,
        Count,
        Date,
        Word,
        Name,
        Names,
        Key,
        Secret,
    }
    const KINDS: [(&str, Kind); 9] = [
        ("text", Kind::Text),
        ("number", Kind::Number),
        ("count", Kind::Count),
        ("date", Kind::Date),
        ("word", Kind::Word),
        ("name", Kind::Name),
        ("names", Kind::Names),
        ("key", Kind::Key),
        ("secret", Kind::Secret),
    ];
    let words = fields.get("words");
    let kind = fields.need("type").and_then(|item| item.choice(&KINDS)).unwrap_or(Kind::Text);
    match kind {
        Kind::Text => ColumnKind::Text,
        Kind::Number => ColumnKind::Number,
        Kind::Count => ColumnKind::Count,
        Kind::Date => ColumnKind::Date,
        Kind::Name => ColumnKind::Name,
        Kind::Names => ColumnKind::Names,
        Kind::Key => ColumnKind::Key,
        Kind::Secret => ColumnKind::Secret,
        Kind::Word => {
            if words.is_none() {
                fields.fault(Fault::RubricMissingKey { key: "words".into() }, "");
            }
            let entries = words.and_then(|item| item.fields()).map(|fields| fields.entries()).unwrap_or_default();
            ColumnKind::Word(entries.into_iter().map(|(word, item)| (word, item.texts())).collect())
        }
    }
}

fn blank(fields: &Fields, in_cell: bool) -> Blank {
    let default = fields.text_or_none("default");
    let written = fields.get("blank");
    if let Some(word) = default {
        return Blank::Word(word);
    }
    let Some(item) = written else {
        return if in_cell { Blank::NoValue(NoValue::NotRecorded) } else { Blank::Error };
    };
    let mut words: Vec<(&str, Option<NoValue>)> = NO_VALUES.iter().map(|(word, kind)| (*word, Some(*kind))).collect();
    words.push(("error", None));
    words.push(("ignore", None));
    match item.choice(&words) {
        Some(Some(kind)) => Blank::NoValue(kind),
        _ if item.is_text() && item.text().as_deref() == Some("ignore") => Blank::Ignore,
        _ => Blank::Error,
    }
}
