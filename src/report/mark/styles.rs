//! The two looks of marks, added to the workbook's styles as formats of conditions: the cells' own formats are not touched.

use super::Unmarked;
use crate::report::package::{Package, HEAD};
use crate::report::xml::{append, children, put_before, tags, Edits};

/// Numbers of the formats for errors and for warnings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looks {
    pub error: usize,
    pub warning: usize,
}

/// Light red and light yellow.
const ERROR: &str = "FFFFB3B3";
const WARNING: &str = "FFFFEB9C";

/// What may follow the list of formats in the part.
const AFTER: [&str; 3] = ["tableStyles", "colors", "extLst"];
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
/// What every spreadsheet takes for granted where a workbook says nothing of styles.
const PLAIN: &str = r#"<fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>"#;

/// Adds the looks, or finds them where an earlier run added them.
pub(super) fn add(package: &mut Package) -> Result<Looks, Unmarked> {
    let part = part(package)?;
    let text = package.needed(&part)?;
    let found = tags(&text)?;
    let Some(prefix) = found.first().map(|tag| tag.prefix.clone()) else {
        return Err(Unmarked::new("样式部分是空的", "its styles are empty"));
    };
    let look = |colour: &str| {
        format!(
            r#"<{prefix}dxf><{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="{colour}"/><{prefix}bgColor rgb="{colour}"/></{prefix}patternFill></{prefix}fill></{prefix}dxf>"#
        )
    };
    let both = look(ERROR) + &look(WARNING);
    let own = |name: &str| children(&found, 0).into_iter().find(|index| found.get(*index).is_some_and(|tag| tag.name == name));
    let mut edits = Edits::default();
    let Some((list, tag)) = own("dxfs").and_then(|list| Some((list, found.get(list)?))) else {
        put_before(&text, &found, &AFTER, &format!(r#"<{prefix}dxfs count="2">{both}</{prefix}dxfs>"#), &mut edits);
        package.set(&part, edits.apply(&text));
        return Ok(Looks { error: 0, warning: 1 });
    };
    let formats = children(&found, list);
    if let Some(at) = text.find(&both) {
        let error = formats.iter().filter_map(|format| found.get(*format)).filter(|tag| tag.at.start < at).count();
        return Ok(Looks { error, warning: error + 1 });
    }
    let count = formats.len();
    let counted = tag.with("count", &(count + 2).to_string());
    if let Some(open) = counted.strip_suffix("/>") {
        edits.replace(tag.at.clone(), format!("{open}>{both}</{prefix}dxfs>"));
    } else {
        edits.replace(tag.at.clone(), counted);
        append(&text, &found, list, &both, &mut edits);
    }
    package.set(&part, edits.apply(&text));
    Ok(Looks { error: count, warning: count + 1 })
}

/// The part of styles; a new one where the workbook has none.
fn part(package: &mut Package) -> Result<String, Unmarked> {
    let workbook = package.workbook().to_owned();
    if let Some(known) = package.relations(&workbook)?.into_iter().find(|relation| relation.kind == "styles") {
        return Ok(known.target);
    }
    let part = package.free("xl/stylesDuly", ".xml");
    package.relate(&workbook, "styles", &part)?;
    package.declare("Override", "PartName", &format!("/{part}"), STYLES)?;
    package.set(&part, format!(r#"{}<styleSheet xmlns="{}">{PLAIN}</styleSheet>"#, HEAD, package.main()));
    Ok(part)
}
