//! What stands in the file, and what does not.

use std::collections::BTreeMap;

use super::{page, PageReview};
use crate::base::exact::Exact;
use crate::base::period::{Day, Period};
use crate::compare::{Item, Member, Scored};
use crate::report::comparison::Part;
use crate::report::fixture::rubric;
use crate::report::taken::PeriodParts;

fn member(name: &str, rank: u32, selected: bool) -> Member {
    let item = Item { measure: Some(Exact::from(3_u64)), points: Some(Exact::from(9_u64)), ..Item::default() };
    Member {
        name: name.into(),
        peer: "镇级".into(),
        official: Some(Exact::from(u64::from(90 - rank))),
        rank: Some(rank),
        ranked: 2,
        grade: Some("优秀".into()),
        selected,
        items: BTreeMap::from([("attend".to_owned(), item)]),
        ..Member::default()
    }
}

fn shown(internal: bool) -> String {
    let members = [("K1", member("</script><b>张三", 1, true)), ("K2", member("李四", 2, false))];
    let members = members.into_iter().map(|(key, member)| (key.to_owned(), member)).collect();
    let scored = Scored { period: Period::parse("2025").unwrap_or_default(), members, figures: Vec::new() };
    let rubric = rubric();
    let periods = vec![PeriodParts { main: Some(Part { scored: &scored, rubric: &rubric }), beside: Vec::new() }];
    let review = PageReview { periods, problems: &[], as_of: Day::default(), internal };
    let bytes = page(&review).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn who_is_not_proposed_is_not_in_the_public_file_at_all() {
    let (public, internal) = (shown(false), shown(true));
    assert!(public.contains("张三") && !public.contains("李四") && !public.contains("K1"), "{public}");
    assert!(!public.contains("\"total\":\"89"), "no points");
    assert!(internal.contains("李四") && internal.contains("K2") && internal.contains("89"));
}

#[test]
fn a_name_cannot_end_the_script() {
    assert!(!shown(true).contains("</script><b>"));
    assert_eq!(shown(true).matches("</script>").count(), 2);
}

#[test]
fn the_file_asks_for_nothing_from_outside() {
    let page = shown(true);
    let own = "http://www.w3.org/2000/svg";
    assert_eq!(page.matches("://").count(), page.matches(own).count(), "the name of a format, and no address");
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains('@') || page.contains("@media"), "every mark is filled");
}
