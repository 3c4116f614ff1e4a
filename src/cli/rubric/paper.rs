//! `duly rubric show`: the rubric as a regulation to read, to compare with the paper and to sign.

use serde_json::json;

use crate::base::text::{Language, Say};
use crate::cli::show::Show;
use crate::report::{articles, Article, Chapter};
use crate::rubric::model::Rubric;

/// Prints all articles, chapter by chapter; as JSON, a line each.
pub(super) fn print(rubric: &Rubric, show: &Show) {
    show.line(&rubric.name);
    let (mut chapter, mut chapters, mut number) = (None, 0, 0);
    for article in articles(rubric) {
        if chapter != Some(article.chapter) {
            // What stands before the first heading is the regulation's own.
            if article.id != "rubric" {
                chapter = Some(article.chapter);
                (chapters, number) = (chapters + 1, 0);
                show.line(&format!("\n{}", heading(chapters, article.chapter, show.language)));
            }
        }
        if article.id == "rubric" {
            facts(&article, "  ", show);
        } else {
            number += usize::from(article.under || article.chapter != Chapter::Criteria);
            told(&article, number, show);
        }
        show.json(&json!({
            "type": "article",
            "rubric": rubric.id,
            "chapter": article.chapter.id(),
            "id": article.id,
            "title": article.title.text(show.language),
            "facts": article.facts.iter().map(|fact| json!({
                "label": fact.label.text(show.language),
                "text": fact.text.text(show.language),
            })).collect::<Vec<_>>(),
        }));
    }
    show.say(
        "\n与纸质文件逐条核对，相符。\n核对人：______________    日期：______________",
        "\nCompared with the paper, article by article, and found to agree.\nSigned: ______________    Date: ______________",
    );
}

/// `三、计分项目`, `3. What is scored`.
fn heading(number: usize, chapter: Chapter, language: Language) -> String {
    const NUMBERS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let title = chapter.title();
    match language {
        Language::Chinese => {
            let number = number.checked_sub(1).and_then(|index| NUMBERS.get(index)).copied().unwrap_or_default();
            format!("{number}、{}", title.zh)
        }
        Language::English => format!("{number}. {}", title.en),
    }
}

/// An article under its number; a dimension as a heading of those under it.
fn told(article: &Article, number: usize, show: &Show) {
    let title = article.title.text(show.language);
    let heads = article.chapter == Chapter::Criteria && !article.under;
    if heads {
        show.line(&format!("\n  〔{title}〕"));
        facts(article, "    ", show);
        return;
    }
    if let [fact] = article.facts.as_slice() {
        if fact.label == Say::default() {
            show.line(&format!("  {number}. {}", fact.text.text(show.language)));
            return;
        }
    }
    show.line(&format!("  {number}. {title}"));
    facts(article, "     ", show);
}

fn facts(article: &Article, indent: &str, show: &Show) {
    for fact in &article.facts {
        let (label, text) = (fact.label.text(show.language), fact.text.text(show.language));
        show.say(&format!("{indent}{label}：{text}"), &format!("{indent}{label}: {text}"));
    }
}
