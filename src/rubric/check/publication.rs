//! What is put on public display is there, and may be shown.

use super::{ids, Check};
use crate::base::text::Say;
use crate::rubric::model::{ColumnKind, Listed, Measure, Shown};

impl Check<'_> {
    pub(super) fn publication(&self) {
        let Some(publication) = &self.rubric.publication else { return };
        if publication.who == Listed::Selected && self.rubric.selection.is_none() {
            let why = Say::new(
                "办法没有 [selection]，没有人选可公示；写 who = \"ranked\" 或 \"all\"",
                "without `[selection]` nobody is proposed; write `who = \"ranked\"` or `\"all\"`",
            );
            self.conflict(&["publication"], "who", why);
        }
        for column in &publication.columns {
            self.shown(column);
        }
        let path = ["publication", "ratings"];
        self.ids(&path, &publication.ratings, &ids(&self.rubric.criteria, |criterion| &criterion.id));
        self.once_each(&path, &publication.ratings);
        let criteria = publication.ratings.iter().filter_map(|id| self.rubric.criterion(id));
        for criterion in criteria.filter(|criterion| !matches!(criterion.query.measure, Measure::Rating { .. })) {
            let id = &criterion.id;
            let why = Say::new(format!("{id} 不是测评（rating），没有票数"), format!("`{id}` is no `rating` and has no ballots"));
            self.conflict(&path, id, why);
        }
    }

    fn shown(&self, column: &Shown) {
        let path = ["publication", "columns"];
        match column {
            Shown::Number | Shown::Name | Shown::Peer | Shown::Rank | Shown::Total => {}
            Shown::Grade => {
                let declared = self.declares(&["publication"], "columns");
                if declared && self.rubric.grades.is_empty() {
                    self.conflict(&path, "grade", Say::new("办法没有 [[grades]]，没有等次可公示", "the rubric gives no grades"));
                }
            }
            Shown::Roster(id) => {
                let Some(roster) = self.rubric.table(&self.rubric.subject.table) else { return };
                let words = Shown::WORDS.into_iter().map(|(word, _)| word.to_owned());
                let known: Vec<String> = words.chain(ids(&roster.columns, |column| &column.id)).collect();
                self.id(&path, id, &known);
                if roster.column(id).is_some_and(|column| column.kind == ColumnKind::Secret) {
                    let why = Say::new(format!("{id} 是保密列（secret），任何结果都不写"), format!("`{id}` is secret and never written"));
                    self.conflict(&path, id, why);
                }
            }
        }
    }
}
