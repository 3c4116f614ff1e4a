//! What is scored: each dimension, then its criteria; then the numbers that only rules refer to.

use super::{Article, Chapter};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::said::points::{bounds, no_values, over, points};
use crate::report::said::query::Speaker;
use crate::report::said::stages::{division, each, normalised};
use crate::report::wording::same;
use crate::rubric::model::{Count, Criterion, Dimension, Example, Expected, Rubric};

pub(super) fn articles(rubric: &Rubric) -> Vec<Article> {
    let mut all = Vec::new();
    for dimension in &rubric.dimensions {
        all.push(self::dimension(rubric, dimension));
        let own = rubric.criteria.iter().filter(|criterion| criterion.dimension == dimension.id);
        all.extend(own.map(|criterion| self::criterion(rubric, criterion)));
    }
    all.extend(rubric.counts.iter().map(|count| self::count(rubric, count)));
    all
}

fn dimension(rubric: &Rubric, dimension: &Dimension) -> Article {
    let number = |number: Option<&Exact>| same(number.map(Exact::plain).unwrap_or_default());
    let part = rubric.parts.iter().find(|part| rubric.blend.declared && part.id == dimension.part);
    let kind = if dimension.bonus { Say::new("附加分，在满分之外", "bonus, outside the 100") } else { Say::default() };
    let weight = Some(&dimension.weight).filter(|weight| **weight != Exact::one());
    let article = Article::new(Chapter::Criteria, format!("dimensions.{}", dimension.id), same(&dimension.name))
        .fact("满分", "In full", number(dimension.full.as_ref()))
        .fact("合计限于", "Sum within", bounds(dimension.floor.as_ref(), dimension.cap.as_ref()))
        .fact("分段", "Sub-periods", division(dimension.per, &dimension.totals))
        .fact("比较", "Compared", dimension.normalise.as_ref().map(normalised).unwrap_or_default())
        .fact("权重", "Weight", number(weight))
        .fact("性质", "Kind", kind)
        .fact("归入", "Part", same(part.map_or("", |part| &part.name)));
    if article.facts.is_empty() {
        return article.fact("合计", "Sum", Say::new("不设上下限", "without bounds"));
    }
    article
}

fn criterion(rubric: &Rubric, criterion: &Criterion) -> Article {
    let speaker = Speaker::new(rubric, &criterion.query);
    let mut article = Article::new(Chapter::Criteria, format!("criteria.{}", criterion.id), same(&criterion.name))
        .below()
        .fact("条款", "Clause", same(&criterion.clause))
        .fact("依据", "From", speaker.tables())
        .fact("计哪些、怎样计", "Rows and measure", speaker.rule())
        .fact("计分", "Points", points(rubric, criterion))
        .fact("本项限于", "Within", each(bounds(criterion.floor.as_ref(), criterion.cap.as_ref()), criterion.query.per))
        .fact("没有数时", "Without a number", no_values(criterion));
    for example in &criterion.examples {
        article = article.fact("算例", "Example", self::example(example));
    }
    article
}

fn example(example: &Example) -> Say {
    let term = Some(&example.exposure).filter(|exposure| **exposure != Exact::one());
    let term = term.map_or_else(Say::default, |term| Say::new(format!("（在任 {term}）"), format!(" (in office for {term})")));
    let result = match &example.expected {
        Expected::Points(points) => Say::new(format!("{} 分", points.plain()), points.plain()),
        Expected::NoValue(kind) => kind.say(),
    };
    Say::new(format!("{}{} → {}", example.why, term.zh, result.zh), format!("{}{} → {}", example.why, term.en, result.en))
}

fn count(rubric: &Rubric, count: &Count) -> Article {
    let speaker = Speaker::new(rubric, &count.query);
    Article::new(Chapter::Counts, format!("counts.{}", count.id), same(&count.name))
        .fact("依据", "From", speaker.tables())
        .fact("计哪些、怎样计", "Rows and measure", speaker.rule())
        .fact("除数", "Divided", over(rubric, count.over.as_deref()))
}
