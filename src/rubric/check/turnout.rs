//! Turnout: what a vote needs is told by its tables, and no row would be counted twice.

use super::Check;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{LeastTurnout, Query, Table};

impl Check<'_> {
    pub(super) fn turnouts(&self) {
        for table in &self.rubric.tables {
            self.filled_down(table);
        }
        for (section, owner, query) in self.queries().into_iter().filter(|(_, _, query)| self.has_tables(query)) {
            if let Some(least) = query.measure.ballots().and_then(|ballots| ballots.turnout.as_ref()) {
                self.least(&[section, owner, "measure", "turnout"], query, least);
            }
        }
    }

    /// A number that stands once for several rows would be added up as often as there are rows.
    fn filled_down(&self, table: &Table) {
        for (_, column) in table.turnout.iter().flat_map(|turnout| &turnout.columns) {
            if table.column(column).is_some_and(|column| column.fill_down) {
                let why = Say::new(
                    format!("turnout 的列每次投票只计一次，不写 fill-down：{column}"),
                    format!("a column of `turnout` is taken once a vote and not filled down: `{column}`"),
                );
                self.conflict(&["tables", &table.id, "columns", column], "fill-down", why);
            }
        }
    }

    fn least(&self, path: &[&str], query: &Query, least: &LeastTurnout) {
        let tables = || query.from.iter().filter_map(|id| self.rubric.table(id)).filter_map(|table| table.turnout.as_ref());
        let told = |poll| tables().any(|turnout| turnout.column(poll).is_some());
        let missing = [least.of, least.over].into_iter().find(|poll| !told(*poll));
        if let Some(poll) = missing {
            let why = Say::new(
                format!("from 的表中没有一张在 turnout 写明 {}", poll.id()),
                format!("no table in `from` has `{}` in its `turnout`", poll.id()),
            );
            self.conflict(path, poll.id(), why);
        } else if least.of <= least.over {
            let why = Say::new(
                "of 须在 over 之后：应到、实到、发出、收回、有效，后者不会多于前者",
                "`of` comes after `over`: of due, present, issued, returned and valid none is more than the one before",
            );
            self.conflict(path, least.of.id(), why);
        } else if query.per.is_some() {
            let why =
                Say::new("turnout 看的是整个考核期，不与 per 同写", "`turnout` is of the whole period: it does not stand beside `per`");
            self.conflict(path, "turnout", why);
        }
        for (key, end) in [("at-least", &least.range.at_least), ("above", &least.range.above)] {
            if let Some(end) = end.as_ref().filter(|end| end.is_negative() || **end > Exact::one()) {
                self.value(&[path, [key].as_slice()].concat(), &end.plain(), Say::new("0 到 1 之间的数", "a number from 0 to 1"));
            }
        }
    }
}
