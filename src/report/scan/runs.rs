//! Runs of digits in a text: the groups that numbers are written in, and what stands between them.

/// Groups of digits with nothing between them but what parts the groups of a number.
pub(super) struct Run {
    pub groups: Vec<Group>,
}

pub(super) struct Group {
    /// Digits; of the last one perhaps with X.
    pub digits: String,
    /// Where it begins and ends in the text.
    pub at: (usize, usize),
    /// What stands between it and the group before.
    pub parted: Parted,
    /// Right behind the point of a decimal it is no number of its own.
    pub behind_point: bool,
}

/// What stands before a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Nothing: it is the first of its run.
    First,
    /// A blank, a line or a dot in the middle, which part nothing but the groups of a number.
    Plainly,
    /// A mark that parts decimals, dates, amounts and lists as well.
    By(char),
}

/// The runs of a text.
pub(super) fn runs(text: &[char]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    let mut ended: Option<usize> = None;
    while let Some(mark) = text.get(at) {
        if !mark.is_ascii_digit() {
            at += 1;
            continue;
        }
        let begun = at;
        while text.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
        let mut digits: String = text.get(begun..at).unwrap_or_default().iter().collect();
        if text.get(at).is_some_and(|mark| matches!(mark, 'X' | 'x')) && !text.get(at + 1).is_some_and(char::is_ascii_alphanumeric) {
            digits.push('X');
            at += 1;
        }
        let parted = ended.and_then(|ended| parted(text.get(ended..begun)?)).unwrap_or(Parted::First);
        ended = Some(at);
        let behind_point = begun > 1 && text.get(begun - 1) == Some(&'.') && text.get(begun - 2).is_some_and(char::is_ascii_digit);
        let group = Group { digits, at: (begun, at), parted, behind_point };
        match runs.last_mut() {
            Some(run) if parted != Parted::First => run.groups.push(group),
            Some(_) | None => runs.push(Run { groups: vec![group] }),
        }
    }
    runs
}

/// How two groups are parted; none where they belong to two numbers.
fn parted(between: &[char]) -> Option<Parted> {
    if (1..=2).contains(&between.len()) && between.iter().all(|mark| is_plain(*mark)) {
        return Some(Parted::Plainly);
    }
    let mut marks = between.iter().copied().filter(|mark| *mark != ' ');
    let mark = marks.next().filter(|mark| matches!(mark, '.' | '。' | ',' | '/' | '\\' | '_' | ':' | '|' | '~'))?;
    let blanks = between.contains(&' ');
    // Behind a comma with a blank the next of a list begins.
    (between.len() <= 3 && marks.all(|other| other == mark) && !(blanks && mark == ',')).then_some(Parted::By(mark))
}

fn is_plain(mark: char) -> bool {
    matches!(mark, ' ' | '-' | ')' | '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' | '─' | '·' | '•' | '・' | '‧' | '∙' | '⋅')
}

/// What parts all groups of a number; none where they are parted in several ways, or where the same mark goes on before or behind them,
/// as in a list.
pub(super) fn parting(groups: &[Group], next: Option<&Group>) -> Option<Parted> {
    let (first, rest) = groups.split_first()?;
    let Some(parted) = rest.first().map(|group| group.parted) else { return Some(Parted::Plainly) };
    let goes_on = parted != Parted::Plainly && (first.parted == parted || next.is_some_and(|next| next.parted == parted));
    (!goes_on && rest.iter().all(|group| group.parted == parted)).then_some(parted)
}
