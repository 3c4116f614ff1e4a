//! Packages as other programs write them are marked whole, or the copy is not marked and says why.

use super::*;
use crate::report::mark::Unmarked;

/// Every part is XML, and every part that is named is there.
fn sound(bytes: &[u8]) -> BTreeMap<String, String> {
    let parts = parts(bytes);
    for (name, text) in &parts {
        let tags = crate::report::xml::tags(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        for prefix in tags.iter().map(|tag| tag.prefix.trim_end_matches(':')).filter(|prefix| !prefix.is_empty()) {
            assert!(text.contains(&format!("xmlns:{prefix}=")), "{name}: nothing says what {prefix} is");
        }
    }
    for part in holding(&parts, "[Content_Types].xml").split("PartName=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(parts.contains_key(part), "{part} is declared and not there");
    }
    parts
}

#[test]
fn the_strict_form_is_marked_in_its_own_words() {
    let strict = changed(|_, text| {
        let text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        );
        Some(text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"))
    });
    let other = Problem { place: Place::sheet(&"a.xlsx".into(), &"说明".into()), ..problem((0, 0), "") };
    let after = sound(&copy(&strict, &[problem((2, 2), "未道"), other]));
    let loose: Vec<&String> = after
        .iter()
        .filter(|(_, text)| text.contains("spreadsheetml/2006/main") || text.contains("officeDocument/2006/relationships"))
        .map(|(name, _)| name)
        .collect();
    assert!(loose.is_empty(), "{loose:?}");
    assert!(holding(&after, "commentsDuly1.xml").contains("http://purl.oclc.org/ooxml/spreadsheetml/main"));
}

#[test]
fn marks_of_the_byte_order_do_not_matter() {
    let with_mark = changed(|name, text| Some(if name.contains("vmlDrawing") { text } else { format!("\u{feff}{text}") }));
    let after = sound(&copy(&with_mark, &[problem((2, 2), "未道"), problem((5, 1), "未到场")]));
    assert_eq!(holding(&after, "comments1.xml").matches("【duly】").count(), 2);
    assert!(!holding(&after, "worksheets/sheet1.xml").starts_with('\u{feff}'), "a part that is changed is written without");
    assert!(holding(&after, "workbook.xml").starts_with('\u{feff}'), "one that is not stays as it was");
}

#[test]
fn styles_are_added_where_there_are_none() {
    let none = changed(|name, text| match name {
        "xl/styles.xml" => None,
        "xl/_rels/workbook.xml.rels" => {
            let end = text.find("styles\" Target").and_then(|at| text.get(..at)?.rfind("<Relationship"));
            let from = end.expect("a relation");
            let to = text.get(from..).and_then(|rest| rest.find("/>")).expect("its end") + from + 2;
            Some(format!("{}{}", text.get(..from)?, text.get(to..)?))
        }
        "[Content_Types].xml" => Some(text.replace("/xl/styles.xml", "/xl/other.xml").replace(
            "<Override PartName=\"/xl/other.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
            "",
        )),
        _ => Some(text),
    });
    let after = sound(&copy(&none, &[problem((2, 2), "未道")]));
    let styles = holding(&after, "xl/stylesDuly1.xml");
    assert!(styles.contains("<cellXfs count=\"1\">") && styles.contains("<dxfs count=\"2\">"), "{styles}");
    assert!(holding(&after, "workbook.xml.rels").contains("/styles\" Target=\"/xl/stylesDuly1.xml\""));
}

#[test]
fn the_looks_stand_where_the_standard_has_them() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    for (styles, expected) in [
        (format!(r#"<styleSheet xmlns="{main}"/>"#), "<dxfs count=\"2\">"),
        (format!(r#"<styleSheet xmlns="{main}"><dxfs/></styleSheet>"#), "<dxfs count=\"2\"><dxf>"),
        (format!("<styleSheet xmlns=\"{main}\"><dxfs\n count='7'><dxf/></dxfs></styleSheet>"), "<dxfs count=\"3\"><dxf/><dxf>"),
        (
            format!(r#"<x:styleSheet xmlns:x="{main}"><x:cellXfs><x:xf><x:extLst/></x:xf></x:cellXfs><x:colors/></x:styleSheet>"#),
            "</x:cellXfs><x:dxfs count=\"2\"><x:dxf>",
        ),
    ] {
        let bare = changed(|name, text| Some(if name == "xl/styles.xml" { styles.clone() } else { text }));
        let after = sound(&copy(&bare, &[problem((2, 2), "未道")]));
        assert!(holding(&after, "styles.xml").contains(expected), "{styles}\n{}", holding(&after, "styles.xml"));
    }
}

#[test]
fn boxes_are_drawn_into_whatever_drawing_there_is() {
    let prefixes = changed(|name, text| {
        let other = ["v:", "o:", "x:"].iter().enumerate().fold(text.clone(), |text, (number, prefix)| {
            text.replace(&format!("<{prefix}"), &format!("<ns{number}:"))
                .replace(&format!("</{prefix}"), &format!("</ns{number}:"))
                .replace(&format!(" {prefix}"), &format!(" ns{number}:"))
                .replace(&format!("xmlns:{prefix}").replace(':', "").replace("xmlns", "xmlns:"), &format!("xmlns:ns{number}"))
        });
        Some(if name.contains("vmlDrawing") { other } else { text })
    });
    assert!(holding(&parts(&prefixes), ".vml").contains("<ns0:shape "));
    let first = copy(&prefixes, &[problem((2, 2), "未道"), problem((5, 1), "未到场")]);
    let drawing = sound(&first);
    let drawing = holding(&drawing, ".vml");
    assert_eq!((drawing.matches("<ns0:shape ").count(), drawing.matches("<v:shape ").count()), (1, 1), "{drawing}");
    let cleaned = sound(&copy(&first, &[]));
    assert_eq!(holding(&cleaned, ".vml").matches(":shape ").count(), 1);
}

#[test]
fn names_that_are_spelled_otherwise_are_found() {
    let parts: BTreeMap<String, String> = parts(&workbook())
        .into_iter()
        .map(|(name, text)| (name.replace("worksheets/sheet1.xml", "worksheets\\Sheet1.xml"), text))
        .collect();
    let after = super::parts(&copy(&packed(&parts), &[problem((5, 1), "未到场")]));
    assert!(holding(&after, "worksheets\\Sheet1.xml").contains("duly"), "{:?}", after.keys());
}

#[test]
fn what_cannot_be_marked_whole_is_not_marked_and_says_why() {
    let said = |bytes: &[u8]| match marked(bytes, &[&problem((5, 1), "未到场")], Language::Chinese) {
        Err(Unmarked::Broken(why)) => why.en,
        other => format!("{other:?}"),
    };
    let gone = changed(|name, text| (name != "xl/worksheets/sheet2.xml").then_some(text));
    assert_eq!(said(&gone), "it has no xl/worksheets/sheet2.xml");
    let broken = changed(|name, text| Some(if name == "xl/comments1.xml" { text.replace("</commentList>", "") } else { text }));
    assert!(said(&broken).starts_with("its inner structure cannot be read ("), "{}", said(&broken));
    let mut pieces = parts(&workbook());
    pieces.insert("content.xml".to_owned(), String::new());
    pieces.retain(|name, _| name == "content.xml");
    let ods = marked(&packed(&pieces), &[&problem((5, 1), "未到场")], Language::Chinese);
    assert!(matches!(ods, Err(Unmarked::Format)), "{ods:?}");
}
