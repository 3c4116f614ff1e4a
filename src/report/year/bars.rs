//! Figures drawn beside those of the period before: `{{bars visits opinions}}` on a line of its own.

use super::facts::{Facts, Gap};
use crate::base::exact::Exact;
use crate::base::text::Language;

/// A figure that is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    /// Its name, with the unit in brackets.
    pub name: String,
    /// In the period before.
    pub before: Option<Exact>,
    /// In the period.
    pub now: Option<Exact>,
}

/// The figures that a paragraph asks to be drawn; none where it is another paragraph.
pub(super) fn asked(paragraph: &str) -> Option<Vec<&str>> {
    let inside = paragraph.trim().strip_prefix("{{bars ")?.strip_suffix("}}")?;
    (!inside.contains("}}")).then(|| inside.split_whitespace().collect())
}

/// Those that were recorded; the others are gaps.
pub(super) fn bars(ids: &[&str], facts: &Facts, gaps: &mut Vec<Gap>) -> Vec<Bar> {
    let mut bars = Vec::new();
    for id in ids {
        match facts.figures.get(*id).filter(|fact| fact.now.is_some()) {
            Some(fact) => {
                let name = match (fact.unit.as_str(), facts.language) {
                    ("", _) => fact.name.clone(),
                    (unit, Language::Chinese) => format!("{}（{unit}）", fact.name),
                    (unit, Language::English) => format!("{} ({unit})", fact.name),
                };
                bars.push(Bar { name, before: fact.before.clone(), now: fact.now.clone() });
            }
            // On what folders do not agree is told as that.
            None if facts.figures.get(*id).is_some_and(|fact| fact.differs.0) => {}
            None => gaps.push(Gap((*id).to_owned())),
        }
    }
    bars
}

impl Bar {
    /// How long both are where the longer one is `whole`.
    pub fn long(&self, whole: usize) -> [Option<usize>; 2] {
        let most = self.before.iter().chain(&self.now).max().cloned().unwrap_or_default();
        let long = |number: &Option<Exact>| {
            let part = (number.as_ref()? * &Exact::from(whole as u64)).over(&most)?;
            usize::try_from(part.floor().to_whole()?).ok()
        };
        [long(&self.before), long(&self.now)]
    }

    /// Both numbers, the earlier first.
    pub fn numbers(&self) -> [String; 2] {
        [&self.before, &self.now].map(|number| number.as_ref().map_or_else(|| "—".to_owned(), Exact::plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_of_two_is_whole_and_nothing_is_drawn_of_nothing() {
        let bar = |before: Option<u64>, now: Option<u64>| {
            Bar { name: String::new(), before: before.map(Exact::from), now: now.map(Exact::from) }.long(100)
        };
        assert_eq!(bar(Some(486), Some(468)), [Some(100), Some(96)]);
        assert_eq!(bar(None, Some(3)), [None, Some(100)]);
        assert_eq!(bar(Some(0), Some(0)), [None, None]);
    }

    #[test]
    fn only_a_line_of_its_own_is_drawn() {
        assert_eq!(asked("{{bars a  b}}"), Some(vec!["a", "b"]));
        assert_eq!(asked("{{bars a}} and {{bars b}}"), None);
        assert_eq!(asked("so {{bars a}}"), None);
    }
}
