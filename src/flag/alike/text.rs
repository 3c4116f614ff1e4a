//! What of a text is compared, and its runs of characters.

use unicode_normalization::UnicodeNormalization;

/// Fewer characters are no content: 见附件, 同上.
const LEAST_CONTENT: usize = 15;
/// What every title begins and ends with.
const OPENINGS: [&str; 3] = ["关于", "对于", "有关"];
const ENDINGS: [&str; 4] = ["建议", "议案", "提案", "意见"];

/// Letters and digits only, in normal form and lower case, without 关于 … 的建议.
pub(super) fn bare(text: &str) -> Vec<char> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).filter(|mark| mark.is_alphanumeric()).collect();
    let mut rest = plain.as_str();
    rest = OPENINGS.iter().find_map(|opening| rest.strip_prefix(opening)).unwrap_or(rest);
    rest = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
    rest.strip_suffix('的').unwrap_or(rest).chars().collect()
}

/// Whether there is enough to compare.
pub(super) fn is_content(content: &[char]) -> bool {
    content.len() >= LEAST_CONTENT
}

/// Bits of one character in a key.
const WIDTH: u32 = 21;

/// Its different runs of two and three characters, in order.
pub(super) fn grams(text: &[char]) -> Vec<u64> {
    let key = |run: &[char]| run.iter().fold(0_u64, |key, mark| key << WIDTH | u64::from(u32::from(*mark)));
    let mut grams: Vec<u64> = text.windows(2).chain(text.windows(3)).map(key).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Which characters stand in a run of two that the other text has too.
pub(super) fn shared(text: &[char], other: &[u64]) -> Vec<bool> {
    let mut shared = vec![false; text.len()];
    for (at, run) in text.windows(2).enumerate() {
        if grams(run).first().is_some_and(|gram| other.binary_search(gram).is_ok()) {
            for mark in shared.iter_mut().skip(at).take(2) {
                *mark = true;
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(marks: &[char]) -> String {
        marks.iter().collect()
    }

    #[test]
    fn frames_width_and_marks_are_no_part_of_a_title() {
        assert_eq!(text(&bare("关于“整修Ａ村、Ｂ村灌溉渠道”的建议")), "整修a村b村灌溉渠道");
        assert_eq!(text(&bare("修路建议")), "修路");
        assert_eq!(text(&bare("关于保护古树名木的议案。")), "保护古树名木");
    }

    #[test]
    fn runs_are_of_two_and_three() {
        assert_eq!(grams(&['修', '水', '渠']).len(), 3);
        assert_eq!(grams(&['修']).len(), 0);
        let other = grams(&bare("修水渠"));
        assert_eq!(shared(&bare("整修水渠道"), &other), [false, true, true, true, false]);
    }
}
