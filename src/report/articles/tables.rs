//! Which sheets are read, and what their columns hold.

use super::{Article, Chapter};
use crate::base::text::Say;
use crate::report::said::query::Speaker;
use crate::report::wording::{join, same};
use crate::rubric::model::{Blank, Column, ColumnKind, Measure, NoRows, NoValue, Origin, Outside, Query, Rubric, Table, Turnout, Whole};

pub(super) fn articles(rubric: &Rubric) -> Vec<Article> {
    rubric.tables.iter().filter(|table| !table.made).map(|table| self::table(rubric, table)).collect()
}

fn table(rubric: &Rubric, table: &Table) -> Article {
    let name = table.sheets.first().map_or(table.id.as_str(), String::as_str);
    let need = if table.optional { Say::new("可以没有", "may be missing") } else { Say::new("必须有", "required") };
    let own = if table.exclude_self || !table.columns.iter().any(|column| column.id == "rater") {
        Say::default()
    } else {
        Say::new("计入", "counts")
    };
    let mut article = Article::new(Chapter::Tables, format!("tables.{}", table.id), same(name))
        .fact("表名", "Sheets", words(&table.sheets))
        .fact("是否必须", "Needed", need)
        .fact("只计", "Only rows where", keep(rubric, table))
        .fact("自己给自己的评分", "Rating oneself", own)
        .fact("不读的列", "Headers left out", words(&table.ignore));
    if let Some(wide) = &table.wide {
        let (across, cell) = (&wide.across, &wide.cell);
        let text = Say::new(format!("一列一个 {across}，格内为 {cell}"), format!("a column for each {across}, its cells hold {cell}"));
        article = article.fact("宽表", "Wide", text);
    }
    article =
        article.fact("投票情况", "Turnout", table.turnout.as_ref().map_or_else(Say::default, |turnout| self::turnout(table, turnout)));
    for column in table.columns.iter().filter(|column| column.origin != Origin::Made) {
        let label = column.headers.first().unwrap_or(&column.id);
        article = article.fact(label, label, self::column(column));
    }
    article
}

/// `应到（应到人数）、实到（实到人数）；废票不是有效票`.
fn turnout(table: &Table, turnout: &Turnout) -> Say {
    let each = turnout.columns.iter().map(|(poll, column)| {
        let (said, header) = (poll.say(), table.column(column).and_then(|column| column.headers.first()).unwrap_or(column));
        Say::new(format!("{}（{header}）", said.zh), format!("{} ({header})", said.en))
    });
    let across = table.wide.as_ref().and_then(|wide| table.column(&wide.across));
    let written = |word: &String| {
        let ways = across.and_then(|column| column.words().iter().find(|(known, _)| known == word)).and_then(|(_, ways)| ways.first());
        same(ways.unwrap_or(word))
    };
    let void = join(&turnout.void.iter().map(written).collect::<Vec<_>>(), "、", ", ");
    let void = if void.zh.is_empty() { void } else { Say::new(format!("{}不是有效票", void.zh), format!("{} not valid", void.en)) };
    join(&[join(&each.collect::<Vec<_>>(), "、", ", "), void], "；", "; ")
}

fn words(texts: &[String]) -> Say {
    join(&texts.iter().map(same).collect::<Vec<_>>(), "、", ", ")
}

/// The conditions on every row of the table.
pub(in crate::report) fn keep(rubric: &Rubric, table: &Table) -> Say {
    let query = Query {
        from: vec![table.id.clone()],
        filters: table.keep.clone(),
        links: Vec::new(),
        per: None,
        once: None,
        split: None,
        times: Vec::new(),
        measure: Measure::Count,
        no_rows: NoRows::Zero,
        few: NoValue::NotRecorded,
    };
    Speaker::new(rubric, &query).filters()
}

fn column(column: &Column) -> Say {
    let origin = match column.origin {
        Origin::Column => words(column.headers.get(1..).unwrap_or_default()),
        Origin::Header => Say::new("取自表头", "from the header"),
        Origin::Sheet => Say::new("取自表名", "from the sheet's name"),
        Origin::Folder => Say::new("取自文件夹名", "from the folder's name"),
        Origin::Made => Say::new("由其他列算出", "reckoned from other columns"),
    };
    let origin = match column.origin {
        Origin::Column if column.headers.is_empty() => Say::new("格内", "the cell"),
        Origin::Column if !origin.zh.is_empty() => Say::new(format!("或作 {}", origin.zh), format!("or headed {}", origin.en)),
        Origin::Column | Origin::Header | Origin::Sheet | Origin::Folder | Origin::Made => origin,
    };
    let mut parts = vec![kind(&column.kind), origin];
    parts.extend(column.role.as_ref().map(|role| Say::new(format!("身份 {role}"), format!("role {role}"))));
    parts.extend(units(column));
    parts.extend(column.between.as_ref().map(|(low, high)| {
        let (low, high) = (low.plain(), high.plain());
        match column.outside {
            Outside::Error => Say::new(format!("{low} 至 {high}"), format!("{low} to {high}")),
            Outside::SetAside => Say::new(format!("{low} 至 {high}，超出的不计"), format!("{low} to {high}, others set aside")),
        }
    }));
    parts.extend(column.only_with.as_ref().map(|with| Say::new(format!("随 {with} 有无"), format!("only with {with}"))));
    parts.extend(column.fill_down.then(|| Say::new("空格同上", "a blank is as above")));
    parts.extend(blank(column));
    parts.extend(column.optional.then(|| Say::new("可以没有", "may be missing")));
    join(&parts, "；", "; ")
}

/// What its units multiply the number by, and how it is made whole.
fn units(column: &Column) -> Option<Say> {
    let each: Vec<String> = column.units.iter().map(|(unit, factor)| format!("{unit}×{}", factor.plain())).collect();
    let whole = column.whole.map(|whole| match whole {
        Whole::Up => Say::new("进一取整", "rounded up"),
        Whole::Down => Say::new("舍去小数", "rounded down"),
        Whole::HalfUp => Say::new("四舍五入取整", "rounded to a whole number"),
    });
    let units = (!each.is_empty()).then(|| Say::new(format!("按单位折算 {}", each.join("、")), format!("by unit {}", each.join(", "))));
    let both: Vec<Say> = units.into_iter().chain(whole).collect();
    (!both.is_empty()).then(|| join(&both, "，", ", "))
}

fn kind(kind: &ColumnKind) -> Say {
    match kind {
        ColumnKind::Text => Say::new("文字", "text"),
        ColumnKind::Number => Say::new("数字", "number"),
        ColumnKind::Count => Say::new("份数", "how often the row counts"),
        ColumnKind::Date => Say::new("日期", "date"),
        ColumnKind::Name => Say::new("姓名", "a name"),
        ColumnKind::Names => Say::new("若干姓名", "names"),
        ColumnKind::Key => Say::new("编号", "key"),
        ColumnKind::Secret => Say::new("保密，只用来核对", "secret, only checked"),
        ColumnKind::Word(list) => {
            let each: Vec<String> = list.iter().map(|(id, ways)| if ways.is_empty() { id.clone() } else { ways.join("/") }).collect();
            Say::new(format!("用语 {}", each.join("、")), format!("one of {}", each.join(", ")))
        }
    }
}

fn blank(column: &Column) -> Option<Say> {
    match &column.blank {
        Blank::Error => None,
        Blank::Ignore => Some(Say::new("空格不计", "a blank row does not count")),
        Blank::NoValue(kind) => {
            let kind = kind.say();
            Some(Say::new(format!("空格为“{}”", kind.zh), format!("a blank is {}", kind.en)))
        }
        Blank::Word(word) => {
            let ways = column.words().iter().find(|(id, _)| id == word).and_then(|(_, ways)| ways.first());
            let word = ways.unwrap_or(word);
            Some(Say::new(format!("空格为“{word}”"), format!("a blank is “{word}”")))
        }
    }
}
