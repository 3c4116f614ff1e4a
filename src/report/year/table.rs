//! Every figure beside that of the period before, with where it was counted from; after them the shares that the template asks for.

use super::facts::{percent, plain, Fact, Facts};
use super::fill::{differs, gap};
use super::words::{points, Share};
use crate::base::exact::Exact;
use crate::base::text::Language;

/// Rows of six texts, head first, and the files and sheets that they name by numbers; `shares` are ids of part and whole.
pub(super) fn table(facts: &Facts, shares: &[(String, String)]) -> (Vec<Vec<String>>, Vec<[String; 2]>) {
    let pick = |zh: &str, en: &str| if facts.language == Language::Chinese { zh.to_owned() } else { en.to_owned() };
    let (now, before) = &facts.periods;
    let before = before.clone().unwrap_or_else(|| pick("上期", "before"));
    let head =
        vec![pick("指标", "Figure"), pick("单位", "Unit"), before, now.clone(), pick("增减", "Change"), pick("来源", "Counted from")];
    let mut places = Places::default();
    let told = facts.order.iter().filter_map(|id| facts.figures.get(id)).filter(|fact| !is_told_again(fact, facts));
    let rows: Vec<Vec<String>> = told.map(|fact| row(fact, facts, &mut places)).collect();
    let shares = shares.iter().filter_map(|(part, whole)| of_share(part, whole, facts));
    let numbered = (1_u32..).zip(places.0).map(|(number, place)| [mark(number, facts.language), place]);
    let title = [pick("编号", "No."), pick("文件和工作表", "File and sheet")];
    let places: Vec<[String; 2]> = numbered.collect();
    let places = if places.is_empty() { places } else { std::iter::once(title).chain(places).collect() };
    (std::iter::once(head).chain(rows).chain(shares).collect(), places)
}

/// Whether a count of the results is a figure of the rubric as well, which names the rows.
fn is_told_again(fact: &Fact, facts: &Facts) -> bool {
    let same = |other: &&Fact| other.name == fact.name && (&other.now, &other.before) == (&fact.now, &fact.before);
    fact.sources.is_empty() && facts.figures.values().filter(same).any(|other| !other.sources.is_empty())
}

/// Files and sheets in the order in which they are first named.
#[derive(Default)]
struct Places(Vec<String>);

impl Places {
    /// `〔3〕4–60行`: a source, whose rows stand last in it, with its file and sheet by number.
    fn told(&mut self, source: &str, language: Language) -> String {
        let Some((place, rows)) = source.rsplit_once(' ') else { return source.to_owned() };
        let at = self.0.iter().position(|known| known == place).unwrap_or_else(|| {
            self.0.push(place.to_owned());
            self.0.len() - 1
        });
        let rows = match rows.split_once(':') {
            Some((first, last)) if first == last => first.to_owned(),
            Some((first, last)) => format!("{first}–{last}"),
            None => rows.to_owned(),
        };
        let mark = mark(u32::try_from(at + 1).unwrap_or(u32::MAX), language);
        match language {
            Language::Chinese => format!("{mark}{rows}行"),
            Language::English => format!("{mark} {rows}"),
        }
    }

    fn all(&mut self, sources: &[String], comma: &str, language: Language) -> String {
        sources.iter().map(|source| self.told(source, language)).collect::<Vec<_>>().join(comma)
    }
}

fn mark(number: u32, language: Language) -> String {
    match language {
        Language::Chinese => format!("〔{number}〕"),
        Language::English => format!("[{number}]"),
    }
}

fn row(fact: &Fact, facts: &Facts, places: &mut Places) -> Vec<String> {
    let difference = fact.now.as_ref().zip(fact.before.as_ref()).map(|(now, before)| now - before);
    let before = before(fact.before.as_ref().map(Exact::plain), fact.differs.1, facts);
    let change = difference.as_ref().map_or_else(|| "—".to_owned(), |difference| plain(Some(difference)));
    vec![
        fact.name.clone(),
        fact.unit.clone(),
        before,
        or_mark(fact.now.as_ref().map(Exact::plain), fact.differs.0, facts),
        change,
        sources(fact, facts, places),
    ]
}

/// Where both numbers were counted, this period's first.
fn sources(fact: &Fact, facts: &Facts, places: &mut Places) -> String {
    let (comma, stop, colon, results) = match facts.language {
        Language::Chinese => ("、", "；", "：", "评分结果 results.json"),
        Language::English => (", ", "; ", ": ", "results.json"),
    };
    if fact.sources.is_empty() && fact.sources_before.is_empty() {
        return fact.now.as_ref().map(|_| results.to_owned()).unwrap_or_default();
    }
    if fact.sources_before.is_empty() {
        return places.all(&fact.sources, comma, facts.language);
    }
    let (now, before) = (Some(&facts.periods.0), facts.periods.1.as_ref());
    let both = [(now, &fact.sources), (before, &fact.sources_before)].into_iter().filter(|(_, sources)| !sources.is_empty());
    let told = both.filter_map(|(period, sources)| Some(format!("{}{colon}{}", period?, places.all(sources, comma, facts.language))));
    told.collect::<Vec<_>>().join(stop)
}

/// None where one of the two is no figure at all.
fn of_share(part: &str, whole: &str, facts: &Facts) -> Option<Vec<String>> {
    let (above, below) = facts.figures.get(part).zip(facts.figures.get(whole))?;
    let asked = Share::of(facts, part, whole);
    let told = |numbers: &Option<(Exact, Exact)>| numbers.as_ref().and_then(|(part, whole)| percent(part, whole));
    let (now, then) = (Some(&facts.periods.0), facts.periods.1.as_ref());
    let made = [(now, &asked.now), (then, &asked.before)].into_iter().filter_map(|(period, numbers)| {
        let ((part, whole), period) = (numbers.as_ref()?, period?);
        Some(match facts.language {
            Language::Chinese => format!("{period}：{}/{}", part.plain(), whole.plain()),
            Language::English => format!("{period}: {} of {}", part.plain(), whole.plain()),
        })
    });
    let made: Vec<String> = made.collect();
    let change = asked.difference().map_or_else(|| "—".to_owned(), |difference| points(&difference));
    let before = before(told(&asked.before), asked.differs.1, facts);
    let source = made.join(if facts.language == Language::Chinese { "；" } else { "; " });
    Some(vec![
        format!("{} ÷ {}", above.name, below.name),
        "%".into(),
        before,
        or_mark(told(&asked.now), asked.differs.0, facts),
        change,
        source,
    ])
}

/// The number of the period before; a dash where no such period was given.
fn before(told: Option<String>, differs: bool, facts: &Facts) -> String {
    if facts.periods.1.is_some() {
        or_mark(told, differs, facts)
    } else {
        "—".to_owned()
    }
}

fn or_mark(told: Option<String>, differing: bool, facts: &Facts) -> String {
    told.unwrap_or_else(|| if differing { differs(facts.language) } else { gap(facts.language) }.to_owned())
}
