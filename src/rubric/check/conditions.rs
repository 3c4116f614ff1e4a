//! A condition looks at what exists by then, and can hold and fail.

use super::{ids, Check};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Comparison, Condition, Count, Measure, NoRows, Of, Periods, Range};

/// When a condition is asked: what comes later does not exist yet.
#[derive(Clone, Copy)]
enum When<'a> {
    /// Before parts and total.
    Base,
    /// Before the grade; the vetoes before it are known.
    Veto(&'a [String]),
    /// Before the ranks.
    List,
    /// Before the selection.
    Barred,
    /// At the end.
    Notice,
}

impl Check<'_> {
    pub(super) fn conditions(&self) {
        let rubric = self.rubric;
        for (index, condition) in rubric.base.iter().flat_map(|base| base.conditions.iter().enumerate()) {
            self.condition(&["base", "if", &index.to_string()], condition, When::Base);
        }
        let vetoes = ids(&rubric.vetoes, |veto| &veto.id);
        for (index, veto) in rubric.vetoes.iter().enumerate() {
            let key = if veto.unless { "unless" } else { "if" };
            let before = vetoes.get(..index).unwrap_or_default();
            self.condition(&["vetoes", &veto.id, key], &veto.condition, When::Veto(before));
        }
        for (index, condition) in rubric.standing.list_if.iter().enumerate() {
            self.condition(&["standing", "list-if", &index.to_string()], condition, When::List);
        }
        for (index, condition) in rubric.selection.iter().flat_map(|selection| selection.barred.iter().enumerate()) {
            self.condition(&["selection", "barred", &index.to_string()], condition, When::Barred);
        }
        for notice in &rubric.notices {
            self.condition(&["notices", &notice.id, "if"], &notice.condition, When::Notice);
        }
    }

    fn condition(&self, path: &[&str], condition: &Condition, when: When) {
        self.looks_at(path, condition);
        self.ids(path, condition.over.as_slice(), &ids(&self.rubric.counts, |count| &count.id));
        let early = if matches!(condition.periods, Periods::Earlier(_)) { None } else { self.too_early(&condition.of, when) };
        let idle = || idle(condition).or_else(|| self.out_of_reach(condition));
        if let Some((text, why)) = early.or_else(|| not_kept(condition)).or_else(idle) {
            self.conflict(path, text, why);
        }
    }

    /// What the condition names is declared.
    fn looks_at(&self, path: &[&str], condition: &Condition) {
        let rubric = self.rubric;
        let (id, known) = match &condition.of {
            Of::Count(id) => (id, ids(&rubric.counts, |count| &count.id)),
            Of::Criterion(id) => (id, ids(&rubric.criteria, |criterion| &criterion.id)),
            Of::Dimension(id) => (id, ids(&rubric.dimensions, |dimension| &dimension.id)),
            Of::Part(id) => (id, ids(&rubric.parts, |part| &part.id)),
            Of::Veto(Some(id)) => (id, ids(&rubric.vetoes, |veto| &veto.id)),
            Of::Column(column) => return self.column_of_roster(path, column, &condition.comparison),
            Of::Grade => {
                if let Comparison::Is(grades) = &condition.comparison {
                    self.ids(path, grades, &ids(&rubric.grades, |grade| &grade.name));
                }
                return;
            }
            Of::Total | Of::Exposure | Of::Veto(None) | Of::Rank | Of::RankShare | Of::Selected => return,
        };
        self.id(path, id, &known);
    }

    fn column_of_roster(&self, path: &[&str], column: &str, comparison: &Comparison) {
        let roster = std::slice::from_ref(&self.rubric.subject.table);
        let Some(table) = self.rubric.table(&self.rubric.subject.table) else { return };
        self.id(path, column, &ids(&table.columns, |column| &column.id));
        self.fits(path, roster, column, &["text", "number", "word", "date", "key"], &Say::new("条件", "a condition"));
        let words = self.words(roster, column);
        match comparison {
            Comparison::Is(named) | Comparison::IsNot(named) if !words.is_empty() => self.ids(path, named, &words),
            Comparison::Is(_) | Comparison::IsNot(_) | Comparison::Range(_) | Comparison::Missing | Comparison::Holds => {}
        }
    }

    /// Why the condition holds whatever the exposure or the number of rows is, or never.
    fn out_of_reach(&self, condition: &Condition) -> Option<(&'static str, Say)> {
        let Comparison::Range(range) = &condition.comparison else { return None };
        let one = Exact::one();
        let of_rows = |id: &String| self.rubric.counts.iter().any(|count| count.id == *id && is_of_rows(count));
        let (key, highest, zh, en) = if condition.of == Of::Exposure {
            ("exposure", Some(&one), "在任比例在 0 与 1 之间", "exposure lies between 0 and 1")
        } else if condition.over.is_none() && matches!(&condition.of, Of::Count(id) if of_rows(id)) {
            ("count", None, "行数不小于 0", "a number of rows is not below 0")
        } else {
            return None;
        };
        let (never, ever) = ("条件永不成立", "条件总成立");
        let always = range.holds(&Exact::zero());
        let (end_zh, end_en) = if always { (ever, "so it always holds") } else { (never, "so it never holds") };
        (!range.parts(highest)).then(|| (key, Say::new(format!("{zh}，{end_zh}"), format!("{en}, {end_en}"))))
    }

    fn too_early(&self, of: &Of, when: When) -> Option<(&'static str, Say)> {
        let base = |key| {
            Some((key, Say::new("基础分先于部分、总分、否决、等次和名次", "the base comes before parts, total, vetoes, grades and ranks")))
        };
        let ranks = |key| Some((key, Say::new("名次在此之后才排", "the ranks come only later")));
        match (when, of) {
            (When::Base, Of::Part(_)) => base("part"),
            (When::Base, Of::Total) => base("total"),
            (When::Base, Of::Grade) => base("grade"),
            (When::Base, Of::Veto(_)) => base("veto"),
            (When::Base | When::Veto(_) | When::List, Of::Rank | Of::RankShare) => ranks("rank"),
            (When::Base | When::Veto(_) | When::List | When::Barred, Of::Selected) => {
                Some(("selected", Say::new("建议人选最后才定，只有 notices 可以看", "only a notice may look at who is proposed")))
            }
            (When::Veto(_), Of::Grade) => Some(("grade", Say::new("等次在否决之后才定", "the grade is given only after the vetoes"))),
            (When::List, Of::Grade) if self.rubric.grades_by_rank() => {
                Some(("grade", Say::new("按名次定等次，在排名之后", "grades by rank are given only after the ranks")))
            }
            (When::Veto(before), Of::Veto(Some(id))) if self.rubric.vetoes.iter().any(|veto| veto.id == *id) && !before.contains(id) => {
                Some(("veto", Say::new("只能引用写在前面的否决", "a veto looks only at vetoes written before it")))
            }
            (When::Veto([]), Of::Veto(None)) => Some(("veto", Say::new("前面没有否决", "no veto is written before it"))),
            (When::List | When::Barred | When::Notice, Of::Veto(None)) if self.rubric.vetoes.is_empty() => {
                Some(("veto", Say::new("本办法没有否决", "the rubric has no vetoes")))
            }
            (When::Notice, Of::Selected) if self.rubric.selection.is_none() => {
                Some(("selected", Say::new("本办法没有 [selection]", "the rubric has no [selection]")))
            }
            (
                When::Base | When::Veto(_) | When::List | When::Barred | When::Notice,
                Of::Count(_)
                | Of::Criterion(_)
                | Of::Dimension(_)
                | Of::Part(_)
                | Of::Total
                | Of::Exposure
                | Of::Column(_)
                | Of::Veto(_)
                | Of::Grade
                | Of::Rank
                | Of::RankShare
                | Of::Selected,
            ) => None,
        }
    }
}

/// Over periods a condition looks at what results keep, and at one number of them.
fn not_kept(condition: &Condition) -> Option<(&'static str, Say)> {
    let key = match condition.periods {
        Periods::This => return None,
        Periods::Running(_) => "running",
        Periods::Earlier(_) => "earlier",
    };
    let kept = matches!(condition.of, Of::Grade | Of::Rank | Of::RankShare | Of::Total | Of::Criterion(_)) && condition.over.is_none();
    (!kept).then(|| {
        let zh = "running、earlier 只与 grade、rank、total、criterion 同写，不与 over 同写";
        (key, Say::new(zh, "`running` and `earlier` stand beside grade, rank, total or criterion, without `over`"))
    })
}

/// Why the condition can never hold, or always holds.
fn idle(condition: &Condition) -> Option<(&'static str, Say)> {
    match (&condition.of, &condition.comparison) {
        (_, Comparison::Range(range)) if range.is_empty() => {
            Some(("at-least", Say::new("下限不低于上限，条件永不成立", "its lower end is not under its upper end, so it never holds")))
        }
        (Of::Rank, Comparison::Range(range)) if never_a_rank(range) => {
            Some(("rank", Say::new("名次从 1 起，条件永不成立", "ranks begin at 1, so it never holds")))
        }
        (Of::RankShare, Comparison::Range(range)) if never_a_share(range) => Some((
            "rank",
            Say::new("名次的比例大于 0、不大于 1，条件永不成立", "a share of ranks is above 0 and at most 1, so it never holds"),
        )),
        (Of::Exposure, Comparison::Missing) => {
            Some(("missing", Say::new("在任比例总有值，条件永不成立", "exposure always has a value, so it never holds")))
        }
        (Of::Grade, Comparison::Is(words)) if words.is_empty() => {
            Some(("grade", Say::new("没有列出等次，条件永不成立", "no grade is listed, so it never holds")))
        }
        (_, Comparison::Is(words)) if words.is_empty() => {
            Some(("is", Say::new("没有列出词，条件永不成立", "no word is listed, so it never holds")))
        }
        (_, Comparison::IsNot(words)) if words.is_empty() => {
            Some(("is-not", Say::new("没有列出词，条件总成立", "no word is listed, so it always holds")))
        }
        (_, Comparison::Range(_) | Comparison::Missing | Comparison::Is(_) | Comparison::IsNot(_) | Comparison::Holds) => None,
    }
}

/// Whether it is a plain number of rows, which everybody has.
fn is_of_rows(count: &Count) -> bool {
    let query = &count.query;
    matches!(query.measure, Measure::Count) && query.times.is_empty() && query.no_rows == NoRows::Zero && count.over.is_none()
}

/// Whether no rank, from 1 on, lies within.
fn never_a_rank(range: &Range) -> bool {
    !range.meets(&Range { at_least: Some(Exact::one()), ..Range::default() })
}

/// Whether no share, above 0 and at most 1, lies within.
fn never_a_share(range: &Range) -> bool {
    !range.meets(&Range { above: Some(Exact::zero()), at_most: Some(Exact::one()), ..Range::default() })
}
