//! What a package carries beside its sheets: properties, comments, names, caches, links, pictures.

use std::collections::BTreeMap;

use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::report::broken::Broken;
use crate::report::package::Package;
use crate::report::xml::{behind, tags, tags_loosely, Tag};

use super::beside::Part;
use super::{cells, hidden, private, Scan};

/// Properties that name people and places of work, and what they are called.
const PROPERTIES: [(&str, &str, &str, &str); 8] = [
    ("docProps/core.xml", "creator", "文件属性中的作者", "its author, in the properties"),
    ("docProps/core.xml", "lastModifiedBy", "文件属性中的最后保存者", "who saved it last, in the properties"),
    ("docProps/core.xml", "description", "文件属性中的备注", "a remark in the properties"),
    ("docProps/core.xml", "keywords", "文件属性中的标记", "keywords in the properties"),
    ("docProps/core.xml", "category", "文件属性中的类别", "a category in the properties"),
    ("docProps/app.xml", "Company", "文件属性中的单位", "a company in the properties"),
    ("docProps/app.xml", "Manager", "文件属性中的经理", "a manager in the properties"),
    ("docProps/app.xml", "HyperlinkBase", "文件属性中的路径", "a path in the properties"),
];

/// Parts that nobody sees on paper, by the beginning of their path.
const CARRIED: [(&str, &str, &str); 10] = [
    ("xl/pivotCache/", "数据透视表的缓存（含原始数据）", "the cache of a pivot table, with the data it was made from"),
    ("xl/pivotTables/", "数据透视表", "a pivot table"),
    ("xl/externalLinks/", "指向其他文件的链接（含其中的数据）", "a link to another file, with data of it"),
    ("xl/connections", "数据连接", "a connection to data"),
    ("xl/queryTables/", "外部查询", "a query"),
    ("xl/model/", "数据模型（含原始数据）", "a data model, with the data it was made from"),
    ("xl/revisions/", "修订记录", "a history of changes"),
    ("xl/vbaProject", "宏", "macros"),
    ("xl/slicerCaches/", "切片器的缓存", "the cache of a slicer"),
    ("customXml/item", "附带的 XML 数据", "attached XML data"),
];

/// Parts that cannot be looked through.
const CLOSED: [(&str, &str, &str); 3] =
    [("xl/media/", "图片", "a picture"), ("xl/embeddings/", "嵌入的文件", "an embedded file"), ("xl/activeX/", "控件", "a control")];

/// What is said of the file as a whole.
pub(super) fn whole(scan: &Scan, package: &mut Package, found: &mut Vec<Problem>) -> Result<(), Broken> {
    properties(scan, package, found);
    let part = package.workbook().to_owned();
    let workbook = package.needed(&part)?;
    let workbook_tags = tags(&workbook)?;
    for tag in &workbook_tags {
        let name = tag.attribute("name").unwrap_or_default();
        if tag.opens("sheet") && matches!(tag.attribute("state"), Some("hidden" | "veryHidden")) {
            let place = Place { sheet: name.into(), ..scan.file.clone() };
            found.push(hidden(Say::new("隐藏的工作表", "a hidden sheet"), place, ""));
        }
        // Excel's own names say what is printed and filtered.
        if tag.opens("definedName") && !name.starts_with("_xlnm.") {
            found.push(hidden(Say::new("定义的名称", "a defined name"), scan.file.clone(), name));
        }
    }
    for part in package.parts() {
        let told = |list: &[(&str, &'static str, &'static str)]| {
            list.iter().find(|(path, ..)| lies_in(&part, path) && !part.contains("/_rels/")).map(|(_, zh, en)| Say::new(*zh, *en))
        };
        found.extend(told(&CARRIED).map(|what| hidden(what, scan.file.clone(), "")));
        found.extend(told(&CLOSED).map(|what| Problem::new(Fault::PublicUnread { what }, scan.file.clone(), "")));
        let closed = CARRIED.iter().chain(&CLOSED).all(|(path, ..)| !lies_in(&part, path)) && !is_text(&part) && !is_idle(&part);
        if closed {
            let part = private::masked(&part, &scan.allowed);
            let what = Say::new(format!("程序不认识的部分 {part}"), format!("a part of another kind, {part}"));
            found.push(Problem::new(Fault::PublicUnread { what }, scan.file.clone(), ""));
        }
    }
    Ok(())
}

/// Whether the part is text that can be looked through.
fn is_text(part: &str) -> bool {
    [".xml", ".rels", ".vml"].iter().any(|ending| part.to_lowercase().ends_with(ending))
}

/// Whether the part says nothing of anybody: settings of a printer, and folders that some programs store as parts.
fn is_idle(part: &str) -> bool {
    lies_in(part, "xl/printerSettings/") || part.ends_with('/')
}

/// The text of a part and its tags; what is left of a broken part is looked through as it stands.
fn text(scan: &Scan, package: &mut Package, part: &str, found: &mut Vec<Problem>) -> Option<(String, Vec<Tag>)> {
    let text = scan.read(part, package.text(part), found)?;
    let tags = if part.to_lowercase().ends_with(".vml") { tags_loosely(&text) } else { tags(&text) };
    match tags {
        Ok(tags) => Some((text, tags)),
        Err(error) => {
            found.extend(text.split(['<', '>']).flat_map(|piece| scan.private(piece, &scan.file)));
            scan.read(part, Err::<(), Broken>(error.into()), found);
            None
        }
    }
}

fn properties(scan: &Scan, package: &mut Package, found: &mut Vec<Problem>) {
    for (part, key, zh, en) in PROPERTIES {
        let Some((text, tags)) = text(scan, package, part, found) else { continue };
        let held = tags.iter().enumerate().filter(|(_, tag)| tag.opens(key)).map(|(index, _)| behind(&text, &tags, index));
        found.extend(held.filter(|held| !held.trim().is_empty()).map(|held| hidden(Say::new(zh, en), scan.file.clone(), held.trim())));
    }
    let Some((_, tags)) = text(scan, package, "docProps/custom.xml", found) else { return };
    // WPS writes its own version and the number of the file.
    let names = tags.into_iter().filter(|tag| tag.opens("property")).filter_map(|tag| tag.attribute("name").map(str::to_owned));
    let own = |name: &String| name.starts_with("KSO") || name == "ICV";
    let what = Say::new("自定义的文件属性", "a property of its own");
    found.extend(names.filter(|name| !own(name)).map(|name| hidden(what.clone(), scan.file.clone(), &name)));
}

/// Comments of a sheet.
pub(super) fn comments(scan: &Scan, package: &mut Package, part: &str, place: &Place, found: &mut Vec<Problem>) {
    for relation in scan.read(part, package.relations(part), found) {
        if !matches!(relation.kind.as_str(), "comments" | "threadedComment") {
            continue;
        }
        let Some((_, tags)) = text(scan, package, &relation.target, found) else { continue };
        let at = tags.into_iter().filter(|tag| tag.opens("comment") || tag.opens("threadedComment"));
        let cells = at.filter_map(|tag| tag.attribute("ref").and_then(cells::place));
        found.extend(cells.map(|(row, column)| hidden(Say::new("批注", "a comment"), place.at(row, column), "")));
    }
}

/// Whether the path of a part begins so; in a package neither the case of letters nor the kind of stroke tells names apart.
fn lies_in(part: &str, path: &str) -> bool {
    part.replace('\\', "/").to_lowercase().starts_with(&path.to_lowercase())
}

/// What no cell shows of all parts: texts of drawings and charts, of comments and sheets that nothing leads to, attributes. Of `seen` parts
/// the cells have been looked through; they are told at their places.
pub(super) fn others(scan: &Scan, package: &mut Package, seen: &BTreeMap<String, Place>, found: &mut Vec<Problem>) {
    for path in package.parts() {
        let told = CARRIED.iter().any(|(carried, ..)| lies_in(&path, carried));
        if told || !is_text(&path) {
            continue;
        }
        let Some((text, tags)) = text(scan, package, &path, found) else { continue };
        let part =
            Part { path: &path, text: &text, tags: &tags, place: seen.get(&path).unwrap_or(&scan.file), read: seen.contains_key(&path) };
        part.attributes(scan, found);
        part.texts(scan, found);
        let links = tags.iter().filter(|tag| tag.opens("Relationship") && tag.attribute("TargetMode") == Some("External"));
        let own = links.filter_map(|tag| tag.attribute("Target")).filter(|target| target.starts_with("file:") || target.contains(":\\"));
        found.extend(own.map(|_| hidden(Say::new("指向本机文件的链接", "a link to a file of a computer"), scan.file.clone(), "")));
    }
}
