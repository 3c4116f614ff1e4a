//! Rubrics that come with the program, by name.

/// Name and text of each.
pub const BUILT_IN: &[(&str, &str)] =
    &[("township", include_str!("../../rubrics/township.toml")), ("parliament", include_str!("../../rubrics/parliament.toml"))];

/// The text of a rubric that comes with the program.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
