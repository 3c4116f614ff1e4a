//! What is said of tallies that an engine counts.

use crate::base::problem::Fault;
use crate::base::text::Say;

impl Fault {
    /// What is wrong with a plan, or with what came of it.
    pub(super) fn of_tallies(&self, found: &str) -> Option<Say> {
        if let Self::PlanUnsaid { key, why } = self {
            return Some(Say::new(format!("{key} 写不成 SQL：{}", why.zh), format!("{key} cannot be said as SQL: {}", why.en)));
        }
        if let Self::TalliesNone { why } = self {
            return Some(Say::new(format!("不能作为计数表：{}", why.zh), format!("this is no table of tallies: {}", why.en)));
        }
        if let Self::TalliesOther { id } = self {
            return Some(Say::new(
                format!("计数表出自另一份计数方案 {found}，本办法本考核期的方案是 {id}"),
                format!("these tallies were counted by the plan {found}; that of this rubric and period is {id}"),
            ));
        }
        if let Self::TalliesRoster { unlike } = self {
            return Some(Say::new(
                format!("引擎里的名册与所给的名册不同，共 {unlike} 人：{found}"),
                format!("the engine's roster is not the one given; {unlike} differ: {found}"),
            ));
        }
        if let Self::TalliesEvidence { table, column, what, rows } = self {
            let such = |zh: bool| match (found.is_empty(), zh) {
                (true, _) => String::new(),
                (false, true) => format!("，如“{found}”"),
                (false, false) => format!(", such as “{found}”"),
            };
            return Some(Say::new(
                format!("引擎的表 {table} 有 {rows} 行，列“{column}”{}{}", what.zh, such(true)),
                format!("in {rows} row(s) of the engine's table `{table}`, column “{column}”: {}{}", what.en, such(false)),
            ));
        }
        if let Self::TalliesAlone { what } = self {
            return Some(Say::new(
                format!("按计数表评分，没有逐行的依据；不写出：{}", what.zh),
                format!("scored from tallies, behind which there are no rows; left out: {}", what.en),
            ));
        }
        None
    }

    /// What would be right, and what to do.
    pub(super) fn mending_tallies(&self) -> Option<(Say, Say)> {
        if let Self::PlanUnsaid { .. } = self {
            return Some((
                Say::new("docs/engines.md 所列的写法", "what docs/engines.md lists"),
                Say::new(
                    "这份办法请用 duly score 从表格评分；或把这一条另立一份办法",
                    "score this rubric from rows, with duly score; or put this rule into a rubric of its own",
                ),
            ));
        }
        if let Self::TalliesNone { .. } = self {
            return Some((
                Say::new(
                    "duly plan 的语句得出的全部各行，parquet 或 csv",
                    "all rows that the statement of duly plan gives, as parquet or csv",
                ),
                Say::new("把语句原样再运行一次，完整导出结果", "run the statement again as it is, and export its whole result"),
            ));
        }
        if let Self::TalliesOther { id } = self {
            return Some((
                Say::new(format!("方案 {id} 的计数表"), format!("tallies of the plan {id}")),
                Say::new(
                    "用这份办法、这个考核期再运行 duly plan，在引擎里重新计数",
                    "run duly plan again with this rubric and period, and count again in the engine",
                ),
            ));
        }
        if let Self::TalliesRoster { .. } = self {
            return Some((
                Say::new("同一份名册", "the same roster"),
                Say::new(
                    "把引擎里用的名册给 duly score，或用这份名册在引擎里重新计数",
                    "give duly score the roster that the engine has, or count again in the engine with this one",
                ),
            ));
        }
        if let Self::TalliesEvidence { .. } = self {
            return Some((
                Say::new("docs/engines.md 所写的证据表", "evidence tables as docs/engines.md describes them"),
                Say::new(
                    "在引擎里改正这些行，重新计数；要看清问题，把其中几行导出为 csv，用 duly check 核对",
                    "mend these rows in the engine and count again; to see more, export some of them as csv and run duly check on it",
                ),
            ));
        }
        if let Self::TalliesAlone { .. } = self {
            return Some((
                Say::new("逐行的表格；或不需要这些内容", "rows, or no need of what is left out"),
                Say::new("不需要则不必改；需要则从表格评分", "nothing, if it is not needed; else score from rows"),
            ));
        }
        None
    }
}
