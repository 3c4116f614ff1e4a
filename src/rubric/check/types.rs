//! A column is of the type that its use needs; else what it gives would silently be nothing.

use super::{Check, PEOPLE};
use crate::base::text::Say;
use crate::rubric::model::{Column, ColumnKind, Filter, FilterTest, Measure, Query, Table, TABLE};

/// Types whose values are texts: they can be compared and told apart.
const TEXTS: [&str; 4] = ["text", "word", "date", "key"];
/// Types with one value in a row.
const VALUES: [&str; 5] = ["text", "number", "word", "date", "key"];

impl Check<'_> {
    pub(super) fn types(&self) {
        self.subject_types();
        for table in &self.rubric.tables {
            self.table_types(table);
        }
        for (section, owner, query) in self.queries() {
            self.query_types(section, owner, query);
        }
        for figure in &self.rubric.figures {
            if !matches!(figure.query.measure, Measure::Count | Measure::Sum(_) | Measure::Distinct(_)) {
                let why = Say::new(
                    "figures 是全部来源行的数，measure 只能为 count、sum 或 distinct",
                    "a figure is over all source rows: its measure is count, sum or distinct",
                );
                self.conflict(&["figures", &figure.id, "measure"], &figure.id, why);
            }
        }
    }

    fn subject_types(&self) {
        let rule = &self.rubric.subject;
        let roster = std::slice::from_ref(&rule.table);
        let fits = |path: &[&str], columns: &[String], types: &[&str], purpose: Say| {
            for column in columns {
                self.fits(path, roster, column, types, &purpose);
            }
        };
        let group = ["text", "word", "number", "date"];
        fits(&["rubric", "subject", "name"], std::slice::from_ref(&rule.name), &["text"], Say::new("姓名", "the name"));
        fits(&["rubric", "subject", "key"], &rule.key, &["text"], Say::new("编号", "the key"));
        fits(&["rubric", "subject", "mandate"], rule.mandate.as_slice(), &["text", "word"], Say::new("mandate", "`mandate`"));
        fits(&["rubric", "subject", "tell-apart"], &rule.tell_apart, &group, Say::new("tell-apart", "`tell-apart`"));
        fits(&["rubric", "peers"], &self.rubric.peers, &group, Say::new("分组", "a peer group"));
        fits(&["rubric", "groups"], &self.rubric.groups, &group, Say::new("分组", "a group"));
        let term = &rule.term;
        for (key, column) in [("from", &term.from), ("to", &term.to), ("pause", &term.pause), ("resume", &term.resume)] {
            fits(&["rubric", "subject", "term", key], column.as_slice(), &["date"], Say::new("任期", "a term"));
        }
    }

    fn table_types(&self, table: &Table) {
        let own = std::slice::from_ref(&table.id);
        for column in &table.columns {
            self.column(table, column);
        }
        self.fits(&["tables", &table.id, "columns"], own, "date", &["date"], &Say::new("行的日期 date", "a row's date, column `date`,"));
        let rater = Say::new("评分人 rater", "who rates, column `rater`,");
        // Only names tell whether somebody rates himself.
        let raters: &[&str] = if table.exclude_self { &["name", "names"] } else { &["name", "names", "text", "word", "key"] };
        self.fits(&["tables", &table.id, "columns"], own, "rater", raters, &rater);
        if let Some(wide) = &table.wide {
            let across = Say::new("across", "`across`");
            self.fits(&["tables", &table.id, "across"], own, &wide.across, &["text", "word", "name"], &across);
        }
        for (poll, column) in table.turnout.iter().flat_map(|turnout| &turnout.columns) {
            self.fits(&["tables", &table.id, "turnout", poll.id()], own, column, &["number"], &Say::new("turnout", "`turnout`"));
        }
        self.filter_types(&["tables", &table.id, "where"], own, &table.keep);
    }

    fn column(&self, table: &Table, column: &Column) {
        let path = ["tables", table.id.as_str(), "columns", column.id.as_str()];
        let names = matches!(column.kind, ColumnKind::Name | ColumnKind::Names);
        let parts = table.by_key().is_some();
        let why = if column.id == "role" && !parts {
            Say::new(
                "列的 id 不得为 role：role 指所起的作用；只有凭编号（key）认人的表以此列写作用",
                "`role` is no column's id: it stands for the part played; only a table in which a key alone tells whose row it is has it as a column",
            )
        } else if parts && column.id == "role" && !matches!(column.kind, ColumnKind::Word(_)) {
            Say::new("role 列须为 word", "column `role` is of type word")
        } else if parts && PEOPLE.contains(&column.id.as_str()) && column.kind != ColumnKind::Number {
            Say::new("signers、position 列须为 number", "columns `signers` and `position` are of type number")
        } else if column.id == "rater" && column.role.is_some() {
            Say::new("评分人 rater 不计入任何人，不写 role", "`rater` makes no entry of its own, so it has no `role`")
        } else if column.kind != ColumnKind::Number && (!column.units.is_empty() || column.whole.is_some()) {
            Say::new("只有 number 列才写 units、whole", "only columns of type number have `units` and `whole`")
        } else if column.role.is_some() && !names {
            Say::new("只有 name、names 列才写 role", "only columns of type name and names have a `role`")
        } else {
            return;
        };
        self.conflict(&path, &column.id, why);
    }

    fn query_types(&self, section: &str, owner: &str, query: &Query) {
        if !self.has_tables(query) {
            return;
        }
        self.filter_types(&[section, owner, "where"], &query.from, &query.filters);
        if section != "figures" {
            self.people_compared(&[section, owner, "where"], &query.from, &query.filters);
        }
        for column in query.once.iter().flat_map(|once| &once.per) {
            self.fits(&[section, owner, "once"], &query.from, column, &VALUES, &Say::new("once", "`once`"));
        }
        for times in &query.times {
            self.fits(&[section, owner, "times"], &query.from, &times.column, &["word"], &Say::new("times", "`times`"));
        }
        let (types, key): (&[&str], _) = match &query.measure {
            Measure::Count => return,
            Measure::Sum(_) => (&["number"], "sum"),
            Measure::Ratio { .. } => (&["number"], "ratio"),
            Measure::Mean { .. } => (&["number"], "mean"),
            Measure::Value(_) => (&["number"], "value"),
            Measure::Last(_) => (&["number"], "last"),
            Measure::Distinct(_) => (&TEXTS, "distinct"),
            Measure::Share(_) => (&["word"], "share-of"),
            Measure::Rating { .. } => (&["word"], "rating"),
        };
        for column in query.measure.columns() {
            self.fits(&[section, owner, "measure"], &query.from, column, types, &Say::new(key, format!("`{key}`")));
        }
        self.factors_used(section, owner, query);
        self.weights_apart(section, owner, query);
    }

    /// In means and ratings `times` weighs the ballot. Other numbers than counts and sums look at no factor; with `once` it
    /// decides which row stays.
    fn factors_used(&self, section: &str, owner: &str, query: &Query) {
        let idle = |key: &str| {
            Say::new(
                format!("share-of、ratio、value、last 不看 {key}；没有 once，{key} 不起作用"),
                format!("share-of, ratio, value and last look at no `{key}`: without `once` it does nothing"),
            )
        };
        let (splits, times) = (query.split.is_some(), !query.times.is_empty());
        match &query.measure {
            Measure::Mean { trim: Some(_), .. } if times => {
                let why =
                    Say::new("trim 去掉的是整票，不与 times 同写", "`trim` leaves out whole ballots: it does not stand beside `times`");
                self.conflict(&[section, owner, "measure", "trim"], "trim", why);
            }
            Measure::Mean { .. } | Measure::Rating { .. } if splits => {
                let why =
                    Say::new("平均分的票不按联名分摊：mean、rating 不写 split", "ballots are not shared: mean and rating take no `split`");
                self.conflict(&[section, owner, "split"], "split", why);
            }
            Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Mean { .. } | Measure::Rating { .. } => {}
            Measure::Share(_) | Measure::Ratio { .. } | Measure::Value(_) | Measure::Last(_) => {
                let used = [("split", splits), ("times", times)].into_iter().filter(|(_, used)| *used && query.once.is_none());
                for (key, _) in used {
                    self.conflict(&[section, owner, key], key, idle(key));
                }
            }
        }
    }

    /// Ballots are weighed by a word column, or by tables where no column is called so.
    fn weights_apart(&self, section: &str, owner: &str, query: &Query) {
        let Some(weights) = query.measure.weights() else { return };
        let path = [section, owner, "measure", "weights"];
        if weights.column != TABLE {
            return self.fits(&path, &query.from, &weights.column, &["word"], &Say::new("weights", "`weights`"));
        }
        if query.from.iter().filter_map(|id| self.rubric.table(id)).any(|table| table.column("table").is_some()) {
            let why = Say::new("weights 中的 table 指表，列须另取 id", "`table` in `weights` is about tables: the column needs another id");
            self.conflict(&path, "table", why);
        }
    }

    /// `signers` and `position` are numbers of the row, not columns.
    pub(super) fn people_compared(&self, path: &[&str], tables: &[String], filters: &[Filter]) {
        for filter in filters.iter().filter(|filter| PEOPLE.contains(&filter.column.as_str())) {
            let column = &filter.column;
            if tables.iter().filter_map(|id| self.rubric.table(id)).any(|table| table.column(column).is_some() && table.by_key().is_none())
            {
                let why = Say::new(
                    format!("where 中的 {column} 指署名的人，列须另取 id"),
                    format!("`{column}` in `where` is about those who sign: the column needs another id"),
                );
                self.conflict(path, column, why);
            } else if !matches!(filter.test, FilterTest::Number(_)) {
                let why = Say::new(
                    format!("{column} 是数，须以 at-least、above、at-most、below 比较"),
                    format!("`{column}` is a number: compare it by at-least, above, at-most or below"),
                );
                self.conflict(path, column, why);
            }
        }
    }

    pub(super) fn filter_types(&self, path: &[&str], tables: &[String], filters: &[Filter]) {
        for filter in filters {
            let (types, purpose): (&[&str], Say) = match &filter.test {
                FilterTest::Is(_) | FilterTest::IsNot(_) => (&TEXTS, Say::new("where 中的词", "a word in `where`")),
                FilterTest::Number(_) => (&["number"], Say::new("where 中的数", "a number in `where`")),
                FilterTest::Present(_) => (&VALUES, Say::new("present", "`present`")),
            };
            self.fits(path, tables, &filter.column, types, &purpose);
        }
    }

    /// The column is of one of these types in every one of the tables that has it.
    pub(super) fn fits(&self, path: &[&str], tables: &[String], column: &str, types: &[&str], purpose: &Say) {
        let columns = tables.iter().filter_map(|id| self.rubric.table(id)).filter_map(|table| table.column(column));
        let misfit = columns.map(|column| named(&column.kind)).find(|kind| !types.contains(kind));
        let Some(kind) = misfit else { return };
        let why = Say::new(
            format!("{} 须为 {} 类型的列，而“{column}”的类型为 {kind}", purpose.zh, types.join("、")),
            format!("{} takes a column of type {}; `{column}` is of type {kind}", purpose.en, types.join(", ")),
        );
        self.conflict(path, column, why);
    }
}

/// The type as the rubric writes it.
pub(super) fn named(kind: &ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Number => "number",
        ColumnKind::Count => "count",
        ColumnKind::Date => "date",
        ColumnKind::Word(_) => "word",
        ColumnKind::Name => "name",
        ColumnKind::Names => "names",
        ColumnKind::Key => "key",
        ColumnKind::Secret => "secret",
    }
}
