//! Which rows of other tables a row depends on, in words.

use super::Speaker;
use crate::base::text::Say;
use crate::report::wording::join;
use crate::rubric::model::Link;

impl<'a> Speaker<'a> {
    pub(super) fn link(&self, link: &'a Link) -> Say {
        let other = Speaker { from: std::slice::from_ref(&link.table), ..*self };
        let pair = |(own, of_other): &'a (String, String)| {
            let (own, of_other) = (self.column(own), other.column(of_other));
            Say::new(format!("{}同{}", own.zh, of_other.zh), format!("whose {} is its {}", of_other.en, own.en))
        };
        let by = join(&link.by.iter().map(pair).collect::<Vec<_>>(), "、", " and ");
        let filters = join(&link.filters.iter().map(|filter| other.filter(filter)).collect::<Vec<_>>(), "且", " and ");
        let zh = if filters.zh.is_empty() { String::new() } else { format!("（{}）", filters.zh) };
        let en = if filters.en.is_empty() { String::new() } else { format!(" ({})", filters.en) };
        let table = other.tables();
        let who = if link.same_subject { Say::new("本人", "a row of the same subject") } else { Say::new("", "any row") };
        if link.wanted {
            Say::new(
                format!("只计{}{zh}中有{}相合的行（{}）的", table.zh, who.zh, by.zh),
                format!("only if {} has {}{en} {}", table.en, who.en, by.en),
            )
        } else {
            Say::new(
                format!("{}{zh}中已有{}相合的行（{}）的，不计", table.zh, who.zh, by.zh),
                format!("left out if {} has {}{en} {}", table.en, who.en, by.en),
            )
        }
    }
}
