//! A link looks into a table that is there, by columns of one type on either side.

use super::{ids, with_people, Check};
use crate::base::text::Say;
use crate::rubric::model::{ColumnKind, Link, Query};

/// Kinds of values that can agree.
const ALIKE: [&[&str]; 4] = [&["text", "key"], &["word"], &["number"], &["date"]];

impl Check<'_> {
    pub(super) fn links(&self) {
        for follow in &self.rubric.follows {
            for (index, link) in follow.query.links.iter().enumerate() {
                self.link(&["follow", &follow.id, "link", &index.to_string()], &follow.query, link);
            }
        }
        for (id, list) in self.rubric.summaries.iter().filter_map(|summary| Some((&summary.id, summary.list.as_ref()?))) {
            for (index, link) in list.query.links.iter().enumerate() {
                self.link(&["summaries", id, "list", "link", &index.to_string()], &list.query, link);
            }
        }
        for (section, owner, query) in self.queries() {
            for (index, link) in query.links.iter().enumerate() {
                self.link(&[section, owner, "link", &index.to_string()], query, link);
            }
        }
    }

    fn link(&self, path: &[&str], query: &Query, link: &Link) {
        let rubric = self.rubric;
        self.id(path, &link.table, &ids(&rubric.tables, |table| &table.id));
        let Some(other) = rubric.table(&link.table).filter(|_| self.has_tables(query)) else { return };
        let tables = std::slice::from_ref(&link.table);
        let (columns, others) = (self.columns(&query.from), self.columns(tables));
        let by = [path, &["by"]].concat();
        for (own, of_other) in &link.by {
            self.id(&by, own, &columns);
            self.id(&by, of_other, &others);
            let Some(kind) = other.column(of_other).map(|column| &column.kind) else { continue };
            let purpose = Say::new("by 中的列", "`by`");
            self.fits(&by, tables, of_other, &ALIKE.concat(), &purpose);
            if let Some(alike) = ALIKE.into_iter().find(|alike| alike.contains(&super::types::named(kind))) {
                let purpose = Say::new(format!("by 中与“{of_other}”相比的列"), format!("what `by` compares with `{of_other}`"));
                self.fits(&by, &query.from, own, alike, &purpose);
            }
        }
        // A row that may name anyone plays no part.
        let tested = if link.same_subject { with_people(&others) } else { others };
        let filters = [path, &["where"]].concat();
        self.filters(path, tables, &link.filters, &tested);
        self.filter_types(&filters, tables, &link.filters);
        self.filters_at_work(&filters, &link.filters);
        if link.same_subject {
            self.people_compared(&filters, tables, &link.filters);
            let names =
                other.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater");
            if !names && link.table != rubric.subject.table {
                let why = Say::new(
                    format!("表 {} 不记姓名，link 须写 who = \"anyone\"", link.table),
                    format!("table `{}` names nobody: the link needs who = \"anyone\"", link.table),
                );
                self.conflict(path, &link.table, why);
            }
        }
    }
}
