//! The name in a header of two levels.

use super::super::header::Head;
use super::Reader;
use crate::base::text::squeeze;
use crate::rubric::model::Origin;

impl Reader<'_> {
    /// The part of a header that is a name: the lowest, unless this is the word that another column takes.
    pub(super) fn name_in<'h>(&self, head: &'h Head) -> &'h str {
        let lowest = squeeze(&head.lowest);
        let others = self.plan.columns.iter().filter(|plan| plan.column.origin == Origin::Header);
        let is_word = others.into_iter().any(|plan| plan.words.contains_key(&lowest));
        let above = head.text.strip_suffix(head.lowest.as_str()).map(|above| above.trim_end_matches('/'));
        above.filter(|above| is_word && !above.is_empty()).unwrap_or(&head.lowest)
    }
}
