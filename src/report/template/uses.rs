//! Which rules look at a table and at its columns, so that whoever fills them in knows what for.

use std::collections::BTreeSet;

use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Column, ColumnKind, Filter, Of, Query, Rubric, Selection, Table};

/// So many rules that look at one column are named one by one.
const NAMED: usize = 4;

/// The rules that draw on a table, each with its clause; empty where none does.
pub(super) fn of_table(rubric: &Rubric, table: &Table) -> Say {
    named(rubric, usize::MAX, |query| query.from.contains(&table.id) || query.links.iter().any(|link| link.table == table.id))
}

/// The rules that look at a column.
pub(super) fn of_column(rubric: &Rubric, table: &Table, column: &Column) -> Say {
    if table.id == rubric.subject.table {
        return of_roster(rubric, table, column);
    }
    if column.id == "rater" {
        let own = if table.exclude_self {
            Say::new("；自己评自己的不算", "; a rating of oneself does not count")
        } else {
            Say::default()
        };
        return Say::new(format!("由谁评的{}", own.zh), format!("who rates{}", own.en));
    }
    if column.kind == ColumnKind::Count {
        return of_table(rubric, table);
    }
    if matches!(column.kind, ColumnKind::Name | ColumnKind::Names | ColumnKind::Key) {
        return Say::new("记在谁名下", "whose entry it is");
    }
    if column.id == "date" {
        return Say::new("确定属于哪一考核期", "which period it is of");
    }
    if table.keep.iter().any(|filter| filter.column == column.id) {
        return Say::new("决定整行计不计入", "whether the row counts at all");
    }
    let rules = named(rubric, NAMED, |query| columns(query, &table.id).contains(column.id.as_str()));
    let tells_mandates = rubric.subject.mandate.as_ref() == Some(&column.id);
    match (tells_mandates, rules.zh.is_empty()) {
        (true, true) => join(&[which_mandate(), Say::new("其他人只作登记", "of others kept on record only")], "；", "; "),
        (true, false) => join(&[which_mandate(), rules], "；", "; "),
        (false, true) => Say::new("只作登记，不影响得分", "kept on record; does not touch the score"),
        (false, false) => rules,
    }
}

/// What the column does that a row has in common with the mandates on the roster.
fn which_mandate() -> Say {
    Say::new(
        "一人有两个职务的（如同时担任两级代表），按此确定计入哪一个，空着则都计",
        "of anyone with two mandates, which of them is credited; each of them where it is blank",
    )
}

fn of_roster(rubric: &Rubric, table: &Table, column: &Column) -> Say {
    let (subject, id) = (&rubric.subject, &column.id);
    let term = &subject.term;
    let in_term = [&term.from, &term.to, &term.pause, &term.resume].into_iter().flatten().any(|of| of == id);
    let is_asked = rubric.conditions().any(|condition| condition.of == Of::Column(id.clone()));
    let bounds = |selection: &Selection| selection.floors.iter().chain(&selection.ceilings).any(|bound| bound.column == *id);
    let is_bound = rubric.selection.as_ref().is_some_and(bounds);
    let mut uses = Vec::new();
    let mut say = |holds: bool, zh: &str, en: &str| uses.extend(holds.then(|| Say::new(zh, en)));
    say(subject.name == *id, "对应各表中的姓名", "the name in all other tables");
    say(subject.key.contains(id), "区分每一名", "tells everybody apart");
    say(in_term, "计算任期", "the time in office");
    say(subject.mandate.as_ref() == Some(id), "区分同一人的两个职务", "tells two mandates of one person apart");
    say(subject.tell_apart.contains(id), "区分同名的人", "tells people of one name apart");
    say(rubric.peers.contains(id), "分组排名", "who is ranked with whom");
    say(rubric.groups.contains(id), "组内另排名次", "a further rank within the group");
    say(is_asked || is_bound, "评定等次、推荐的条件", "a condition of grades or selection");
    say(rubric.fairness.iter().flatten().any(|by| by == id), "公平性分析的分类", "a group whose scores are compared");
    say(table.keep.iter().any(|filter| filter.column == *id), "决定整行计不计入", "whether the row counts at all");
    let rules = named(rubric, NAMED, |query| columns(query, &table.id).contains(id.as_str()));
    uses.extend(Some(rules).filter(|rules| !rules.zh.is_empty()));
    if uses.is_empty() {
        return Say::new("只作登记，不影响得分", "kept on record; does not touch the score");
    }
    join(&uses, "；", "; ")
}

/// Criteria, counts and figures whose query is so, by clause and name.
fn named(rubric: &Rubric, most: usize, is_so: impl Fn(&Query) -> bool) -> Say {
    let criteria = rubric.criteria.iter().filter(|criterion| is_so(&criterion.query));
    let mut names: Vec<String> = criteria.map(|criterion| format!("{} {}", criterion.clause, criterion.name)).collect();
    names.extend(rubric.counts.iter().filter(|count| is_so(&count.query)).map(|count| count.name.clone()));
    names.extend(rubric.figures.iter().filter(|figure| is_so(&figure.query)).map(|figure| figure.name.clone()));
    let more = names.len().saturating_sub(most);
    let told: Vec<Say> = names.iter().take(most).map(same).collect();
    let told = join(&told, "；", "; ");
    if more == 0 {
        told
    } else {
        Say::new(format!("{}；等 {} 项", told.zh, names.len()), format!("{}; and {more} more", told.en))
    }
}

/// The columns of one table that a query looks at.
fn columns<'q>(query: &'q Query, table: &str) -> BTreeSet<&'q str> {
    let mut columns = BTreeSet::new();
    let of_filter = |filter: &'q Filter| filter.column.as_str();
    if query.from.iter().any(|from| from == table) {
        columns.extend(query.filters.iter().map(of_filter));
        columns.extend(query.once.iter().flat_map(|once| &once.per).map(String::as_str));
        columns.extend(query.times.iter().map(|times| times.column.as_str()));
        columns.extend(query.measure.columns());
        columns.extend(query.measure.weights().map(|weights| weights.column.as_str()));
        columns.extend(query.links.iter().flat_map(|link| &link.by).map(|(own, _)| own.as_str()));
    }
    for link in query.links.iter().filter(|link| link.table == table) {
        columns.extend(link.by.iter().map(|(_, other)| other.as_str()));
        columns.extend(link.filters.iter().map(of_filter));
    }
    columns
}
