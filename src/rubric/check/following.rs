//! What is followed, calendars and further sheets: their columns are there, of the type that they need, and hold no secret.

use std::collections::BTreeSet;

use super::{ids, with_people, Check};
use crate::base::text::Say;
use crate::rubric::model::calendar::{KIND, OFF, WORK};
use crate::rubric::model::{Calendar, ColumnKind, Due, Filter, Follow, Listing, Measure, Query, Summary, Table};

/// Types whose cells may be listed.
const SHOWN: [&str; 5] = ["text", "number", "word", "date", "key"];
/// Types of which a blank can be told.
const FILLED: [&str; 5] = ["text", "number", "word", "date", "key"];

impl Check<'_> {
    pub(super) fn following(&self) {
        let rubric = self.rubric;
        for (index, follow) in rubric.follows.iter().enumerate() {
            let earlier = rubric.follows.get(..index).unwrap_or_default();
            if earlier.iter().any(|other| other.table() == follow.table()) {
                let why = Say::new("一张表只能由一个 follow 跟踪", "a table is followed by one `follow` only");
                self.conflict(&["follow", &follow.id, "from"], follow.table(), why);
            }
            self.follow(follow);
        }
        for calendar in &rubric.calendars {
            self.calendar(calendar);
        }
        for summary in &rubric.summaries {
            self.summary(summary);
        }
        self.sheet_names();
        self.divisors();
        self.not_derived_from_derived();
    }

    fn follow(&self, follow: &Follow) {
        let path = ["follow", follow.id.as_str()];
        let Some(table) = self.listed(&path, &follow.query) else { return };
        let at = |key: &'static str| [&path, [key].as_slice()].concat();
        if table.wide.is_some() {
            let why = Say::new("宽表不能跟踪", "a wide table cannot be followed");
            self.conflict(&at("from"), &table.id, why);
        }
        let dates = |key: &'static str, columns: &[String]| {
            self.of_type(&at(key), table, columns, &["date"], &Say::new(key, format!("`{key}`")));
        };
        dates("opened", std::slice::from_ref(&follow.opened));
        dates("steps", &follow.steps);
        dates("closed", std::slice::from_ref(&follow.closed));
        dates("due", &due_columns(follow.due.as_ref()));
        dates("extended", &due_columns(follow.extended.as_ref().map(|(due, _)| due)));
        self.once_each(&at("steps"), &follow.steps);
        self.of_type(&at("carried"), table, follow.carried.as_slice(), &["text"], &Say::new("carried", "`carried`"));
        self.of_type(&at("by"), table, follow.by.as_slice(), &["text", "word"], &Say::new("by", "`by`"));
        self.of_type(&at("show"), table, &follow.show, &SHOWN, &Say::new("show", "`show`"));
        self.of_type(&at("apart"), table, &follow.apart, &["word"], &Say::new("apart", "`apart`"));
        self.tested(&at("at-once"), table, &follow.at_once);
        if let Some((_, filters)) = &follow.extended {
            self.tested(&at("extended"), table, filters);
        }
        for (index, expectation) in follow.expects.iter().enumerate() {
            let index = index.to_string();
            let path = [at("expects").as_slice(), &[index.as_str()]].concat();
            self.tested(&path, table, &expectation.filters);
            self.of_type(&[path.as_slice(), &["filled"]].concat(), table, &expectation.filled, &FILLED, &Say::new("filled", "`filled`"));
            self.of_type(&[path.as_slice(), &["blank"]].concat(), table, &expectation.blank, &FILLED, &Say::new("blank", "`blank`"));
        }
        for made in follow.derived() {
            if self.declares(&["tables", &table.id, "columns"], &made.id) {
                let why = Say::new(
                    format!("follow 会算出 {} 一列，表中的列须另取 id", made.id),
                    format!("`follow` makes a column `{}`: the table's own needs another id", made.id),
                );
                self.conflict(&["tables", &table.id, "columns"], &made.id, why);
            }
        }
    }

    /// The table of rows that are listed, where it is there; its `where` and `link` are looked at.
    fn listed(&self, path: &[&str], query: &Query) -> Option<&Table> {
        let from = query.from.first()?;
        self.id(&[path, &["from"]].concat(), from, &ids(&self.rubric.tables, |table| &table.id));
        let table = self.rubric.table(from)?;
        if table.made {
            let why =
                Say::new("calendar 生成的表有自己的工作表，不再列出", "the table of a calendar has a sheet of its own and is not listed");
            self.conflict(&[path, &["from"]].concat(), from, why);
        }
        let named = table.id == self.rubric.subject.table
            || table.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater");
        if !named && query.links.iter().any(|link| link.same_subject) {
            let why = Say::new(
                format!("表 {from} 不记姓名，link 须写 who = \"anyone\""),
                format!("table `{from}` names nobody: the link needs who = \"anyone\""),
            );
            self.conflict(&[path, &["link"]].concat(), from, why);
        }
        self.filters(path, &query.from, &query.filters, &ids(&table.columns, |column| &column.id));
        let at = [path, &["where"]].concat();
        self.filter_types(&at, &query.from, &query.filters);
        self.filters_at_work(&at, &query.filters);
        Some(table)
    }

    /// Conditions on the table's own columns.
    fn tested(&self, path: &[&str], table: &Table, filters: &[Filter]) {
        let tables = std::slice::from_ref(&table.id);
        let columns = ids(&table.columns, |column| &column.id);
        for filter in filters {
            self.id(path, &filter.column, &columns);
        }
        self.filters(path, tables, filters, &with_people(&columns));
        self.filter_types(path, tables, filters);
        self.filters_at_work(path, filters);
    }

    /// The columns are those of the table, of one of these types.
    fn of_type(&self, path: &[&str], table: &Table, columns: &[String], types: &[&str], purpose: &Say) {
        let known = ids(&table.columns, |column| &column.id);
        self.ids(path, columns, &known);
        for column in columns {
            self.fits(path, std::slice::from_ref(&table.id), column, types, purpose);
        }
    }

    fn calendar(&self, calendar: &Calendar) {
        let rubric = self.rubric;
        let id = calendar.id.as_str();
        if self.declares(&["tables"], id) {
            let why = Say::new("calendar 会生成一张表，表须另取 id", "a calendar makes a table: the other one needs another id");
            self.conflict(&["calendar", id], id, why);
        }
        let at = |key: &'static str| ["calendar", id, key];
        self.id(&at("held"), &calendar.held, &ids(&rubric.tables, |table| &table.id));
        if let Some(held) = rubric.table(&calendar.held) {
            self.of_type(&at("held"), held, &["date".to_owned()], &["date"], &Say::new("held 的 date", "`date` of `held`"));
            self.of_type(&at("show"), held, &calendar.show, &SHOWN, &Say::new("show", "`show`"));
            let named = held.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names));
            if !named || held.made {
                let why = Say::new(
                    "held 的表须有 name 类型的列，说明是谁开展",
                    "the table of `held` needs a column of type name that tells who held it",
                );
                self.conflict(&at("held"), &calendar.held, why);
            }
        }
        for (key, empty) in [("days", calendar.days.is_empty()), ("months", calendar.months.is_empty())] {
            if empty {
                let why = Say::new(format!("{key} 须至少写一个"), format!("`{key}` has at least one"));
                self.conflict(&["calendar", id, key], id, why);
            }
        }
        let Some(holidays) = &calendar.holidays else { return };
        self.id(&at("holidays"), holidays, &ids(&rubric.tables, |table| &table.id));
        let Some(table) = rubric.table(holidays) else { return };
        self.of_type(&at("holidays"), table, &["date".to_owned()], &["date"], &Say::new("holidays 的 date", "`date` of `holidays`"));
        let Some(kind) = table.column(KIND) else { return };
        let strange = kind.words().iter().any(|(word, _)| word != OFF && word != WORK);
        if strange || kind.words().is_empty() {
            let why = Say::new("kind 须为 word 类型，只有 off、work 两个词", "`kind` is a word column of the words off and work");
            self.conflict(&["tables", holidays, "columns", KIND], KIND, why);
        }
    }

    fn summary(&self, summary: &Summary) {
        let rubric = self.rubric;
        let path = ["summaries", summary.id.as_str()];
        let numbers: Vec<String> =
            ids(&rubric.counts, |count| &count.id).into_iter().chain(ids(&rubric.criteria, |criterion| &criterion.id)).collect();
        self.ids(&[&path, ["numbers"].as_slice()].concat(), &summary.numbers, &numbers);
        self.once_each(&[&path, ["numbers"].as_slice()].concat(), &summary.numbers);
        self.ids(&[&path, ["chart"].as_slice()].concat(), summary.chart.as_slice(), &summary.numbers);
        if let Some(list) = &summary.list {
            self.listing(&[&path, ["list"].as_slice()].concat(), list);
        }
    }

    fn listing(&self, path: &[&str], list: &Listing) {
        let Some(table) = self.listed(path, &list.query) else { return };
        if let Some(once) = &list.query.once {
            self.ids(&[path, &["once"]].concat(), &once.per, &ids(&table.columns, |column| &column.id));
        }
        self.of_type(&[path, &["show"]].concat(), table, &list.show, &SHOWN, &Say::new("show", "`show`"));
    }

    /// Each has a sheet of its own, so that no two have one name, and each name fits a tab.
    fn sheet_names(&self) {
        let rubric = self.rubric;
        let follows = rubric.follows.iter().map(|follow| ("follow", &follow.id, &follow.name));
        let calendars = rubric.calendars.iter().map(|calendar| ("calendar", &calendar.id, &calendar.name));
        let summaries = rubric.summaries.iter().map(|summary| ("summaries", &summary.id, &summary.name));
        let mut seen = BTreeSet::new();
        for (section, id, name) in calendars.chain(follows).chain(summaries) {
            let fits = name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']);
            if !fits {
                let expected = Say::new("至多 31 字、不含 [ ] : * ? / \\ 的表名", "a name of at most 31 characters without [ ] : * ? / \\");
                self.value(&[section, id, "name"], name, expected);
            } else if !seen.insert(name.to_lowercase()) {
                let why = Say::new(format!("两张表都叫“{name}”"), format!("two sheets are named “{name}”"));
                self.conflict(&[section, id, "name"], name, why);
            }
        }
    }

    /// What a measure is divided by is a count that is not divided itself.
    fn divisors(&self) {
        let rubric = self.rubric;
        let counts = ids(&rubric.counts, |count| &count.id);
        let criteria = rubric.criteria.iter().map(|criterion| ("criteria", &criterion.id, &criterion.over, &criterion.query.measure));
        let of_counts = rubric.counts.iter().map(|count| ("counts", &count.id, &count.over, &count.query.measure));
        for (section, id, over, measure) in criteria.chain(of_counts) {
            let path = [section, id.as_str(), "over"];
            self.ids(&path, over.as_slice(), &counts);
            let Some(divisor) = over.as_ref().and_then(|over| rubric.counts.iter().find(|count| count.id == *over)) else { continue };
            if divisor.over.is_some() {
                let why = Say::new(format!("{} 自己也写了 over", divisor.id), format!("`{}` has an `over` itself", divisor.id));
                self.conflict(&path, &divisor.id, why);
            }
            if !matches!(measure, Measure::Count | Measure::Sum(_) | Measure::Distinct(_)) {
                let why = Say::new("over 只与 count、sum、distinct 同写", "`over` stands beside count, sum and distinct");
                self.conflict(&path, &divisor.id, why);
            }
        }
    }

    /// What a follow makes it makes after the rows of the table are chosen.
    fn not_derived_from_derived(&self) {
        for follow in &self.rubric.follows {
            let made = ids(&follow.derived(), |column| &column.id);
            let table = self.rubric.table(follow.table());
            let keep = table.into_iter().flat_map(|table| &table.keep);
            let own = follow.extended.iter().flat_map(|(_, filters)| filters);
            let expected = follow.expects.iter().flat_map(|expectation| &expectation.filters);
            for filter in keep.chain(&follow.at_once).chain(own).chain(expected).filter(|filter| made.contains(&filter.column)) {
                let why = Say::new(
                    format!("{} 由 follow 算出，这里还没有", filter.column),
                    format!("`{}` is made by `follow`, later than this", filter.column),
                );
                self.conflict(&["follow", &follow.id], &filter.column, why);
            }
        }
    }
}

fn due_columns(due: Option<&Due>) -> Vec<String> {
    match due {
        Some(Due::On(column)) => vec![column.clone()],
        Some(Due::After { from, .. }) => from.iter().cloned().collect(),
        None => Vec::new(),
    }
}
