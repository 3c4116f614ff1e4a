//! What is followed, the days on which something is to be held, and further sheets, in words.

use super::{Article, Chapter};
use crate::base::text::Say;
use crate::report::said::query::Speaker;
use crate::report::wording::{join, same};
use crate::rubric::model::{Calendar, Due, Filter, Follow, Query, Rubric, Span, Summary, Table};

pub(super) fn articles(rubric: &Rubric) -> Vec<Article> {
    let calendars = rubric.calendars.iter().map(|calendar| self::calendar(rubric, calendar));
    let follows = rubric.follows.iter().map(|follow| self::follow(rubric, follow));
    calendars.chain(follows).collect()
}

pub(super) fn summaries(rubric: &Rubric) -> Vec<Article> {
    rubric.summaries.iter().map(|summary| self::summary(rubric, summary)).collect()
}

fn calendar(rubric: &Rubric, calendar: &Calendar) -> Article {
    let listed = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>();
    let (days, months) = (listed(&calendar.days), listed(&calendar.months));
    let every = months.len() == 12;
    let months_said = if every {
        Say::new("每月", "every month")
    } else {
        Say::new(format!("{} 月", months.join("、")), format!("months {}", months.join(", ")))
    };
    let when = Say::new(format!("{} {} 日", months_said.zh, days.join("、")), format!("{} of {}", days.join(", "), months_said.en));
    let mut off = Vec::new();
    off.extend(calendar.weekends_off.then(|| Say::new("周六、周日", "Saturdays and Sundays")));
    off.extend(calendar.holidays.as_ref().map(|table| sheet_name(rubric, table)));
    let to = if calendar.backward { Say::new("提前", "to the previous day") } else { Say::new("顺延", "to the next day") };
    let off = join(&off, "、", ", ");
    let moved = if off.zh.is_empty() {
        Say::default()
    } else {
        Say::new(format!("{}放假的{}", off.zh, to.zh), format!("{}; moved {}", off.en, to.en))
    };
    let within = match calendar.within {
        Some(days) => Say::new(format!("前后 {days} 天内改日的，算改日开展"), format!("another day within {days} days may stand for it")),
        None => Say::new("同月内改日的，算改日开展", "another day of its month may stand for it"),
    };
    Article::new(Chapter::Tables, format!("calendar.{}", calendar.id), same(&calendar.name))
        .fact("依据", "From", sheet_name(rubric, &calendar.held))
        .fact("固定日", "Fixed days", when)
        .fact("放假", "Days off", moved)
        .fact("改日", "Other days", within)
        .fact("列出", "Shown", columns(rubric, &calendar.held, &calendar.show))
}

fn follow(rubric: &Rubric, follow: &Follow) -> Article {
    let table = follow.table();
    let named = |list: &[String]| columns(rubric, table, list);
    let speaker = Speaker::new(rubric, &follow.query);
    let filters = |filters: &[Filter]| {
        let query = Query { filters: filters.to_vec(), links: Vec::new(), ..follow.query.clone() };
        Speaker::new(rubric, &query).filters()
    };
    let way: Vec<String> = std::iter::once(follow.opened.as_str()).chain(follow.way()).map(str::to_owned).collect();
    let extended = follow.extended.as_ref().map(|(due, conditions)| {
        let (due, conditions) = (self::due(rubric, follow, due), filters(conditions));
        Say::new(format!("{}的，{}", conditions.zh, due.zh), format!("{}: {}", conditions.en, due.en))
    });
    let expects = follow.expects.iter().map(|expectation| {
        let (when, filled, blank) = (filters(&expectation.filters), named(&expectation.filled), named(&expectation.blank));
        let mut must = Vec::new();
        must.extend((!filled.zh.is_empty()).then(|| Say::new(format!("须填{}", filled.zh), filled.en.clone())));
        must.extend((!blank.zh.is_empty()).then(|| Say::new(format!("{}须空着", blank.zh), format!("{} must be blank", blank.en))));
        let must = join(&must, "，", ", ");
        Say::new(format!("{}的，{}", when.zh, must.zh), format!("where {}: {}", when.en, must.en))
    });
    Article::new(Chapter::Tables, format!("follow.{}", follow.id), same(&follow.name))
        .fact("依据", "From", speaker.tables())
        .fact("跟踪哪些", "Which rows", speaker.chosen())
        .fact("先后", "In order", named(&way))
        .fact("办结", "Closed by", named(std::slice::from_ref(&follow.closed)))
        .fact("当日办结", "Closed at once", filters(&follow.at_once))
        .fact("结转", "Carried over", carried(rubric, follow))
        .fact("期限", "Deadline", follow.due.as_ref().map(|due| self::due(rubric, follow, due)).unwrap_or_default())
        .fact("延长", "Extended", extended.unwrap_or_default())
        .fact("必须填写", "Must be filled in", join(&expects.collect::<Vec<_>>(), "；", "; "))
        .fact("承办", "Responsible", named(follow.by.as_slice()))
        .fact("列出", "Shown", named(&follow.show))
        .fact("分开计数", "Counted apart", named(&follow.apart))
        .fact("时间表", "Timeline", if follow.timeline { Say::new("有", "yes") } else { Say::default() })
}

fn carried(rubric: &Rubric, follow: &Follow) -> Say {
    if follow.carried.is_none() {
        return Say::default();
    }
    let number = columns(rubric, follow.table(), follow.carried.as_slice());
    Say::new(
        format!("期初以前登记、期初还没有办结的也跟踪，按{}认，登记日取最早的一次", number.zh),
        format!("what was open before the period is followed too, known by {}, from its first day", number.en),
    )
}

fn due(rubric: &Rubric, follow: &Follow, due: &Due) -> Say {
    match due {
        Due::On(column) => columns(rubric, follow.table(), std::slice::from_ref(column)),
        Due::After { from, span } => {
            let from = columns(rubric, follow.table(), std::slice::from_ref(from.as_ref().unwrap_or(&follow.opened)));
            let (zh, en) = match span {
                Span::Days(days) => (format!("{days} 天内"), format!("{days} days")),
                Span::Months(months) => (format!("{months} 个月内"), format!("{months} months")),
            };
            Say::new(format!("{}起{zh}", from.zh), format!("within {en} of {}", from.en))
        }
    }
}

fn summary(rubric: &Rubric, summary: &Summary) -> Article {
    let name = |id: &String| {
        let count = rubric.counts.iter().find(|count| count.id == *id).map(|count| &count.name);
        same(count.or_else(|| rubric.criterion(id).map(|criterion| &criterion.name)).unwrap_or(id))
    };
    let numbers: Vec<Say> = summary.numbers.iter().map(name).collect();
    let article = Article::new(Chapter::Figures, format!("summaries.{}", summary.id), same(&summary.name))
        .fact("各站的数", "Numbers", join(&numbers, "、", ", "))
        .fact("图", "Charted", summary.chart.as_ref().map(name).unwrap_or_default())
        .fact("说明", "Note", same(summary.note.as_deref().unwrap_or_default()));
    let Some(list) = &summary.list else { return article };
    let speaker = Speaker::new(rubric, &list.query);
    article
        .fact("清单", "List", same(&list.name))
        .fact("清单依据", "List from", speaker.tables())
        .fact("列哪些", "Which rows", speaker.chosen())
        .fact("列出", "Shown", columns(rubric, list.query.from.first().map_or("", String::as_str), &list.show))
}

fn sheet_name(rubric: &Rubric, table: &str) -> Say {
    same(rubric.table(table).and_then(|table| table.sheets.first()).map_or(table, String::as_str))
}

/// Headers of these columns.
fn columns(rubric: &Rubric, table: &str, ids: &[String]) -> Say {
    let table = rubric.table(table);
    let name = |id: &String| title(rubric, table, id);
    join(&ids.iter().map(name).collect::<Vec<_>>(), "、", ", ")
}

fn title(rubric: &Rubric, table: Option<&Table>, id: &str) -> Say {
    let Some((table, column)) = table.and_then(|table| Some((table, table.column(id)?))) else { return same(id) };
    match column.headers.first() {
        Some(header) => same(header),
        None => crate::report::said::made::column(rubric, table, id),
    }
}
