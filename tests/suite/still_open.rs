//! What was closed after the last day is open in every table: its day, its result and what was said of it have not happened.

use super::stations::{day, followed, rows, scored, table};

/// The lines of the words in a table of words, without its caption, its head and its sum.
fn counts(table: &[Vec<String>]) -> &[Vec<String>] {
    let head = table.iter().position(|row| row[1] == "件数").map_or(0, |head| head + 1);
    let sum = table.iter().position(|row| row[0] == "合计").unwrap_or(head);
    &table[head..sum]
}

#[test]
fn what_is_dated_after_today_has_not_happened() {
    let rows = "1,修桥,2025-01-05,张三,,立案,2025-01-10,2025-03-02,A\n2,修路,2025-01-06,张三,,立案,2025-01-10,2025-05-20,A\n";
    let closed = |day: &str| {
        let (place, _) = followed(rows, &["--as-of", day]);
        let all = table(&place.path().join("out/stations.xlsx"), "建议办理", "合计");
        all.first().map(|row| row[1..8].join(" ")).unwrap_or_default()
    };
    // Items, closed, open, on time, late, overdue, pending.
    assert_eq!(closed("2025-03-01"), "2 0 2 0 0 0 2");
    assert_eq!(closed("2025-03-02"), "2 1 1 1 0 0 1");
    assert_eq!(closed("2025-04-10"), "2 1 1 1 0 0 1", "the deadline is not over on its day");
    assert_eq!(closed("2025-04-11"), "2 1 1 1 0 1 0");
    assert_eq!(closed("2025-06-30"), "2 2 0 1 1 0 0");
}

#[test]
fn the_result_of_an_answer_still_to_come_is_not_counted() {
    let rows = "1,修桥,2025-01-05,张三,,立案,2025-01-10,2025-03-02,A\n2,修路,2025-01-06,张三,,立案,2025-01-10,2025-05-20,C\n";
    let counted = |day: &str| {
        let (place, _) = followed(rows, &["--as-of", day]);
        let results = table(&place.path().join("out/stations.xlsx"), "建议办理", "办理结果");
        counts(&results).iter().map(|row| row[..2].join(" ")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(counted("2025-03-01"), "A 0, C 0, （未填） 2");
    assert_eq!(counted("2025-03-02"), "A 1, C 0, （未填） 1");
    assert_eq!(counted("2025-05-20"), "A 1, C 1");
}

#[test]
fn suggestions_of_the_sample_have_one_state_on_the_last_day_in_every_table() {
    let place = scored(&["2025-H2"], &[]);
    let book = place.path().join("out/stations.xlsx");
    let filed = rows("2025-H2", "议案建议决议台账.xlsx", "建议台账").into_iter().filter(|row| row["立案情况"] == "立案");
    let (done, open): (Vec<_>, Vec<_>) =
        filed.partition(|row| Some(day(&row["答复日期"])).is_some_and(|day| !day.is_empty() && day.as_str() <= "2025-12-31"));
    assert!(open.iter().any(|row| !row["办理结果"].is_empty()), "no answer came after the last day");
    for column in ["办理结果", "代表满意度"] {
        let told = table(&book, "建议办理", column);
        assert_eq!(counts(&told).len(), if column == "办理结果" { 5 } else { 4 }, "{told:?}");
        for word in counts(&told) {
            let blank = if word[0] == "（未填）" { open.len() } else { 0 };
            let own = done.iter().filter(|row| if blank > 0 { row[column].is_empty() } else { row[column] == word[0] }).count();
            assert_eq!(word[1], (own + blank).to_string(), "{column} {}", word[0]);
        }
    }
}
