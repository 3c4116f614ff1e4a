//! A template of our own against facts by hand.

use std::collections::BTreeMap;

use super::facts::{Fact, Facts, Gap};
use super::fill::{filled, Block};
use super::{docx, markdown, template};
use crate::base::exact::Exact;
use crate::base::text::Language;

fn fact(now: Option<&str>, before: Option<&str>, sources: &[&str]) -> Fact {
    let number = |text: &str| Exact::parse(text);
    Fact {
        name: "接待群众".into(),
        unit: "人次".into(),
        now: now.and_then(number),
        before: before.and_then(number),
        sources: sources.iter().map(|source| (*source).to_owned()).collect(),
        ..Fact::default()
    }
}

fn facts() -> Facts {
    let figures = BTreeMap::from([
        ("visits".to_owned(), fact(Some("57"), Some("60"), &["接待.xlsx [登记] 4:60"])),
        ("solved".to_owned(), fact(Some("18"), None, &["接待.xlsx [登记] 4:60"])),
        ("none".to_owned(), fact(None, Some("0"), &[])),
        ("same".to_owned(), fact(Some("0"), Some("0"), &["接待.xlsx [登记] 4:60"])),
    ]);
    let order = figures.keys().cloned().collect();
    let words = BTreeMap::from([("issuer", "某镇主席团".to_owned())]);
    Facts { figures, order, words, language: Language::Chinese, periods: ("2025".into(), Some("2024".into())), ..Facts::default() }
}

fn told(template: &str) -> (String, Vec<Gap>) {
    let (blocks, gaps) = filled(template, &facts());
    (markdown::markdown(&blocks), gaps)
}

#[test]
fn figures_stand_in_the_sentence_with_the_change_and_the_share() {
    let (text, gaps) = told("{{issuer}}接待{{visits}}{{visits:unit}}{{visits:change}}，\n解决{{solved}}件，占{{solved/visits}}{{solved:change}}{{same:change}}。");
    assert_eq!(text, "某镇主席团接待57人次，比上年减少3人次，下降5.0%，解决18件，占31.6%（18/57），与上年持平。\n");
    assert_eq!(gaps, []);
}

#[test]
fn what_nobody_recorded_is_a_marked_gap_and_never_a_number() {
    let (text, gaps) = told("a{{none}}b{{nobody}}c{{solved/same}}d{{visits/none}}e{{visits:much}}f{{open");
    assert_eq!(text, "a【未记录】b【未记录】c【未记录】d【未记录】e【未记录】f{{open\n");
    let named: Vec<&str> = gaps.iter().map(|gap| gap.0.as_str()).collect();
    assert_eq!(named, ["nobody", "none", "solved/same", "visits/none", "visits:much"]);
}

#[test]
fn the_table_tells_every_figure_with_its_source() {
    let (text, _) = told("## 附\n\n{{table}}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.first(), Some(&"## 附"));
    assert!(text.contains("| 接待群众 | 人次 | 60 | 57 | -3 | 〔1〕4–60行 |"), "{text}");
    assert!(text.contains("| 〔1〕 | 接待.xlsx [登记] |") && !text.contains("〔2〕"), "each file and sheet once: {text}");
    assert!(text.contains("| 接待群众 | 人次 | 0 | 【未记录】 | — |  |"), "{text}");
    assert!(text.contains("| 接待群众 | 人次 | 【未记录】 | 18 | — |"), "{text}");
}

#[test]
fn both_numbers_of_a_line_have_their_sources() {
    let mut facts = facts();
    let before = vec!["2024/接待.xlsx [登记] 4:63".to_owned()];
    facts.figures.insert("visits".into(), Fact { sources_before: before, ..fact(Some("57"), Some("60"), &["接待.xlsx [登记] 4:60"]) });
    let text = markdown::markdown(&filled("{{table}}", &facts).0);
    assert!(text.contains("| -3 | 2025：〔1〕4–60行；2024：〔2〕4–63行 |"), "{text}");
    assert!(text.contains("| 〔2〕 | 2024/接待.xlsx [登记] |"), "{text}");
}

#[test]
fn a_count_of_the_results_that_is_a_figure_as_well_stands_once_with_its_rows() {
    let mut facts = facts();
    facts.figures.insert("subjects".into(), fact(Some("57"), Some("60"), &[]));
    facts.order.insert(0, "subjects".into());
    let lines = |facts: &Facts| markdown::markdown(&filled("{{table}}", facts).0).matches("| 60 | 57 |").count();
    assert_eq!(lines(&facts), 1);
    facts.figures.insert("subjects".into(), fact(Some("58"), Some("60"), &[]));
    let text = markdown::markdown(&filled("{{table}}", &facts).0);
    assert!(text.contains("| 60 | 58 |") && text.contains("| 60 | 57 |"), "what is not the same is told: {text}");
}

#[test]
fn what_stands_beside_is_called_by_its_name() {
    let called = |now: &str, before: Option<&str>| {
        let facts = Facts { periods: (now.into(), before.map(str::to_owned)), ..facts() };
        markdown::markdown(&filled("{{visits:change}}", &facts).0)
    };
    assert_eq!(called("2025-H2", Some("2024-H2")), "，比上年同期减少3人次，下降5.0%\n");
    assert_eq!(called("2025-H2", Some("2025-H1")), "，比上半年减少3人次，下降5.0%\n");
    assert_eq!(called("2025-H1", Some("2024-H2")), "，比上期减少3人次，下降5.0%\n");
    assert_eq!(called("2025", Some("2023")), "，比上期减少3人次，下降5.0%\n");
}

#[test]
fn an_own_table_and_braces_of_a_chinese_keyboard_are_filled() {
    let (text, gaps) = told("| 项 | 数 |\n|---|---|\n| 接待 | ｛｛visits：before｝｝ |\n");
    assert_eq!(text, "| 项 | 数 |\n|---|---|\n| 接待 | 60 |\n");
    assert_eq!(gaps, []);
}

#[test]
fn figures_are_drawn_beside_those_before() {
    let (text, gaps) = told("{{bars visits none}}");
    assert_eq!(text, format!("- 接待群众（人次）: 2024 {} 60 / 2025 {} 57\n", "█".repeat(30), "█".repeat(28)));
    assert_eq!(gaps, [Gap("none".into())]);
}

#[test]
fn nothing_is_drawn_of_a_period_alone() {
    let facts = Facts { periods: ("2025".into(), None), ..facts() };
    assert_eq!(markdown::markdown(&filled("{{bars visits}}", &facts).0), "没有给上一期的结果，不画变化图。\n");
}

#[test]
fn a_rate_stands_with_its_numbers_and_changes_by_points() {
    let mut facts = facts();
    facts.figures.insert("answered".into(), fact(Some("45"), Some("44"), &["建议.xlsx [台账] 4:51"]));
    facts.figures.insert("filed".into(), fact(Some("48"), Some("50"), &["建议.xlsx [台账] 4:51"]));
    let (blocks, gaps) = filled(
        "答复率{{answered/filed}}{{answered/filed:change}}，原{{answered/filed:before}}{{solved/visits:change}}。\n\n{{table}}",
        &facts,
    );
    let text = markdown::markdown(&blocks);
    // 45 ÷ 48 = 93.75 %, 44 ÷ 50 = 88 %.
    assert!(text.starts_with("答复率93.8%（45/48），比上年提高5.8个百分点，原88.0%（44/50）。\n"), "{text}");
    assert!(text.contains("| 接待群众 ÷ 接待群众 | % | 88.0% | 93.8% | 5.8 | 2025：45/48；2024：44/50 |"), "{text}");
    assert_eq!(gaps, [], "nothing is said of a change from what nobody recorded");
}

#[test]
fn numbers_that_differ_are_marked_and_none_is_chosen() {
    let mut facts = facts();
    let differing = Fact { now: None, differs: (true, false), ..fact(None, Some("60"), &[]) };
    facts.figures.insert("visits".into(), differing);
    facts.figures.insert("visits@stations".into(), fact(Some("57"), Some("60"), &[]));
    let (blocks, gaps) = filled("{{visits}}人次{{visits:change}}，{{solved/visits}}，{{visits:before}}，{{visits@stations}}", &facts);
    assert_eq!(markdown::markdown(&blocks), "【数字不一致】人次，【数字不一致】，60，57\n");
    assert_eq!(gaps, [], "they are told as what differs, not as what nobody recorded");
}

#[test]
fn the_built_in_templates_ask_for_the_same_figures() {
    let asked = |language| {
        let mut asked: Vec<&str> = template(language).split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0)).collect();
        asked.retain(|named| !["called", "word"].contains(named));
        asked.sort_unstable();
        asked.dedup();
        asked
    };
    assert_eq!(asked(Language::Chinese), asked(Language::English));
}

#[test]
fn a_document_of_word_holds_the_text_and_the_same_bytes_again() {
    let facts = facts();
    let (blocks, _) = filled("# 标题\n\n{{visits}}人次\n\n- 一\n- 二\n\n{{bars visits solved}}\n\n{{table}}", &facts);
    assert_eq!(blocks.iter().filter(|block| matches!(block, Block::Point(_))).count(), 2);
    let once = docx::docx(&blocks, &facts).unwrap_or_default();
    assert_eq!(once, docx::docx(&blocks, &facts).unwrap_or_default());
    assert!(matches!(blocks.get(4), Some(Block::Bars(bars, _)) if bars.len() == 2), "{blocks:?}");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(once)).unwrap_or_else(|error| panic!("{error}"));
    let mut part = archive.by_name("word/document.xml").unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap_or_else(|error| panic!("{error}"));
    for word in ["标题", "57人次", "〔1〕4–60行", "接待.xlsx [登记]", "仿宋_GB2312"] {
        assert!(text.contains(word), "{word}");
    }
    let heads: Vec<usize> = text.split("<w:tbl>").skip(1).map(|table| table.matches("<w:tblHeader />").count()).collect();
    assert_eq!(heads, [1, 1, 1], "each table has one row that is repeated on the next page");
    let second = text.split("<w:tr>").filter(|row| row.contains("〔1〕")).find(|row| row.contains("tblHeader"));
    assert_eq!(second, None, "and it is not one of the figures");
}
