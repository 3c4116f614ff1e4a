//! What is said of grades and places that are open.

use super::parts::{grades, group, listed};
use crate::base::text::Say;

pub(super) fn open(found: &str, names: &[String], options: &[Vec<(String, u64)>], more: bool) -> Say {
    let group = group(found);
    let (zh, en) = (options.iter().map(|one| grades(one, "、")), options.iter().map(|one| grades(one, ", ")));
    let (zh, en) = (zh.collect::<Vec<_>>().join("，或 "), en.collect::<Vec<_>>().join("; or "));
    let (further, and_more) = if more { ("，等等", "; and more") } else { ("", "") };
    Say::new(
        format!("{}{} 等次待定：办法允许的分法为 {zh}{further}", group.zh, listed(names)),
        format!("{}the grade of {} is open; the rubric allows {en}{and_more}", group.en, names.join(", ")),
    )
}

pub(super) fn places(found: &str, graded: u64) -> Say {
    let group = group(found);
    Say::new(
        format!("{}{graded} 人定等次，没有一种分法合乎各等次的名额", group.zh),
        format!("{}the places of the grades cannot be met with {graded} to be graded", group.en),
    )
}

pub(super) fn tied(found: &str, names: &[String], places: u64, lot: bool) -> Say {
    let group = group(found);
    let left = if places == 1 { "1 place is".to_owned() } else { format!("{places} places are") };
    let decides = if lot { ("按办法抽签决定", "a lot decides") } else { ("由会议决定", "the committee decides") };
    Say::new(
        format!("{}名额还余 {places} 名，{} 并列，{}", group.zh, listed(names), decides.0),
        format!("{}{left} left and {} are tied for it; {}", group.en, names.join(", "), decides.1),
    )
}
