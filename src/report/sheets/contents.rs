//! 目录 of `internal.xlsx`: which sheets with how many lines, what was looked for in which columns, and the counts that are
//! no sign alone (hasty answers, entries not verified).

use crate::base::text::Language;
use crate::flag::{survey_counts, Kind, Look};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};

/// Makes the sheet; `others` are the workbook's sheets beside notices and flags.
pub(in crate::report) fn sheet(roll: &Roll, others: &[Sheet]) -> Sheet {
    let title = roll.pick("目录", "Contents");
    let mut grids = vec![sheets(roll, others), looks(roll)];
    grids.extend(surveys(roll));
    grids.extend(unverified(roll));
    Sheet {
        name: title.to_owned(),
        title: roll.titled(roll.pick("内部核对材料目录", "internal papers")),
        leads: vec![super::notices::mark(roll).to_owned()],
        grids,
        notes: vec![roll
            .pick(
                "核对事项由程序按固定规则列出，只供查看；门槛和依据见程序说明 docs/flags.md。",
                "Things to look at are listed by fixed rules; thresholds and sources stand in docs/flags.md of the program.",
            )
            .to_owned()],
        ..Sheet::default()
    }
}

/// The columns that all grids of the sheet share, so that their widths fit together.
fn heads(roll: &Roll, texts: [(&'static str, &'static str); 4]) -> Vec<Head> {
    let widths = [(18, 34), (30, 56), (10, 14), (10, 14)];
    texts.into_iter().zip(widths).map(|((zh, en), (least, most))| Head::new(roll.pick(zh, en), least, most)).collect()
}

fn sheets(roll: &Roll, others: &[Sheet]) -> Grid {
    let findings = roll.review.findings;
    let mut rows = Vec::new();
    for notice in &roll.rubric().notices {
        rows.push(vec![
            Cell::text(super::notices::name(roll)),
            Cell::long(format!("{}{}", notice.name, roll.language().bracketed(&notice.clause))),
            Cell::whole(super::notices::rows(roll, notice).len()),
            Cell::text(roll.pick("人", "people")),
        ]);
    }
    for look in findings.looks.iter().filter(|look| findings.of(look.kind).next().is_some()) {
        rows.push(vec![
            Cell::text(super::flags::name(roll)),
            Cell::long(look.kind.name().text(roll.language())),
            Cell::whole(findings.of(look.kind).count()),
            Cell::text(roll.pick("项", "flags")),
        ]);
    }
    for other in others {
        rows.push(vec![
            Cell::text(&other.name),
            Cell::long(held(roll, other)),
            Cell::whole(other.grids.iter().map(|grid| grid.rows.len()).sum::<usize>()),
            Cell::text(roll.pick("行", "rows")),
        ]);
    }
    Grid {
        caption: Some(roll.pick("本册有什么", "What is in this workbook").to_owned()),
        heads: heads(roll, [("工作表", "Sheet"), ("内容", "Content"), ("数量", "Number"), ("单位", "Of")]),
        rows,
        ..Grid::default()
    }
}

/// What a sheet holds, in other words than its name.
fn held<'s>(roll: &Roll, sheet: &'s Sheet) -> &'s str {
    let known = [
        (
            "任期履职记录",
            "Record of the term",
            "每人各期的得分、名次和等次，供推荐参考",
            "points, ranks and grades of everybody over the term",
        ),
        ("任期履职逐期", "Record by period", "每人每期一行的数据", "a row for everybody and period"),
        ("公平性分析", "Fairness", "各类人员的得分和入选情况", "scores and proposals by groups of people"),
        ("评分者一致性", "Agreement of raters", "评分人之间一致的程度", "how far raters agree with one another"),
        ("各评分人情况", "Each rater", "每名评分人给分的高低和离散", "how high each rater marks, and how differently"),
    ];
    let of = known.into_iter().find(|(zh, en, ..)| sheet.name == roll.pick(zh, en));
    of.map_or(sheet.title.as_str(), |(_, _, zh, en)| roll.pick(zh, en))
}

fn looks(roll: &Roll) -> Grid {
    let findings = roll.review.findings;
    let row = |look: &Look| {
        vec![
            Cell::text(look.kind.name().text(roll.language())),
            Cell::long(read(roll, look)),
            if look.read.is_empty() { Cell::dash() } else { Cell::whole(look.compared) },
            if look.read.is_empty() { Cell::text(roll.pick("未查", "not done")) } else { Cell::whole(findings.of(look.kind).count()) },
        ]
    };
    Grid {
        caption: Some(roll.pick("查了什么、依据哪些列", "What was looked for, and in which columns").to_owned()),
        heads: heads(roll, [("核对", "Look"), ("读了哪些表和列", "Tables and columns read"), ("比对数量", "Compared"), ("列出", "Listed")]),
        rows: findings.looks.iter().map(row).collect(),
        ..Grid::default()
    }
}

/// `建议台账：建议标题、领衔代表`.
fn read(roll: &Roll, look: &Look) -> String {
    if look.read.is_empty() {
        return match look.kind {
            Kind::HastySurvey => roll.pick("没有问卷导出的表", "no sheet is the export of a survey"),
            Kind::AlikeTexts
            | Kind::PaddedTexts
            | Kind::TwoPlaces
            | Kind::SameSecond
            | Kind::BallotsAlike
            | Kind::BallotsInOrder
            | Kind::TalliesAlike
            | Kind::StationNumbers
            | Kind::SevereRater
            | Kind::StraightRater
            | Kind::TwoMandates
            | Kind::Unverified => roll.pick("没有表，或办法没有写明所需的列", "no sheet, or no column that the rubric names for it"),
        }
        .to_owned();
    }
    let colon = roll.pick("：", ": ");
    let table = |(table, headers): &(String, Vec<String>)| match headers.as_slice() {
        [] => table.clone(),
        headers => format!("{table}{colon}{}", headers.join(roll.pick("、", ", "))),
    };
    look.read.iter().map(table).collect::<Vec<_>>().join(roll.pick("；", "; "))
}

/// How carefully each survey was answered.
fn surveys(roll: &Roll) -> Option<Grid> {
    let language = roll.language();
    let sheets = roll.review.evidence.accounts.iter().filter_map(|account| Some((account, account.quality?)));
    let row = |(account, quality): (&crate::fact::evidence::SheetAccount, crate::sheet::survey::Quality)| {
        let signs = survey_counts(&quality).into_iter().skip(1);
        let told = signs.filter_map(|(name, count)| Some(format!("{}{}{}", name.text(language), roll.pick("：", ": "), count?)));
        let told: Vec<String> = told.collect();
        let none = roll.pick("导出表没有可看的时间和地址", "the export tells no times and addresses");
        vec![
            Cell::long(account.place.to_string()),
            Cell::long(if told.is_empty() { none.to_owned() } else { told.join(roll.pick("；", "; ")) }),
            Cell::whole(quality.responses),
            Cell::text(roll.pick("份", "responses")),
        ]
    };
    let rows: Vec<Vec<Cell>> = sheets.map(row).collect();
    (!rows.is_empty()).then(|| Grid {
        caption: Some(roll.pick("问卷填答情况（只计数，不涉及任何一名选民）", "How surveys were answered (counts only)").to_owned()),
        heads: heads(roll, [("工作表", "Sheet"), ("情况", "Signs"), ("答卷", "Number"), ("单位", "Of")]),
        rows,
        ..Grid::default()
    })
}

/// How much of each table is not verified.
fn unverified(roll: &Roll) -> Option<Grid> {
    let shares = &roll.review.findings.unverified;
    let rows: Vec<Vec<Cell>> = shares
        .iter()
        .map(|share| {
            let told = match roll.language() {
                Language::Chinese => format!("未核实 {} 行，不计分", share.unverified),
                Language::English => format!("rows that are not verified and do not count: {}", share.unverified),
            };
            vec![Cell::text(&share.table), Cell::long(told), Cell::whole(share.rows), Cell::text(roll.pick("行", "rows"))]
        })
        .collect();
    (!rows.is_empty()).then(|| Grid {
        caption: Some(roll.pick("自报未核的记录", "Entries not verified").to_owned()),
        heads: heads(roll, [("表", "Table"), ("情况", "Not verified"), ("本期行数", "Number"), ("单位", "Of")]),
        rows,
        ..Grid::default()
    })
}
