//! Parts of sentences: lists, guesses, ranges, groups.

use crate::base::text::Say;

pub(super) fn listed(words: &[String]) -> String {
    words.join("、")
}

/// `8 至 10、4 至 7`.
pub(super) fn spans(ranges: &[(String, String)]) -> Say {
    let each = |word: &str| ranges.iter().map(|(low, high)| format!("{low} {word} {high}")).collect::<Vec<_>>();
    Say::new(each("至").join("、"), each("to").join(", "))
}

pub(super) fn quoted(text: &str) -> String {
    format!("“{text}”")
}

pub(super) fn guess(nearest: &[String]) -> Say {
    if nearest.is_empty() {
        return Say::default();
    }
    Say::new(format!("；是否为：{}？", listed(nearest)), format!("; did you mean {}?", nearest.join(", ")))
}

/// The peer group in front of a sentence, where it has a name.
pub(super) fn group(found: &str) -> Say {
    if found.is_empty() {
        Say::default()
    } else {
        Say::new(format!("{found}："), format!("{found}: "))
    }
}

/// `先进 3、合格 4、较差 2`.
pub(super) fn grades(option: &[(String, u64)], between: &str) -> String {
    option.iter().map(|(grade, number)| format!("{grade} {number}")).collect::<Vec<_>>().join(between)
}

/// `收回票 47，多于发出票 45`; `有效票 40，而满意 30、基本满意 8、不满意 3 合计 41`.
pub(super) fn turnout(found: &str, what: &Say, with: &Say, number: &str, equal: bool) -> Say {
    if equal {
        return Say::new(
            format!("{} {found}，而{} {number}", what.zh, with.zh),
            format!("{} {found}, but {} is {number}", what.en, with.en),
        );
    }
    Say::new(format!("{} {found}，多于{} {number}", what.zh, with.zh), format!("{} {found}, more than {} {number}", what.en, with.en))
}

/// A value that must be there and is not, or is one of the kinds of nothing.
pub(super) fn unrecorded(criterion: &str, subject: &str, kind: Option<&Say>, few: Option<(u64, u64)>, open: u64) -> Say {
    let said = match (kind, few) {
        (None, Some((number, least))) => Say::new(
            format!("{subject}：“{criterion}”只有 {number} 份计入，办法要求至少 {least} 份"),
            format!("{subject}: only {number} count for “{criterion}”, and the rubric asks for {least} at least"),
        ),
        (None, None) => Say::new(format!("{subject}：“{criterion}”没有记录"), format!("{subject}: nothing is recorded for “{criterion}”")),
        (Some(kind), _) => Say::new(
            format!("{subject}：“{criterion}”只有“{}”，办法规定不得据此计分", kind.zh),
            format!("{subject}: “{criterion}” is “{}”, which the rubric refuses to score", kind.en),
        ),
    };
    if open == 0 {
        return said;
    }
    let (row, its) = if open == 1 { ("row", "its") } else { ("rows", "their") };
    Say::new(
        format!("{}；另有 {open} 行有问题，看不出写的是谁，可能就是这一条", said.zh),
        format!("{}; {open} {row} with problems of {its} own could be about anybody, and so be what is missing", said.en),
    )
}
