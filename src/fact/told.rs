//! What an entry says, in the office's words, without what is secret (which was never kept).

use super::evidence::{Entry, Fact};
use crate::base::exact::Exact;
use crate::base::text::{Language, Say};
use crate::rubric::model::{Column, ColumnKind, Rubric, Table};

/// All of an entry in one line: role, place among the signers, values, count.
pub fn entry(rubric: &Rubric, table: &str, entry: &Entry) -> Say {
    let part = part(rubric, table, entry);
    let count = (entry.n != 1).then(|| entry.n.to_string());
    let line = |language: Language| {
        let values = entry.values.iter().map(|(column, fact)| word(rubric, table, column, fact).text(language).to_owned());
        part.iter().cloned().chain(values).chain(count.clone()).collect::<Vec<_>>().join(" · ")
    };
    Say::new(line(Language::Chinese), line(Language::English))
}

/// The part played: the header of the column, and the place among the signers.
pub fn part(rubric: &Rubric, table: &str, entry: &Entry) -> Vec<String> {
    let of = rubric.table(table);
    let header =
        |role: &String| columns(of).iter().find(|column| column.role.as_ref() == Some(role)).and_then(|column| column.headers.first());
    let role = entry.role.as_ref().map(|role| header(role).unwrap_or(role).clone());
    let signers = (entry.signers > 1).then(|| format!("{}/{}", entry.position, entry.signers));
    role.into_iter().chain(signers).collect()
}

/// What two versions of an entry say otherwise: `立案情况：未立案 → 立案`.
pub fn difference(rubric: &Rubric, table: &str, before: &Entry, after: &Entry) -> Say {
    let of = rubric.table(table);
    let role = |entry: &Entry| entry.role.clone().map(Fact::Text);
    let place = |entry: &Entry| Some(Fact::Text(format!("{}/{}", entry.position, entry.signers)));
    let count = |entry: &Entry| Some(Fact::Text(entry.n.to_string()));
    let further = [("role", role(before), role(after)), ("signers", place(before), place(after)), ("n", count(before), count(after))];
    let known = columns(of).iter().map(|column| column.id.as_str());
    let values = known.map(|id| (id, before.values.get(id).cloned(), after.values.get(id).cloned()));
    let parts = values.chain(further).filter(|(_, one, other)| one != other).map(|(id, one, other)| {
        let told = |fact: Option<Fact>| fact.map_or_else(|| Say::new("（空）", "(blank)"), |fact| word(rubric, table, id, &fact));
        let (name, one, other) = (called(of, id), told(one), told(other));
        let (zh, en) = if name.zh.is_empty() { ("", "") } else { ("：", ": ") };
        (format!("{}{zh}{} → {}", name.zh, one.zh, other.zh), format!("{}{en}{} → {}", name.en, one.en, other.en))
    });
    let (zh, en): (Vec<String>, Vec<String>) = parts.unzip();
    let event = event(of, after);
    let event = if event.is_empty() || zh.is_empty() { Say::default() } else { Say::new(format!("{event}，"), format!("{event}, ")) };
    Say::new(format!("{}{}", event.zh, zh.join("；")), format!("{}{}", event.en, en.join("; ")))
}

/// What the row is about: the header of a wide table, or the first two texts that every row has.
fn event(table: Option<&Table>, entry: &Entry) -> String {
    let text = |id: &String| if let Some(Fact::Text(text)) = entry.values.get(id) { Some(text.clone()) } else { None };
    if let Some(wide) = table.and_then(|table| table.wide.as_ref()) {
        return text(&wide.across).unwrap_or_default();
    }
    let told = columns(table).iter().filter(|column| column.kind == ColumnKind::Text && !column.optional && !column.headers.is_empty());
    told.filter_map(|column| text(&column.id)).take(2).collect::<Vec<_>>().join(" · ")
}

/// A word as the office writes it; other values as they are.
pub fn word(rubric: &Rubric, table: &str, column: &str, fact: &Fact) -> Say {
    let plain = match fact {
        Fact::Number(number) => Exact::fixed(*number, 6).plain(),
        Fact::NoValue(kind) => return kind.say(),
        Fact::Text(text) => {
            let column = rubric.table(table).and_then(|table| table.column(column));
            let word = column.and_then(|column| column.words().iter().find(|(word, _)| word == text));
            word.and_then(|(_, ways)| ways.first()).unwrap_or(text).clone()
        }
    };
    Say::new(plain.clone(), plain)
}

/// Rows that a rater gave, or that count many at once, are told together: who rated how is nobody's business.
pub fn holds_ballots(rubric: &Rubric, table: &str) -> bool {
    columns(rubric.table(table)).iter().any(|column| column.id == "rater" || column.kind == ColumnKind::Count)
}

fn columns(table: Option<&Table>) -> &[Column] {
    table.map(|table| table.columns.as_slice()).unwrap_or_default()
}

/// A column by its first header.
fn called(table: Option<&Table>, id: &str) -> Say {
    match id {
        "role" => Say::new("角色", "role"),
        "signers" => Say::new("署名次序/人数", "place/signers"),
        "n" => Say::new("数量", "number"),
        _ => {
            // The cells of a wide table have no header of their own.
            let header = table.and_then(|table| table.column(id)).and_then(|column| column.headers.first());
            let name = header.map_or("", String::as_str);
            Say::new(name, name)
        }
    }
}
