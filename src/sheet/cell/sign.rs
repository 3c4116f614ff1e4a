//! Ticks, crosses and circles: one sign, several code points.
//!
//! Which of them an input method types is chance; no letter or digit is among them, as those mean something else.

const ALIKE: [(char, &str); 3] = [('√', "✓✔☑🗸"), ('×', "✕✖✗✘╳❌"), ('○', "〇◯⭕")];

/// The same text with one sign for those that look alike.
pub(super) fn one(text: &str) -> String {
    let alike = |mark: char| ALIKE.iter().find(|(_, others)| others.contains(mark)).map_or(mark, |(sign, _)| *sign);
    text.chars().filter(|mark| *mark != '\u{fe0f}').map(alike).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_look_alike_are_one_and_letters_stay() {
        assert_eq!(one("✔\u{fe0f}"), "√");
        assert_eq!(one("✗"), "×");
        assert_eq!(one("〇"), "○");
        for text in ["x", "v", "o", "0", "△", "●"] {
            assert_eq!(one(text), text);
        }
    }
}
