//! How little a run of characters is to be expected, given the other texts of a collection.
//!
//! In: texts as characters. Out: whole bits. A model of two characters of context, smoothed after Witten and Bell:
//!
//! ```text
//! p(c | ab) = (n(abc) + t(ab)·p(c | b)) ÷ (n(ab) + t(ab)),   t(ab) = number of different characters seen after ab
//! p(c)      = (n(c) + t·1/A) ÷ (n + t)
//! ```
//!
//! Source: I. H. Witten and T. C. Bell, "The zero-frequency problem", IEEE Transactions on Information Theory 37 (1991),
//! 1085–1094, method C. No logarithm is taken: probabilities are multiplied and halvings counted, so that every machine
//! gets the same bits.

/// A: the characters of the first level of GB 2312-80.
const ALPHABET: f64 = 3755.0;
/// Bits of one character in a key; 0 stands before a text.
const WIDTH: u32 = 21;
const LAST: u64 = (1 << WIDTH) - 1;

/// What stands how often behind what, in all texts.
#[derive(Debug, Clone, Default)]
pub struct Surprise {
    all: Counts,
}

/// Runs of one, two and three characters with their number, each list in order; and how many characters there are.
#[derive(Debug, Clone, Default)]
struct Counts {
    runs: [Vec<(u64, u32)>; 3],
    characters: u32,
}

impl Surprise {
    /// Of these texts.
    pub fn new<'t>(texts: impl Iterator<Item = &'t [char]>) -> Self {
        Self { all: Counts::of(texts) }
    }

    /// Whole bits that the characters of `text` at the places `wanted` carry for one who knows all texts but those of
    /// `without`, which are among them: −log₂ of their probability, rounded down.
    pub fn bits(&self, text: &[char], wanted: &[bool], without: &[&[char]]) -> u64 {
        let out = Counts::of(without.iter().copied());
        let (mut part, mut halvings) = (1.0_f64, 0);
        for (trace, _) in traces(text).zip(wanted).filter(|(_, wanted)| **wanted) {
            part *= self.probability(trace, &out);
            while part <= 0.5 {
                part *= 2.0;
                halvings += 1;
            }
        }
        halvings
    }

    /// Of the last of three characters, after the two before it.
    fn probability(&self, [first, second, third]: [u64; 3], out: &Counts) -> f64 {
        let after_nothing = self.blend(0, 0, third, 1.0 / ALPHABET, out);
        let after_one = self.blend(1, second, third, after_nothing, out);
        self.blend(2, first << WIDTH | second, third, after_one, out)
    }

    /// What was seen after this context, and `below` for what was not.
    fn blend(&self, length: usize, context: u64, character: u64, below: f64, out: &Counts) -> f64 {
        let left = |key: u64| self.all.count(length, key).saturating_sub(out.count(length, key));
        let (seen, kinds) = if length == 0 {
            let gone = out.runs[0].iter().filter(|(key, _)| left(*key) == 0).count();
            let kinds = self.all.runs[0].len().saturating_sub(gone);
            (self.all.characters.saturating_sub(out.characters), u32::try_from(kinds).unwrap_or(u32::MAX))
        } else {
            let range = self.all.range(length, context << WIDTH, context << WIDTH | LAST);
            let left = range.iter().map(|(key, count)| count.saturating_sub(out.count(length, *key)));
            left.fold((0, 0), |(seen, kinds), count| (seen + count, kinds + u32::from(count > 0)))
        };
        if seen == 0 {
            return below;
        }
        let (seen, kinds) = (f64::from(seen), f64::from(kinds));
        (f64::from(left(context << WIDTH | character)) + kinds * below) / (seen + kinds)
    }
}

impl Counts {
    fn of<'t>(texts: impl Iterator<Item = &'t [char]>) -> Self {
        let mut runs: [Vec<u64>; 3] = Default::default();
        for [first, second, third] in texts.flat_map(traces) {
            let keys = [third, second << WIDTH | third, (first << WIDTH | second) << WIDTH | third];
            for (list, key) in runs.iter_mut().zip(keys) {
                list.push(key);
            }
        }
        let characters = u32::try_from(runs[0].len()).unwrap_or(u32::MAX);
        Self { runs: runs.map(counted), characters }
    }

    fn count(&self, length: usize, key: u64) -> u32 {
        self.range(length, key, key).first().map_or(0, |(_, count)| *count)
    }

    /// The runs with keys from `low` to `high`.
    fn range(&self, length: usize, low: u64, high: u64) -> &[(u64, u32)] {
        let runs = self.runs.get(length).map_or(&[][..], Vec::as_slice);
        let first = runs.partition_point(|(key, _)| *key < low);
        let end = runs.partition_point(|(key, _)| *key <= high);
        runs.get(first..end).unwrap_or_default()
    }
}

/// Each different key with its number.
fn counted(mut keys: Vec<u64>) -> Vec<(u64, u32)> {
    keys.sort_unstable();
    let mut counts: Vec<(u64, u32)> = Vec::new();
    for key in keys {
        match counts.last_mut() {
            Some((known, count)) if *known == key => *count += 1,
            _ => counts.push((key, 1)),
        }
    }
    counts
}

/// Each character with the two before it; 0 where there is none.
fn traces(text: &[char]) -> impl Iterator<Item = [u64; 3]> + '_ {
    let mut before = [0, 0];
    text.iter().map(move |character| {
        let third = u64::from(u32::from(*character));
        let trace = [before[0], before[1], third];
        before = [before[1], third];
        trace
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(texts: &[&str]) -> Vec<Vec<char>> {
        texts.iter().map(|text| text.chars().collect()).collect()
    }

    fn bits(texts: &[&str], text: &str, without: &[&str]) -> u64 {
        let (texts, text, without) = (characters(texts), characters(&[text]), characters(without));
        let without: Vec<&[char]> = without.iter().map(Vec::as_slice).collect();
        let text = text.first().map_or(&[][..], Vec::as_slice);
        Surprise::new(texts.iter().map(Vec::as_slice)).bits(text, &vec![true; text.len()], &without)
    }

    #[test]
    fn the_model_is_that_of_the_formula() {
        // After nothing: n = 4, t = 2; p(b) = (2 + 2/3755)/6. After a (n = 2, t = 1): (2 + p)/3. After ·a the same once more.
        let texts = characters(&["ab", "ab"]);
        let model = Surprise::new(texts.iter().map(Vec::as_slice));
        let one = (2.0 + 2.0 / 3755.0) / 6.0;
        let (after_a, trace) = ((2.0 + one) / 3.0, [0, u64::from(u32::from('a')), u64::from(u32::from('b'))]);
        crate::stats::near(model.probability(trace, &Counts::default()), (2.0 + after_a) / 3.0, 1e-15);
    }

    #[test]
    fn who_knows_nothing_is_surprised_by_every_character() {
        // log₂ 3755 = 11.87…
        assert_eq!(bits(&["修路架桥"], "修路架桥", &["修路架桥"]), 47);
        assert_eq!(bits(&[], "修", &[]), 11);
    }

    #[test]
    fn what_others_say_too_surprises_less() {
        let texts = ["整修东村渠道", "整修西村渠道", "整修南村渠道", "加装东村路灯", "加装西村路灯", "加装南村路灯"];
        let usual = bits(&texts, "整修南村渠道", &["整修南村渠道"]);
        let rare = bits(&[&texts[..], &["设立流动图书"][..]].concat(), "设立流动图书", &["设立流动图书"]);
        assert!(usual < 20, "{usual}");
        assert!(rare > 50, "{rare}");
    }
}
