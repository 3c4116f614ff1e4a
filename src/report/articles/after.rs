//! How items become totals, grades, ranks and a selection; then the figures.

use super::{Article, Chapter};
use crate::base::text::Say;
use crate::report::said::query::Speaker;
use crate::report::said::{places, publication, standing};
use crate::report::wording::same;
use crate::rubric::model::{Figure, Notice, Rubric, Veto};

pub(super) fn articles(rubric: &Rubric) -> Vec<Article> {
    let plain = |chapter, id: &str, zh, en, text: Option<Say>| {
        let article = Article::new(chapter, id, Say::new(zh, en));
        text.map(|text| article.fact("", "", text))
    };
    let total = [
        plain(Chapter::Total, "base", "基础分", "Base", standing::base(rubric)),
        plain(Chapter::Total, "bonus", "附加分", "Bonus", standing::bonus(rubric)),
        plain(Chapter::Total, "blend", "合成", "Blend", standing::blend(rubric)),
        plain(Chapter::Total, "rubric.rounding", "取整", "Rounding", Some(standing::rounding(rubric))),
    ];
    let mut all: Vec<Article> = total.into_iter().flatten().collect();
    all.extend(rubric.vetoes.iter().map(|veto| self::veto(rubric, veto)));
    all.extend(plain(Chapter::Grades, "grades", "等次", "Grades", places::grades(rubric)));
    all.extend(plain(Chapter::Standing, "standing", "名次", "Ranks", Some(standing::ranks(rubric))));
    all.extend(plain(Chapter::Standing, "selection", "人选", "Selection", places::selection(rubric)));
    all.extend(rubric.notices.iter().map(|notice| self::notice(rubric, notice)));
    all.extend(plain(Chapter::Standing, "publication", "公示", "Publication", publication::publication(rubric)));
    all.extend(rubric.figures.iter().map(|figure| self::figure(rubric, figure)));
    all
}

fn veto(rubric: &Rubric, veto: &Veto) -> Article {
    Article::new(Chapter::Grades, format!("vetoes.{}", veto.id), same(&veto.name)).fact("", "", standing::veto(rubric, veto))
}

fn notice(rubric: &Rubric, notice: &Notice) -> Article {
    Article::new(Chapter::Standing, format!("notices.{}", notice.id), same(&notice.name)).fact("", "", standing::notice(rubric, notice))
}

fn figure(rubric: &Rubric, figure: &Figure) -> Article {
    let speaker = Speaker::new(rubric, &figure.query);
    Article::new(Chapter::Figures, format!("figures.{}", figure.id), same(&figure.name))
        .fact("单位", "Unit", same(&figure.unit))
        .fact("依据", "From", speaker.tables())
        .fact("计哪些、怎样计", "Rows and measure", speaker.rule())
}
