//! What the articles tell.

use super::articles;
use crate::rubric::library::BUILT_IN;
use crate::rubric::{read, Sound};

fn told(text: &str, id: &str) -> Vec<(String, String)> {
    let sound = read("rubric.toml", text).map(|Sound { rubric, .. }| rubric);
    let rubric = sound.unwrap_or_else(|problems| panic!("{problems:?}"));
    let all = articles(&rubric);
    let article = all.iter().find(|article| article.id == id).unwrap_or_else(|| panic!("no article {id}"));
    article.facts.iter().map(|fact| (fact.label.zh.clone(), fact.text.zh.clone())).collect()
}

fn township() -> &'static str {
    BUILT_IN.iter().find(|(name, _)| *name == "township").map_or("", |(_, text)| text)
}

fn fact(text: &str, id: &str, label: &str) -> String {
    told(text, id).into_iter().find(|(known, _)| known == label).map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn a_criterion_is_told_from_its_clause_to_its_examples() {
    let told = told(township(), "criteria.replies");
    let labels: Vec<&str> = told.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["条款", "依据", "计哪些、怎样计", "计分", "本项限于", "没有数时", "算例"]);
    assert!(told.iter().any(|(_, text)| text.ends_with("→ 3 分")), "{told:?}");
}

#[test]
fn published_ranges_are_told_with_their_reading() {
    let text = township().replace("name = \"称职\"\nfrom = 70", "name = \"称职\"\nfrom = 70\nto = 84");
    let grades = fact(&text, "grades", "");
    assert!(grades.contains("优秀 85 分及以上，称职 70–84（读作不低于 70 且低于 85），"), "{grades}");
    let text = township().replacen(
        "points    = { full = 18 }",
        "points = { bands = [{ from = 0.9, to = 1, points = 18 }, { from = 0.8, to = 0.89, points = 9 }, { to = 0.79, points = 0 }] }",
        1,
    );
    let text = text.replace("points = 11.25", "points = 0");
    assert_eq!(
        fact(&text, "criteria.attend", "计分"),
        "0.9–1（读作不低于 0.9）得 18 分，0.8–0.89（读作不低于 0.8 且低于 0.9）得 9 分，0.79 及以下（读作低于 0.8）得 0 分"
    );
}

#[test]
fn bounds_of_each_sub_period_say_so() {
    let text = township().replacen("points    = { full = 18 }", "points = { full = 18 }\nper = \"quarter\"\ncap = 5\ntotal-cap = 12", 1);
    let text = text.replace("[[criteria.attend.examples]]", "[[criteria.attend.examples]]\nperiod = \"2025-Q1\"");
    assert_eq!(fact(&text, "criteria.attend", "本项限于"), "每季度至多 5");
}

#[test]
fn every_criterion_veto_and_table_of_the_town_has_its_article() {
    let Ok(Sound { rubric, .. }) = read("rubric.toml", township()) else { panic!("unsound") };
    let ids: Vec<String> = articles(&rubric).into_iter().map(|article| article.id).collect();
    let tables = rubric.tables.iter().map(|table| format!("tables.{}", table.id));
    let criteria = rubric.criteria.iter().map(|criterion| format!("criteria.{}", criterion.id));
    let vetoes = rubric.vetoes.iter().map(|veto| format!("vetoes.{}", veto.id));
    for id in tables.chain(criteria).chain(vetoes) {
        assert_eq!(ids.iter().filter(|known| **known == id).count(), 1, "{id}");
    }
}
