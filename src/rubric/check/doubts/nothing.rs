//! No-values that a criterion can give while nobody has said what they do.

use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::rubric::check::Check;
use crate::rubric::model::{Ballots, Blank, Criterion, Measure, NoRows, NoValue, Query};

/// Whether there can be too few.
fn needs(ballots: &Ballots) -> bool {
    ballots.minimum > 1 || ballots.turnout.is_some()
}

/// A no-value, and the key of the criterion that it comes from.
type Source = (NoValue, &'static str);

impl Check<'_> {
    pub(super) fn undecided(&self) {
        for criterion in &self.rubric.criteria {
            let own = ["criteria", criterion.id.as_str(), "no-value"];
            // What is not recorded is refused unless the rubric says otherwise: that is loud enough.
            let open = |(kind, _): &Source| {
                *kind != NoValue::NotRecorded && !self.declares(&["no-value"], kind.id()) && !self.declares(&own, kind.id())
            };
            let open: Vec<Source> = self.can_give(criterion).into_iter().filter(open).collect();
            let Some((first, key)) = open.first() else { continue };
            let kinds: Vec<Say> = open.iter().map(|(kind, _)| kind.say()).collect();
            let keys: Vec<&str> = open.iter().map(|(kind, _)| kind.id()).collect();
            let text = |of: fn(&Say) -> &str, by: &str| kinds.iter().map(of).collect::<Vec<_>>().join(by);
            let kinds = Say::new(text(|say| &say.zh, "、"), text(|say| &say.en, ", "));
            let fault = Fault::RubricUndecided { criterion: criterion.name.clone(), kinds, keys: keys.join(", ") };
            self.doubt(&["criteria", &criterion.id, key], first.id(), first.id(), fault);
        }
    }

    /// The no-values that its words, its columns and its least number of ballots can give, each once.
    fn can_give(&self, criterion: &Criterion) -> Vec<Source> {
        let query = &criterion.query;
        let mut all: Vec<Source> = self.blanks(query).into_iter().map(|kind| (kind, "measure")).collect();
        match &query.measure {
            Measure::Share(share) => {
                all.extend((!share.excused.is_empty()).then_some((NoValue::Excused, "measure")));
                all.extend((!share.not_required.is_empty()).then_some((NoValue::NotRequired, "measure")));
            }
            Measure::Mean { ballots, trim, .. } => {
                all.extend((needs(ballots) || trim.is_some()).then_some((query.few, "measure")));
            }
            Measure::Rating { ballots, .. } => all.extend(needs(ballots).then_some((query.few, "measure"))),
            Measure::Ratio { .. } => all.push((NoValue::NotRequired, "measure")),
            Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Value(_) | Measure::Last(_) => {}
        }
        if let NoRows::NoValue(kind) = query.no_rows {
            all.push((kind, "none"));
        }
        all.sort_by_key(|(kind, _)| *kind);
        all.dedup_by_key(|(kind, _)| *kind);
        all
    }

    /// What blanks are in the measured column, or in the one that it goes with.
    fn blanks(&self, query: &Query) -> Vec<NoValue> {
        let measured = query.measure.columns();
        let tables: Vec<_> = query.from.iter().filter_map(|id| self.rubric.table(id)).collect();
        let blank = |column: &str| tables.iter().filter_map(|table| table.column(column)).map(|column| column.blank.clone()).collect();
        let with = measured.iter().flat_map(|measured| tables.iter().filter_map(|table| table.column(measured)?.only_with.as_deref()));
        let blanks: Vec<Blank> = measured.iter().copied().chain(with).flat_map::<Vec<Blank>, _>(blank).collect();
        let kinds = blanks.into_iter().filter_map(|blank| if let Blank::NoValue(kind) = blank { Some(kind) } else { None });
        kinds.collect()
    }
}
