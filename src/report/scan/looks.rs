//! Formats under which a cell shows nothing: white on white, or a number format without a place for the value.

use std::collections::BTreeSet;

use crate::report::broken::Broken;
use crate::report::xml::{tags, Kind, Tag};

/// Numbers of the cell formats that show nothing.
#[derive(Debug, Default)]
pub(super) struct Looks(BTreeSet<usize>);

impl Looks {
    pub fn is_unseen(&self, style: usize) -> bool {
        self.0.contains(&style)
    }
}

/// A colour of a font or a ground.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Colour {
    Rgb(String),
    Theme(String),
    Indexed(String),
}

impl Colour {
    fn is_white(&self) -> bool {
        match self {
            Self::Rgb(rgb) => rgb.to_ascii_lowercase().ends_with("ffffff"),
            // The first colour of a theme is its paper's.
            Self::Theme(theme) => theme == "0",
            Self::Indexed(index) => matches!(index.as_str(), "1" | "9"),
        }
    }
}

/// Whether the tag gives a font the colour of paper.
pub(super) fn is_white(tag: &Tag) -> bool {
    colour(tag).is_some_and(|colour| colour.is_white())
}

fn colour(tag: &Tag) -> Option<Colour> {
    let tinted = tag.attribute("tint").is_some_and(|tint| tint.trim_start_matches('-') != "0");
    let theme = || tag.attribute("theme").filter(|_| !tinted).map(|theme| Colour::Theme(theme.to_owned()));
    let indexed = || tag.attribute("indexed").map(|index| Colour::Indexed(index.to_owned()));
    tag.attribute("rgb").map(|rgb| Colour::Rgb(rgb.to_owned())).or_else(theme).or_else(indexed)
}

/// Reads the styles of a workbook.
pub(super) fn read(styles: Option<&str>) -> Result<Looks, Broken> {
    let Some(text) = styles else { return Ok(Looks::default()) };
    let tags = tags(text)?;
    let fonts: Vec<Option<Colour>> = each(&tags, "fonts", "font").iter().map(|tags| first(tags, "color")).collect();
    let grounds: Vec<Option<Colour>> = each(&tags, "fills", "fill").iter().map(|tags| ground(tags)).collect();
    let blank = |code: &str| !code.is_empty() && code.chars().all(|mark| matches!(mark, ';' | ' '));
    let named = tags.iter().filter(|tag| tag.opens("numFmt") && tag.attribute("formatCode").is_some_and(blank));
    let formats: BTreeSet<&str> = named.filter_map(|tag| tag.attribute("numFmtId")).collect();
    let mut unseen = BTreeSet::new();
    for (index, tags) in each(&tags, "cellXfs", "xf").iter().enumerate() {
        let Some(xf) = tags.first() else { continue };
        let number = |key: &str| xf.attribute(key).and_then(|id| id.parse::<usize>().ok());
        let font = number("fontId").and_then(|id| fonts.get(id)).cloned().flatten();
        let ground = number("fillId").and_then(|id| grounds.get(id)).cloned().flatten();
        let alike = match (&font, &ground) {
            (Some(font), None) => font.is_white(),
            (Some(font), Some(ground)) => font == ground || font.is_white() && ground.is_white(),
            (None, _) => false,
        };
        if alike || xf.attribute("numFmtId").is_some_and(|id| formats.contains(id)) {
            unseen.insert(index);
        }
    }
    Ok(Looks(unseen))
}

/// The colour of a solid ground.
fn ground(tags: &[Tag]) -> Option<Colour> {
    let solid = tags.iter().any(|tag| tag.opens("patternFill") && tag.attribute("patternType") == Some("solid"));
    solid.then(|| first(tags, "fgColor")).flatten()
}

fn first(tags: &[Tag], name: &str) -> Option<Colour> {
    tags.iter().find(|tag| tag.opens(name)).and_then(colour)
}

/// The tags of each `child` that stands right within `list`.
fn each<'t>(tags: &'t [Tag], list: &str, child: &str) -> Vec<&'t [Tag]> {
    let Some(begun) = tags.iter().position(|tag| tag.opens(list)) else { return Vec::new() };
    let inside = tags.get(begun + 1..).unwrap_or_default();
    let ended = inside.iter().position(|tag| tag.kind == Kind::Close && tag.name == list).unwrap_or(inside.len());
    let inside = inside.get(..ended).unwrap_or_default();
    let starts: Vec<usize> = inside.iter().enumerate().filter(|(_, tag)| tag.opens(child)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([inside.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| inside.get(*start..end)).collect()
}
