//! Changes and shares in words.

use super::facts::{percent, Fact, Facts};
use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;

/// One figure as a share of another: part and whole of the period and of the one before, where both were recorded.
pub(super) struct Share {
    /// In the period.
    pub now: Option<(Exact, Exact)>,
    /// In the period before.
    pub before: Option<(Exact, Exact)>,
    /// Whether folders do not agree on one of the two, and in the period before.
    pub differs: (bool, bool),
}

impl Share {
    /// The share of these figures.
    pub fn of(facts: &Facts, part: &str, whole: &str) -> Self {
        let pair = facts.figures.get(part).zip(facts.figures.get(whole));
        Self {
            now: pair.and_then(|(part, whole)| part.now.clone().zip(whole.now.clone())),
            before: pair.and_then(|(part, whole)| part.before.clone().zip(whole.before.clone())),
            differs: pair.map_or((false, false), |(part, whole)| (part.differs.0 || whole.differs.0, part.differs.1 || whole.differs.1)),
        }
    }

    /// How many percentage points more than before.
    pub fn difference(&self) -> Option<Exact> {
        let share = |numbers: &Option<(Exact, Exact)>| numbers.as_ref().and_then(|(part, whole)| part.over(whole));
        Some(&(share(&self.now)? - share(&self.before)?) * &Exact::from(100_i64))
    }
}

/// `93.8%（45/48）`: a rate without its numbers cannot be weighed. None of nothing.
pub(super) fn share((part, whole): &(Exact, Exact), language: Language) -> Option<String> {
    let (percent, part, whole) = (percent(part, whole)?, part.plain(), whole.plain());
    Some(match language {
        Language::Chinese => format!("{percent}（{part}/{whole}）"),
        Language::English => format!("{percent} ({part} of {whole})"),
    })
}

/// `，比上年提高2.1个百分点`; nothing where one of the two is not known.
pub(super) fn change_of_shares(share: &Share, facts: &Facts) -> Option<String> {
    let difference = share.difference()?;
    let (base, size) = (base(facts), points(&if difference.is_negative() { -difference.clone() } else { difference.clone() }));
    Some(match (facts.language, difference.is_zero(), difference.is_negative()) {
        (Language::Chinese, true, _) => format!("，与{base}持平"),
        (Language::English, true, _) => ", as before".into(),
        (Language::Chinese, false, false) => format!("，比{base}提高{size}个百分点"),
        (Language::Chinese, false, true) => format!("，比{base}下降{size}个百分点"),
        (Language::English, false, false) => format!(", up by {size} percentage points"),
        (Language::English, false, true) => format!(", down by {size} percentage points"),
    })
}

/// Percentage points as they are printed.
pub(super) fn points(number: &Exact) -> String {
    number.print(1, RoundMode::HalfUp)
}

/// `，比上年增加3件，增长5.2%`; no share of what was nothing.
pub(super) fn change(fact: &Fact, facts: &Facts) -> Option<String> {
    let (now, before, unit) = (fact.now.as_ref()?, fact.before.as_ref()?, fact.unit.as_str());
    Some(change_of(now, before, unit, facts))
}

fn change_of(now: &Exact, before: &Exact, unit: &str, facts: &Facts) -> String {
    let (language, base) = (facts.language, base(facts));
    let difference = now - before;
    if difference.is_zero() {
        return match language {
            Language::Chinese => format!("，与{base}持平"),
            Language::English => ", as before".into(),
        };
    }
    let size = if difference.is_negative() { -difference.clone() } else { difference.clone() };
    let share = percent(&size, before).filter(|_| before.is_positive());
    let share = |open: &str, close: &str| share.as_ref().map(|share| format!("{open}{share}{close}")).unwrap_or_default();
    match (language, difference.is_negative()) {
        (Language::Chinese, false) => format!("，比{base}增加{}{unit}{}", size.plain(), share("，增长", "")),
        (Language::Chinese, true) => format!("，比{base}减少{}{unit}{}", size.plain(), share("，下降", "")),
        (Language::English, false) => format!(", up by {}{}", size.plain(), share(" (", ")")),
        (Language::English, true) => format!(", down by {}{}", size.plain(), share(" (", ")")),
    }
}

/// What is set beside: the year before, the same part of it, the first half beside the second, or else the period before.
fn base(facts: &Facts) -> &'static str {
    let split = |id: &str| {
        let (year, part) = id.split_once('-').unwrap_or((id, ""));
        Some((year.parse::<u32>().ok().filter(|_| year.len() == 4)?, part.to_owned()))
    };
    let both = split(&facts.periods.0).zip(facts.periods.1.as_deref().and_then(split));
    match both {
        Some(((now, part), (then, other))) if now == then + 1 && part == other => {
            if part.is_empty() {
                "上年"
            } else {
                "上年同期"
            }
        }
        Some(((now, part), (then, other))) if now == then && part == "H2" && other == "H1" => "上半年",
        Some(_) | None => "上期",
    }
}
