//! What the regulation is, and whom it assesses.

use super::{Article, Chapter};
use crate::base::text::{Language, Say};
use crate::report::said::head::{in_force, scope, shares};
use crate::report::said::stages::exposure;
use crate::report::wording::{join, same};
use crate::rubric::model::Rubric;

pub(super) fn articles(rubric: &Rubric) -> Vec<Article> {
    vec![identity(rubric), subject(rubric), term(rubric)].into_iter().filter(|article| !article.facts.is_empty()).collect()
}

fn identity(rubric: &Rubric) -> Article {
    let text = |text: &Option<String>| same(text.clone().unwrap_or_default());
    let source = &rubric.source;
    let locale = match rubric.locale {
        Language::Chinese => Say::new("中文", "Chinese"),
        Language::English => Say::new("英文", "English"),
    };
    Article::new(Chapter::Head, "rubric", same(&rubric.name))
        .fact("编号", "Id", same(&rubric.id))
        .fact("版本", "Version", same(&rubric.version))
        .fact("制定机关", "Issued by", text(&rubric.issuer))
        .fact("施行", "In force", in_force(rubric))
        .fact("考核期", "Period unless another is named", same(rubric.period.as_ref().map_or("", |period| &period.id)))
        .fact("公布的文本", "Published as", text(&source.title))
        .fact("网址", "Address", text(&source.url))
        .fact("机关", "Kind of body", text(&source.body))
        .fact("收录", "Scope", source.scope.map(scope).unwrap_or_default())
        .fact("说明", "Note", text(&source.note))
        .fact("工作簿语言", "Language of workbooks", locale)
        .fact("票数百分比", "Shares of ballots", shares(rubric))
}

fn subject(rubric: &Rubric) -> Article {
    let rule = &rubric.subject;
    let called = if rule.called.is_empty() { Say::new("考评对象", "Subjects") } else { same(&rule.called) };
    let headers = |ids: &[String]| join(&ids.iter().map(|id| header(rubric, id)).collect::<Vec<_>>(), "、", ", ");
    let table = same(rubric.table(&rule.table).and_then(|table| table.sheets.first()).unwrap_or(&rule.table));
    let peers = if rubric.peers.is_empty() { Say::new("全体在一起排名", "all are one group") } else { headers(&rubric.peers) };
    Article::new(Chapter::Head, "rubric.subject", called)
        .fact("名册", "Roster", table)
        .fact("姓名", "Name", header(rubric, &rule.name))
        .fact("唯一编号", "Told apart by", headers(&rule.key))
        .fact("同名者另注", "Noted behind names of two", headers(&rule.tell_apart))
        .fact("同一人任几级代表，按", "Mandates of one person by", headers(rule.mandate.as_slice()))
        .fact("分组排名，按", "Ranked within", peers)
        .fact("另在组内排名，按", "Ranked also within", headers(&rubric.groups))
}

fn term(rubric: &Rubric) -> Article {
    let term = &rubric.subject.term;
    let column = |id: &Option<String>| id.as_ref().map(|id| header(rubric, id)).unwrap_or_default();
    Article::new(Chapter::Head, "rubric.subject.term", Say::new("任期", "Term"))
        .fact("起", "From", column(&term.from))
        .fact("止", "To", column(&term.to))
        .fact("暂停", "Suspended from", column(&term.pause))
        .fact("恢复", "Back from", column(&term.resume))
        .fact("计法", "Counted", exposure(rubric).unwrap_or_default())
}

/// A roster column as it is headed.
fn header(rubric: &Rubric, id: &str) -> Say {
    let column = rubric.table(&rubric.subject.table).and_then(|table| table.column(id));
    same(column.and_then(|column| column.headers.first()).map_or(id, String::as_str))
}
