//! Suggestions and motions whose texts are nearly the same, in this period or an earlier one that was read too.
//!
//! Two texts are alike when they share six tenths of their runs of two and three characters (Jaccard), and what they share
//! says more than the other texts of the register would lead one to expect: 关于…的建议, a village's name or a phrase that
//! many use is no sign. Where both have a content, title and content are compared; else the titles.

mod groups;
mod index;
#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests;
mod text;

use super::columns::{column, lead, Role};
use super::eyes::{text as text_of, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Entry, EvidenceTable};
use crate::rubric::model::Table;
use groups::{groups, Group};

/// A text that so many sign is a joint motion: by law its subject may be moved by several groups, and such motions are
/// dealt with together, so that a like title alone says nothing. Township motions need five (地方组织法).
const JOINT: u32 = 5;
/// So many places of one group are shown.
const SHOWN: usize = 30;

/// How many letters a text has without its set phrase.
pub(super) fn letters(text: &str) -> usize {
    text::bare(text).len()
}

/// One text of a register.
struct Paper<'e> {
    place: Place,
    cell: Place,
    title: &'e str,
    /// What is compared: the title, and the content where there is one.
    bare_title: Vec<char>,
    content: Vec<char>,
    lead: Option<u32>,
    day: Option<crate::base::period::Day>,
    /// Of an earlier or later period.
    elsewhere: bool,
    /// Signed by as many as a motion takes.
    joint: bool,
}

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let (mut flags, mut read, mut compared) = (Vec::new(), Vec::new(), 0);
    for (rule, table) in eyes.tables() {
        let (Some(title), Some(leader)) = (column(rule, Role::Title), lead(rule)) else { continue };
        let content = column(rule, Role::Content).filter(|content| content.id != title.id);
        let papers = papers(eyes, rule, table, &title.id, content.map(|content| content.id.as_str()));
        compared += papers.len();
        read.push((
            rule.id.as_str(),
            content.into_iter().fold(vec![title.id.as_str(), &leader.id], |mut ids, one| {
                ids.push(&one.id);
                ids
            }),
        ));
        flags.extend(found(eyes, &papers));
    }
    (eyes.look(Kind::AlikeTexts, &read, compared), flags)
}

fn papers<'e>(eyes: &Eyes, rule: &Table, table: &'e EvidenceTable, title: &str, content: Option<&str>) -> Vec<Paper<'e>> {
    // Entries are in order of place, so that who leads a row is found by it.
    let leaders: Vec<&Entry> = table.entries.iter().filter(|entry| entry.role.as_deref() == Some("lead")).collect();
    let signed: Vec<&Entry> = table.entries.iter().collect();
    let at = |entries: &[&'e Entry], place: &Place| {
        let first = entries.partition_point(|entry| entry.place < *place);
        entries.get(first).copied().filter(|entry| entry.place == *place)
    };
    let paper = |row: &'e Entry| {
        let title = text_of(row, title)?;
        let signers = at(&signed, &row.place).map_or(1, |entry| entry.signers);
        Some(Paper {
            cell: eyes.cell(&rule.id, row, rule_title(rule)),
            place: row.place.clone(),
            title,
            bare_title: text::bare(title),
            content: content.and_then(|content| text_of(row, content)).map(text::bare).unwrap_or_default(),
            lead: at(&leaders, &row.place).map(|entry| entry.subject),
            day: row.day,
            elsewhere: row.aside == Some(Aside::OtherPeriod),
            joint: signers >= JOINT,
        })
    };
    table.rows.iter().filter_map(paper).collect()
}

fn rule_title(rule: &Table) -> &str {
    column(rule, Role::Title).map_or("", |column| column.id.as_str())
}

/// Groups of papers by content, then by title of those that have no content to tell them apart.
fn found(eyes: &Eyes, papers: &[Paper]) -> Vec<Flag> {
    let whole = |paper: &Paper| [paper.bare_title.clone(), paper.content.clone()].concat();
    let texts: Vec<Vec<char>> =
        papers.iter().map(|paper| if text::is_content(&paper.content) { whole(paper) } else { Vec::new() }).collect();
    let titles: Vec<Vec<char>> = papers.iter().map(|paper| if paper.joint { Vec::new() } else { paper.bare_title.clone() }).collect();
    let any = |one: usize, other: usize| both(papers, one, other, |one, other| !(one.elsewhere && other.elsewhere));
    let no_content = |one: usize, other: usize| {
        any(one, other) && both(papers, one, other, |one, other| !(text::is_content(&one.content) && text::is_content(&other.content)))
    };
    let by_text = groups(&texts, &any).into_iter().map(|group| flag(eyes, papers, &group, true));
    let by_title = groups(&titles, &no_content).into_iter().map(|group| flag(eyes, papers, &group, false));
    by_text.chain(by_title).collect()
}

fn both(papers: &[Paper], one: usize, other: usize, test: impl Fn(&Paper, &Paper) -> bool) -> bool {
    matches!((papers.get(one), papers.get(other)), (Some(one), Some(other)) if test(one, other))
}

fn flag(eyes: &Eyes, papers: &[Paper], group: &Group, by_text: bool) -> Flag {
    let mut own: Vec<&Paper> = group.members.iter().filter_map(|member| papers.get(*member)).collect();
    own.sort_by(|one, other| (one.day, &one.place).cmp(&(other.day, &other.place)));
    let mut who: Vec<u32> = own.iter().filter_map(|paper| paper.lead).collect();
    who.sort_unstable();
    who.dedup();
    let source = |paper: &&Paper| {
        let name = paper.lead.and_then(|lead| eyes.subject(lead)).map(|subject| subject.name.clone());
        let by = [name, paper.day.map(|day| day.to_string())].into_iter().flatten().collect::<Vec<_>>().join("，");
        Source::cell(paper.cell.clone(), if by.is_empty() { paper.title.to_owned() } else { format!("{}（{by}）", paper.title) })
    };
    let (count, percent) = (own.len(), group.lowest_percent);
    let earlier = own.iter().any(|paper| paper.elsewhere);
    let (of_zh, of_en) = if by_text { ("标题和内容", "title and content") } else { ("标题", "title") };
    let same = percent == 100;
    let zh =
        if same { format!("{count} 件的{of_zh}相同") } else { format!("{count} 件的{of_zh}相近，相似度至少 {percent}%") };
    let en = if same {
        format!("{count} papers with the same {of_en}")
    } else {
        format!("{count} papers with nearly the same {of_en}, at least {percent} % alike")
    };
    let one = who.len() == 1 && own.iter().all(|paper| paper.lead.is_some());
    let zh = format!("{zh}{}{}。", if one { "，由同一名代表提出" } else { "" }, if earlier { "，其中有其他期间提出的" } else { "" });
    let en = format!("{en}{}{}.", if one { ", by one delegate" } else { "" }, if earlier { ", some of another period" } else { "" });
    Flag {
        kind: Kind::AlikeTexts,
        who,
        sources: own.iter().take(SHOWN).map(source).collect(),
        figures: vec![
            Figure::new("papers", "件数", "papers", &count),
            Figure::new("similarity-percent", "最低相似度（%）", "least similarity (%)", &percent),
            Figure::new("bits-beyond-chance", "超出偶然的信息量（比特）", "bits beyond chance", &group.least_bits),
        ],
        seen: Say::new(zh, en),
    }
}
