//! How XML writes texts: between tags and in attributes, in new parts and in those of other programs.

use std::fmt::Write;

/// What is written for a character that means something to XML.
fn named(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    }
}

/// Whether XML cannot hold it; what ends a line is not looked at.
fn is_unheld(character: char) -> bool {
    character < ' ' && !matches!(character, '\t' | '\n' | '\r') || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// Appends the text of an element; what XML cannot hold is written as spreadsheets write it: `_x0001_`.
pub(in crate::report) fn push_text(xml: &mut String, text: &str) {
    let is_special = |character: char| named(character).is_some() || is_unheld(character) || character == '\r';
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        xml.push_str(plain);
        let mut characters = special.chars();
        if let Some(character) = characters.next() {
            match named(character) {
                Some(written) => xml.push_str(written),
                None => drop(write!(xml, "_x{:04X}_", u32::from(character))),
            }
        }
        rest = characters.as_str();
    }
    xml.push_str(rest);
}

/// Appends the value of an attribute between double quotes.
pub(in crate::report) fn push_value(xml: &mut String, text: &str) {
    for character in text.chars() {
        match (character, named(character)) {
            (_, Some(written)) => xml.push_str(written),
            ('"', None) => xml.push_str("&quot;"),
            ('\n', None) => xml.push_str("&#xA;"),
            (other, None) => xml.push(other),
        }
    }
}

/// Text as it stands between tags or in an attribute, whatever its quotes, of any program; what XML cannot hold is left out.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !is_unheld(*character)) {
        match (character, named(character)) {
            (_, Some(written)) => xml.push_str(written),
            ('"', None) => xml.push_str("&quot;"),
            ('\'', None) => xml.push_str("&apos;"),
            (other, None) => xml.push(other),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = "甲 & <b> \"c\" 'd'\u{1}\t\n\r\u{ffff}";

    #[test]
    fn each_place_has_its_way_of_writing() {
        let pushed = |push: fn(&mut String, &str)| {
            let mut xml = String::from(">");
            push(&mut xml, ODD);
            xml
        };
        assert_eq!(pushed(push_text), ">甲 &amp; &lt;b&gt; \"c\" 'd'_x0001_\t\n_x000D__xFFFF_");
        assert_eq!(pushed(push_value), ">甲 &amp; &lt;b&gt; &quot;c&quot; 'd'\u{1}\t&#xA;\r\u{ffff}");
        assert_eq!(escaped(ODD), "甲 &amp; &lt;b&gt; &quot;c&quot; &apos;d&apos;\t\n\r");
    }

    #[test]
    fn the_library_reads_what_is_meant() {
        let meant = |written: &str| quick_xml::escape::unescape(written).map(std::borrow::Cow::into_owned).unwrap_or_default();
        assert_eq!(meant(&escaped(ODD)), ODD.replace(['\u{1}', '\u{ffff}'], ""));
    }
}
