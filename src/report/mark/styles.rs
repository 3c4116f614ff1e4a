//! The two looks of marks, added to the workbook's styles as formats of conditions: the cells' own formats are not touched.

use super::package::Package;
use super::xml::{append, tags, with_attribute, Edits, Kind, Tag};
use super::Unmarked;

/// Numbers of the formats for errors and for warnings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    pub error: usize,
    pub warning: usize,
}

/// Light red and light yellow.
const ERROR: &str = "FFFFB3B3";
const WARNING: &str = "FFFFEB9C";

/// What may follow the list of formats in the part.
const AFTER: [&str; 3] = ["tableStyles", "colors", "extLst"];

/// Adds the looks, or finds them where an earlier run added them.
pub(super) fn add(package: &mut Package) -> Result<Looks, Unmarked> {
    let part = package.relations("xl/workbook.xml")?.into_iter().find(|relation| relation.kind == "styles").map(|one| one.target);
    let Some(part) = part else { return Err(Unmarked::new("工作簿没有样式部分", "it has no styles")) };
    let text = package.text(&part)?.unwrap_or_default();
    let found = tags(&text)?;
    let prefix = found.first().map(|tag| tag.prefix.clone()).unwrap_or_default();
    let look = |colour: &str| {
        format!(
            r#"<{prefix}dxf><{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="{colour}"/><{prefix}bgColor rgb="{colour}"/></{prefix}patternFill></{prefix}fill></{prefix}dxf>"#
        )
    };
    let both = look(ERROR) + &look(WARNING);
    let list = found.iter().position(|tag| tag.opens("dxfs"));
    let count = list.map_or(0, |list| super::sheet::children(&found, list, "dxf"));
    let mut edits = Edits::default();
    if let Some((list, tag)) = list.and_then(|list| Some((list, found.get(list)?))) {
        if let Some(at) = text.find(&both) {
            let error = found.iter().filter(|tag| tag.opens("dxf") && tag.at.start < at).count();
            return Ok(Looks { error, warning: error + 1 });
        }
        let own = text.get(tag.at.clone()).unwrap_or_default();
        let counted = with_attribute(own, "count", &(count + 2).to_string());
        if tag.kind == Kind::Open {
            edits.replace(tag.at.clone(), counted);
            append(&text, &found, list, &both, &mut edits);
        } else {
            let open = counted.trim_end_matches("/>").trim_end();
            edits.replace(tag.at.clone(), format!("{open}>{both}</{prefix}dxfs>"));
        }
    } else {
        let follows = |tag: &&Tag| AFTER.contains(&tag.name.as_str()) || tag.name == "styleSheet" && tag.kind == Kind::Close;
        let at = found.iter().find(follows).map_or(text.len(), |tag| tag.at.start);
        edits.insert(at, format!(r#"<{prefix}dxfs count="2">{both}</{prefix}dxfs>"#));
    }
    let edited = edits.apply(&text);
    package.set(&part, edited);
    Ok(Looks { error: count, warning: count + 1 })
}
