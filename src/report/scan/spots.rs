//! Places where a person is found: e-mail addresses, and houses, stairs and doors.

/// Where e-mail addresses begin and end in a text.
pub(super) fn mails(text: &[char]) -> Vec<(usize, usize)> {
    let part = |mark: &char| mark.is_ascii_alphanumeric() || matches!(mark, '.' | '_' | '-' | '+');
    let at = text.iter().enumerate().filter(|(_, mark)| **mark == '@').map(|(at, _)| at);
    let found = at.filter_map(|at| {
        let before = text.get(..at)?.iter().rev().take_while(|mark| part(mark)).count();
        let behind = text.get(at + 1..)?.iter().take_while(|mark| part(mark)).count();
        let domain: String = text.get(at + 1..=at + behind)?.iter().collect();
        (before > 0 && domain.trim_matches('.').contains('.')).then_some((at - before, at + behind + 1))
    });
    found.collect()
}

/// Behind a number each of these is part of a home's address.
const PARTS: [&str; 6] = ["号楼", "号院", "单元", "栋", "幢", "弄"];
/// A number behind one of these and before 号 is a house.
const STREETS: &str = "路街巷道弄里组村屯寨庄坊胡同";
/// Chinese numerals.
const NUMERALS: &str = "一二三四五六七八九十百〇零";

/// Where addresses of homes begin and end in a text: `3号楼2单元501室`, `东街12号`.
pub(super) fn addresses(text: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match number(text, at) {
            Some(end) => {
                let behind = PARTS.iter().find(|part| starts(text, end, part)).map(|part| part.chars().count());
                let door = (digits(text, at, end) && end - at >= 3 && text.get(end) == Some(&'室')).then_some(1);
                let street = at > 0 && text.get(at - 1).is_some_and(|mark| STREETS.contains(*mark));
                let house = (digits(text, at, end) && street && text.get(end) == Some(&'号')).then_some(1);
                match behind.filter(|_| is_counted(text, at, end)).or(door).or(house) {
                    Some(length) => {
                        found.push((at, end + length));
                        at = end + length;
                    }
                    None => at = end,
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the number that begins here.
fn number(text: &[char], at: usize) -> Option<usize> {
    let length = text.get(at..)?.iter().take_while(|mark| mark.is_ascii_digit() || NUMERALS.contains(**mark)).count();
    (length > 0).then_some(at + length)
}

fn digits(text: &[char], at: usize, end: usize) -> bool {
    text.get(at..end).is_some_and(|number| number.iter().all(char::is_ascii_digit))
}

fn starts(text: &[char], at: usize, word: &str) -> bool {
    text.get(at..).is_some_and(|rest| word.chars().eq(rest.iter().take(word.chars().count()).copied()))
}

/// `第一单元` is a lesson, `三栋镇` and `五里弄村` are places; a home is counted in digits, or in words before 号楼 and 单元.
fn is_counted(text: &[char], at: usize, end: usize) -> bool {
    let ordinal = at > 0 && text.get(at - 1) == Some(&'第');
    !ordinal && (digits(text, at, end) || starts(text, end, "号楼") || starts(text, end, "单元"))
}
