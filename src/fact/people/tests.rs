//! Who is found by name, key, note and mandate.

use super::*;

fn person(subject: u32, name: &str, key: &str, mandate: &str, village: &str) -> Person {
    Person {
        subject: Some(subject),
        name: name.into(),
        key: key.into(),
        mandate: Some(mandate.into()),
        home: None,
        marks: vec![squeeze(village)],
        unsure: false,
        place: Place::default(),
    }
}

fn named(name: &str, notes: &[&str]) -> Named {
    Named { name: name.into(), notes: notes.iter().map(|note| (*note).to_owned()).collect() }
}

fn people() -> People {
    People::new(vec![
        person(0, "王伟", "T1", "town", "东村"),
        person(1, "王伟", "T2", "town", "西村"),
        person(2, "李红", "T3", "town", "东村"),
        person(3, "李红", "D3", "district", "东村"),
        person(4, "赵小明", "T4", "town", "东村"),
    ])
}

#[test]
fn a_note_or_a_key_tells_two_people_of_one_name_apart() {
    let people = people();
    assert_eq!(
        people.resolve(&named("王伟", &[]), Beside::default()),
        Resolved::Several(vec!["T1（东村）".to_owned(), "T2（西村）".to_owned()])
    );
    assert_eq!(people.resolve(&named("王 伟", &["西村"]), Beside::default()), Resolved::Found(vec![Some(1)]));
    assert_eq!(people.resolve(&named("王伟", &[]), Beside { key: Some("T1"), ..Beside::default() }), Resolved::Found(vec![Some(0)]));
    let other = people.resolve(&named("王维", &[]), Beside { key: Some("T1"), ..Beside::default() });
    assert!(matches!(other, Resolved::OtherName(person) if person.name == "王伟"));
    // The key says one of them and the note the other; a note that tells of nobody says nothing.
    let noted = |note: &'static str| people.resolve(&named("王伟", &[note]), Beside { key: Some("T1"), ..Beside::default() });
    assert!(matches!(noted("西村"), Resolved::OtherName(person) if person.key == "T1"));
    assert_eq!(noted("东村"), Resolved::Found(vec![Some(0)]));
    assert_eq!(noted("男"), Resolved::Found(vec![Some(0)]));
}

#[test]
fn a_row_counts_for_each_mandate_unless_it_names_the_level() {
    let people = people();
    assert_eq!(people.resolve(&named("李红", &["女"]), Beside::default()), Resolved::Found(vec![Some(2), Some(3)]));
    assert_eq!(
        people.resolve(&named("李红", &[]), Beside { mandate: Some("district"), ..Beside::default() }),
        Resolved::Found(vec![Some(3)])
    );
}

#[test]
fn a_level_that_none_of_them_has_leaves_open_who_is_meant() {
    let people = people();
    let of = |name: &str, mandate| people.resolve(&named(name, &[]), Beside { mandate: Some(mandate), ..Beside::default() });
    assert!(matches!(of("王伟", "district"), Resolved::Several(_)));
    assert!(matches!(of("李红", "city"), Resolved::Several(_)));
    assert_eq!(of("赵小明", "district"), Resolved::Found(vec![Some(4)]));
}

#[test]
fn a_row_of_the_roster_with_a_fault_is_told_once() {
    let faulty = Person { mandate: None, unsure: true, subject: Some(4), ..person(3, "李红", "D3", "", "东村") };
    let people = People::new(vec![person(2, "李红", "T3", "town", "东村"), faulty]);
    assert_eq!(people.resolve(&named("李红", &[]), Beside::default()), Resolved::Found(vec![Some(4)]));
    let keyed = Beside { key: Some("T3"), ..Beside::default() };
    assert_eq!(people.resolve(&named("李红", &[]), keyed), Resolved::Found(vec![Some(2)]));
}

#[test]
fn people_of_the_sheets_own_congress_come_first() {
    let at = |home: &str, person: Person| Person { home: Some(home.into()), ..person };
    let people = People::new(vec![
        at("东镇", person(0, "王伟", "E1", "town", "一村")),
        at("西镇", person(1, "王伟", "W1", "town", "一村")),
        at("西镇", person(2, "赵小明", "W2", "town", "一村")),
    ]);
    let from = |home| Beside { home: Some(home), ..Beside::default() };
    assert_eq!(people.resolve(&named("王伟", &[]), from("西镇")), Resolved::Found(vec![Some(1)]));
    assert_eq!(people.resolve(&named("赵小明", &[]), from("东镇")), Resolved::Found(vec![Some(2)]));
    assert!(matches!(people.resolve(&named("王伟", &[]), from("南镇")), Resolved::Several(_)));
    assert_eq!(people.nearest("赵晓明", 1, Some("西镇")), vec!["赵小明".to_owned()]);
    assert!(people.nearest("赵晓明", 1, Some("东镇")).is_empty());
}

#[test]
fn a_title_is_taken_off_where_one_name_is_left() {
    let people = people();
    for name in ["赵小明主席", "赵小明 同志", "代表赵小明"] {
        assert_eq!(people.resolve(&named(name, &[]), Beside::default()), Resolved::Found(vec![Some(4)]), "{name}");
    }
    assert_eq!(people.resolve(&named("赵小明主席", &[]), Beside { key: Some("T4"), ..Beside::default() }), Resolved::Found(vec![Some(4)]));
    assert!(matches!(people.resolve(&named("王伟主席", &[]), Beside::default()), Resolved::Several(_)));
    let two = People::new(vec![person(0, "张三", "T1", "town", "东村"), person(1, "张三副", "T2", "town", "东村")]);
    assert_eq!(two.resolve(&named("张三副主席", &[]), Beside::default()), Resolved::Unknown, "张三 or 张三副");
}

#[test]
fn names_joined_by_and_are_parted_where_all_are_on_the_roster() {
    let parts = |name: &str| people().parted(&named(name, &["女"])).into_iter().map(|named| named.name).collect::<Vec<_>>();
    assert_eq!(parts("赵小明和李红"), ["赵小明", "李红"]);
    assert_eq!(parts("赵小明和李四"), ["赵小明和李四"]);
    assert_eq!(parts("赵小明"), ["赵小明"]);
}

#[test]
fn who_is_not_found_is_told_with_the_nearest_names() {
    let people = people();
    assert_eq!(people.resolve(&named("赵晓明", &[]), Beside::default()), Resolved::Unknown);
    assert_eq!(people.nearest("赵晓明", 1, None), vec!["赵小明".to_owned()]);
    assert!(people.nearest("欧阳建国", 1, None).is_empty());
}

#[test]
fn what_was_found_before_answers_the_same_question_only() {
    let people = people();
    for _ in 0..2 {
        assert!(people.nearest("赵大名", 1, None).is_empty());
        assert_eq!(people.nearest("赵大名", 2, None), ["赵小明"]);
        assert!(people.alike("赵大名", None).is_empty());
        assert_eq!(people.alike("赵晓铭", None), ["赵小明"]);
    }
}
