//! What a column asks for in some rows: must be filled in there, or must be blank, in words.

use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Column, Filter, FilterTest, Rubric, Table};

/// What is expected of a column where a row passes; nothing for most columns.
pub(super) fn expected(rubric: &Rubric, table: &Table, column: &Column) -> Vec<Say> {
    let follows = rubric.follows.iter().filter(|follow| follow.table() == table.id);
    let expectations: Vec<_> = follows.flat_map(|follow| &follow.expects).collect();
    let of = |expectation: &&crate::rubric::model::Expectation| {
        let rows: Vec<Say> = expectation.filters.iter().map(|filter| rows(table, filter)).collect();
        let rows = join(&rows, "且", " and ");
        let is_in = |columns: &[String]| columns.contains(&column.id);
        let filled = || Say::new(format!("{}的必须填写", rows.zh), format!("must be filled in where {}", rows.en));
        let blank = || Say::new(format!("{}的须空着", rows.zh), format!("must be blank where {}", rows.en));
        let filled = is_in(&expectation.filled).then(filled);
        filled.or_else(|| is_in(&expectation.blank).then(blank))
    };
    expectations.iter().filter_map(of).collect()
}

/// The rows that a filter lets pass.
fn rows(table: &Table, filter: &Filter) -> Say {
    let column = table.column(&filter.column);
    let header = column.and_then(|column| column.headers.first()).unwrap_or(&filter.column);
    let words = |ids: &[String]| {
        let way = |id: &String| column.and_then(|column| column.words().iter().find(|(known, _)| known == id)?.1.first());
        let ways: Vec<Say> = ids.iter().map(|id| same(way(id).unwrap_or(id))).collect();
        join(&ways, "、", " or ")
    };
    match &filter.test {
        FilterTest::Is(ids) => {
            let words = words(ids);
            Say::new(format!("“{header}”为{}", words.zh), format!("“{header}” is {}", words.en))
        }
        FilterTest::IsNot(ids) => {
            let words = words(ids);
            Say::new(format!("“{header}”不为{}", words.zh), format!("“{header}” is not {}", words.en))
        }
        FilterTest::Present(true) => Say::new(format!("填了“{header}”"), format!("“{header}” is filled in")),
        FilterTest::Present(false) => Say::new(format!("“{header}”空着"), format!("“{header}” is blank")),
        FilterTest::Number(_) => Say::new(format!("“{header}”在规定范围内"), format!("“{header}” is in the range of the rubric")),
    }
}
