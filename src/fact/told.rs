//! What an entry says, in the office's words, without what is secret (which was never kept).

use super::evidence::{Entry, Fact};
use crate::base::exact::Exact;
use crate::base::text::{with_wide_marks, Language, Say};
use crate::rubric::model::{Column, ColumnKind, Rubric, Table};

/// Id of the column that dates a row.
const DATE: &str = "date";
/// A header that ends so says no more than that this is the name of the thing.
const NAMING: [&str; 12] = ["名称", "标题", "题目", "主题", "议题", "课题", "姓名", "事项", "案由", "title", "Title", "name"];

/// One thing that an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Id of the column; none for the part played, and for the count.
    pub column: Option<String>,
    /// Header of the column, where the value does not tell by itself what it is.
    pub header: Option<Say>,
    /// The value.
    pub value: Say,
}

impl Part {
    /// `类别：治理`
    pub fn say(&self) -> Say {
        let value = &self.value;
        match &self.header {
            Some(header) => Say::new(format!("{}：{}", header.zh, value.zh), format!("{}: {}", header.en, value.en)),
            None => value.clone(),
        }
    }
}

/// All that an entry says: the day, the part played with the place among the signers, the values in the order of the rubric's
/// columns, the count.
pub fn parts(rubric: &Rubric, table: &str, entry: &Entry) -> Vec<Part> {
    let of = rubric.table(table);
    // The key is that of the person whom the entry is about.
    let told = || columns(of).iter().filter(|column| column.kind != ColumnKind::Key);
    let known = || told().filter_map(|column| entry.values.get(&column.id).map(|fact| (column.id.as_str(), fact)));
    let is_known = |id: &str| columns(of).iter().any(|column| column.id == id);
    let further = entry.values.iter().map(|(id, fact)| (&**id, fact)).filter(|(id, _)| !is_known(id));
    let (dates, values): (Vec<_>, Vec<_>) = known().chain(further).partition(|(id, _)| *id == DATE);
    let mut parts: Vec<Part> = Vec::new();
    for (id, fact) in dates {
        parts.push(Part { column: Some(id.to_owned()), header: None, value: word(rubric, table, id, fact) });
    }
    let played = part(rubric, table, entry);
    if !played.is_empty() {
        parts.push(Part { column: None, header: None, value: Say::new(played.join(" "), played.join(" ")) });
    }
    for (id, fact) in values {
        parts.push(Part { column: Some(id.to_owned()), header: column(of, id).and_then(header), value: word(rubric, table, id, fact) });
    }
    if entry.n != 1 {
        parts.push(Part { column: None, header: Some(called(of, "n")), value: Say::new(entry.n.to_string(), entry.n.to_string()) });
    }
    parts
}

/// The values of the columns that are wanted, in the order of the rubric's columns behind the day, as [`parts`] has them.
pub fn values(rubric: &Rubric, table: &str, entry: &Entry, is_wanted: impl Fn(&Column) -> bool) -> Vec<Part> {
    let wanted = columns(rubric.table(table)).iter().filter(|column| column.kind != ColumnKind::Key && is_wanted(column));
    let told = wanted.filter_map(|column| entry.values.get(&column.id).map(|fact| (column, fact)));
    let part = |(column, fact): (&Column, &Fact)| {
        let header = if column.id == DATE { None } else { header(column) };
        Part { column: Some(column.id.clone()), header, value: worded(Some(column), fact) }
    };
    let mut parts: Vec<Part> = told.map(part).collect();
    parts.sort_by_key(|part| part.column.as_deref() != Some(DATE));
    parts
}

/// Parts in one line: `2025-03-05；修桥；类别：治理；重点督办：是`.
pub fn joined(parts: &[Part]) -> Say {
    Say::new(line(parts, Language::Chinese), line(parts, Language::English))
}

/// [`joined`] in one language.
pub fn line(parts: &[Part], language: Language) -> String {
    let (between, colon) = match language {
        Language::Chinese => ("；", "："),
        Language::English => ("; ", ": "),
    };
    let mut line = String::new();
    for part in parts {
        let value = part.value.text(language);
        let header = part.header.as_ref().map(|header| header.text(language));
        if header.is_none() && value.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push_str(between);
        }
        if let Some(header) = header {
            line.push_str(header);
            line.push_str(colon);
        }
        line.push_str(value);
    }
    line
}

/// All of an entry in one line.
pub fn entry(rubric: &Rubric, table: &str, entry: &Entry) -> Say {
    joined(&parts(rubric, table, entry))
}

/// The header of a column, unless a value says by itself what it is: the name of a thing, a cell of a wide table.
fn header(column: &Column) -> Option<Say> {
    let name = column.headers.first()?;
    let names = column.kind == ColumnKind::Text && NAMING.iter().any(|word| name.ends_with(word));
    (!names).then(|| Say::new(name, name))
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
    let differing = values.chain(further).filter(|(_, one, other)| one != other).map(|(id, one, other)| {
        let told = |fact: Option<Fact>| fact.map_or_else(|| Say::new("（空）", "(blank)"), |fact| word(rubric, table, id, &fact));
        let (one, other) = (told(one), told(other));
        let value = Say::new(format!("{} → {}", one.zh, other.zh), format!("{} → {}", one.en, other.en));
        // The cells of a wide table have no header of their own.
        Part { column: Some(id.to_owned()), header: Some(called(of, id)).filter(|name| !name.zh.is_empty()), value }
    });
    let differing = joined(&differing.collect::<Vec<_>>());
    let event = joined(&event(rubric, table, after));
    if event.zh.is_empty() || differing.zh.is_empty() {
        return differing;
    }
    Say::new(format!("{}，{}", event.zh, differing.zh), format!("{}, {}", event.en, differing.en))
}

/// What the row is about: the header of a wide table, or the first two texts that every row has.
fn event(rubric: &Rubric, table: &str, entry: &Entry) -> Vec<Part> {
    let of = rubric.table(table);
    let parts = parts(rubric, table, entry).into_iter();
    if let Some(wide) = of.and_then(|table| table.wide.as_ref()) {
        return parts.filter(|part| part.column.as_ref() == Some(&wide.across)).collect();
    }
    let is_text = |column: &Column| column.kind == ColumnKind::Text && !column.optional && !column.headers.is_empty();
    parts.filter(|part| part.column.as_ref().and_then(|id| of?.column(id)).is_some_and(is_text)).take(2).collect()
}

/// A word as the office writes it; other values as they are.
pub fn word(rubric: &Rubric, table: &str, id: &str, fact: &Fact) -> Say {
    worded(column(rubric.table(table), id), fact)
}

fn worded(column: Option<&Column>, fact: &Fact) -> Say {
    let plain = match fact {
        Fact::Number(number) => Exact::fixed(*number, 6).plain(),
        Fact::NoValue(kind) => return kind.say(),
        Fact::Text(text) => {
            let word = column.and_then(|column| column.words().iter().find(|(word, _)| word == text));
            word.and_then(|(_, ways)| ways.first()).map_or_else(|| with_wide_marks(text), Clone::clone)
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

fn column<'t>(table: Option<&'t Table>, id: &str) -> Option<&'t Column> {
    table.and_then(|table| table.column(id))
}

/// A column by its first header.
fn called(table: Option<&Table>, id: &str) -> Say {
    match id {
        "role" => Say::new("角色", "role"),
        "signers" => Say::new("署名次序/人数", "place/signers"),
        "n" => Say::new("数量", "number"),
        _ => {
            let header = column(table, id).and_then(|column| column.headers.first());
            let name = header.map_or("", String::as_str);
            Say::new(name, name)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rubric::read;

    const RUBRIC: &str = r#"
[rubric]
id = "told"
name = "told"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["名册"]
columns.name = { header = ["姓名"], type = "text" }

[tables.suggestions]
sheet = ["建议台账"]
columns.kind = { header = ["类别"], type = "word", words = { rule = ["治理"], road = ["交通"] } }
columns.title = { header = ["建议标题"], type = "text" }
columns.date = { header = ["提出日期"], type = "date" }
columns.lead = { header = ["领衔代表"], type = "name", role = "lead" }
columns.card = { header = ["证号"], type = "key" }
columns.watched = { header = ["重点督办"], type = "word", words = { yes = ["是"], no = ["否"] } }
columns.days = { header = ["天数"], type = "number" }

[dimensions.work]
name = "work"
full = 10

[criteria.filed]
name = "filed"
clause = "1"
dimension = "work"
from = "suggestions"
points = { each = 1 }
"#;

    #[test]
    fn values_are_told_with_their_headers_but_for_the_day_and_the_name_of_the_thing() {
        let rubric = read("told", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let text = |text: &str| Fact::Text(text.to_owned());
        let values = [
            ("kind", text("rule")),
            ("title", text("修桥")),
            ("date", text("2025-03-05")),
            ("card", text("Z001")),
            ("watched", text("yes")),
            ("days", Fact::Number(1_500_000)),
        ];
        let before = Entry {
            subject: 0,
            role: Some("lead".into()),
            rater: None,
            signers: 3,
            position: 1,
            n: 1,
            values: Arc::new(values.into_iter().collect()),
            day: None,
            folder: None,
            place: crate::base::place::Place::default(),
            aside: None,
        };
        let said = entry(&rubric, "suggestions", &before);
        assert_eq!(said.zh, "2025-03-05；领衔代表 1/3；类别：治理；修桥；重点督办：是；天数：1.5");
        assert_eq!(said.en, "2025-03-05; 领衔代表 1/3; 类别: 治理; 修桥; 重点督办: 是; 天数: 1.5");
        let mut after = before.clone();
        Arc::make_mut(&mut after.values).insert("watched", text("no"));
        assert_eq!(difference(&rubric, "suggestions", &before, &after).zh, "修桥，重点督办：是 → 否");
    }
}
