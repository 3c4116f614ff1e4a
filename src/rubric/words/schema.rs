//! The JSON Schema of a rubric file, for editors that complete and explain.

use serde_json::{json, Map, Value};

use super::{sections, Kind, Need, Section, Word, ROOT};

/// A number as text: `0.5`, `1/3`.
const NUMBER_TEXT: &str = r"^[+-]?([0-9_]+(\.[0-9_]*)?|\.[0-9_]+)( */ *[+-]?([0-9_]+(\.[0-9_]*)?|\.[0-9_]+))?$";

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("A rubric of duly"));
    schema.extend(table(&ROOT));
    let inner = sections().into_iter().filter(|section| section.path != ROOT.path);
    let definitions = inner.map(|section| (name(section), Value::Object(table(section))));
    schema.insert("$defs".into(), definitions.collect::<Map<_, _>>().into());
    schema.into()
}

/// What a table of this section looks like.
fn table(section: &Section) -> Map<String, Value> {
    let required: Vec<&str> = section.words.iter().filter(|word| matches!(word.need, Need::Required)).map(|word| word.key).collect();
    let properties: Map<String, Value> = section.words.iter().map(|word| (word.key.to_owned(), property(word))).collect();
    let mut table = Map::new();
    table.insert("type".into(), json!("object"));
    table.insert("properties".into(), properties.into());
    table.insert("required".into(), json!(required));
    table.insert("additionalProperties".into(), section.others.map_or(json!(false), kind));
    table
}

fn property(word: &Word) -> Value {
    let mut property = kind(&word.holds);
    if let Some(property) = property.as_object_mut() {
        property.insert("description".into(), json!(word.meaning));
        if let Need::Default(default) = word.need {
            property.extend(serde_json::from_str(default).ok().map(|default: Value| ("default".to_owned(), default)));
        }
    }
    property
}

fn kind(holds: &Kind) -> Value {
    let texts =
        |least: usize| json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": least }] });
    match holds {
        Kind::Text => json!({ "type": "string" }),
        Kind::Filled => json!({ "type": "string", "pattern": "\\S" }),
        Kind::Texts => texts(0),
        Kind::SomeTexts => texts(1),
        Kind::Number => json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": NUMBER_TEXT }] }),
        Kind::Whole => json!({ "type": "integer", "minimum": 0 }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Pair => json!({ "type": "array", "items": kind(&Kind::Number), "minItems": 2, "maxItems": 2 }),
        Kind::Table(section) => json!({ "$ref": reference(section) }),
        Kind::Forms(forms) => {
            json!({ "anyOf": forms.iter().map(|section| json!({ "$ref": reference(section) })).collect::<Vec<_>>() })
        }
        Kind::Each(inside) => json!({ "type": "object", "additionalProperties": kind(inside) }),
        Kind::List(inside) => json!({ "type": "array", "items": kind(inside) }),
        Kind::Either(kinds) => json!({ "anyOf": kinds.iter().map(kind).collect::<Vec<_>>() }),
    }
}

fn reference(section: &Section) -> String {
    format!("#/$defs/{}", name(section))
}

/// The path as a name: `[criteria.ID]` is `criteria-ID`.
fn name(section: &Section) -> String {
    let parts = section.path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
