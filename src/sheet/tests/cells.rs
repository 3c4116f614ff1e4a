//! Cells of every kind of column.

use super::*;
use crate::base::problem::Fault;
use crate::sheet::cell::{self, Calendar, Outcome};
use crate::sheet::grid::RawCell;
use crate::sheet::plan::Plan;

fn outcome(column: Column, cell: Option<&RawCell>) -> Outcome {
    let table = table("t", "表", vec![column]);
    let plan = Plan::new(&table);
    let period = Period::parse("2025-H1");
    let (Some(column), Some(period)) = (plan.columns.first(), &period) else { panic!("a column and a period") };
    cell::read(column, cell, "表头", Calendar { period, language: Language::Chinese })
}

fn of_text(kind: ColumnKind, text: &str) -> Outcome {
    outcome(column("c", &["表头"], kind), Some(&RawCell::Text(text.into())))
}

fn of_number(kind: ColumnKind, number: f64) -> Outcome {
    outcome(column("c", &["表头"], kind), Some(&RawCell::Number(number)))
}

fn code(outcome: &Outcome) -> Option<&'static str> {
    outcome.fault.as_ref().map(Fault::code)
}

#[test]
fn words_are_found_whatever_their_width_and_case() {
    let kind = || words(&[("present", &["出席", "√", "1", "A类"]), ("absent", &["缺席", "×", "0"])]);
    for (text, id) in
        [("出 席", "present"), ("√", "present"), ("１", "present"), ("ａ类", "present"), ("absent", "absent"), ("×", "absent")]
    {
        assert_eq!(of_text(kind(), text).value, Some(Value::Word(id.into())), "{text}");
    }
    assert_eq!(of_number(kind(), 0.0).value, Some(Value::Word("absent".into())));
    assert_eq!(code(&of_text(kind(), "缺")), Some("cell/unknown-word"));
    assert_eq!(code(&of_text(kind(), "出席?")), Some("cell/unknown-word"));
}

#[test]
fn a_blank_is_what_the_rubric_says() {
    let blank = |blank: Blank, optional: bool| outcome(Column { optional, blank, ..column("c", &["表头"], ColumnKind::Number) }, None);
    assert_eq!(code(&blank(Blank::Error, false)), Some("cell/blank"));
    assert_eq!(blank(Blank::Error, true), Outcome::default());
    assert_eq!(blank(Blank::NoValue(NoValue::Excused), false).value, Some(Value::NoValue(NoValue::Excused)));
    assert!(matches!(blank(Blank::Ignore, false).value, Some(Value::Void(_))));
    assert_eq!(blank(Blank::Word("no".into()), true).value, Some(Value::Word("no".into())));
    for text in [" ", "—", "无", "/"] {
        assert_eq!(code(&of_text(ColumnKind::Number, text)), Some("cell/blank"), "{text}");
    }
}

#[test]
fn long_numbers_have_lost_digits() {
    for kind in [ColumnKind::Text, ColumnKind::Key, ColumnKind::Secret] {
        assert_eq!(code(&of_number(kind.clone(), 110_101_199_001_011_234.0)), Some("cell/lost-digits"));
        assert_eq!(code(&of_text(kind.clone(), "1.38E+10")), Some("cell/lost-digits"));
        assert_eq!(code(&of_text(kind.clone(), "110101199001011234")), None);
        assert_eq!(code(&of_number(kind, 13_800_001_111.0)), None);
    }
    assert_eq!(of_text(ColumnKind::Secret, "13800001111"), Outcome::default(), "nothing of a secret is kept");
    assert_eq!(of_number(ColumnKind::Text, 12.0).value, Some(Value::Text("12".into())));
}

#[test]
fn numbers_keep_to_their_range() {
    let range = |text: &str| {
        let between = Exact::parse("0.5").zip(Exact::parse("30"));
        outcome(Column { between, ..column("c", &["表头"], ColumnKind::Number) }, Some(&RawCell::Text(text.into())))
    };
    assert_eq!(range("30").value, Some(Value::Number(30_000_000)));
    assert_eq!(range("0.5").value, Some(Value::Number(500_000)));
    assert_eq!(code(&range("30.000001")), Some("cell/out-of-range"));
    assert_eq!(code(&range("0.499999")), Some("cell/out-of-range"));
}

#[test]
fn errors_and_unfinished_formulas_are_never_values() {
    for kind in [ColumnKind::Text, ColumnKind::Number, ColumnKind::Names, ColumnKind::Date] {
        assert_eq!(code(&outcome(column("c", &["表头"], kind.clone()), Some(&RawCell::Error("#REF!".into())))), Some("cell/error-value"));
        assert_eq!(code(&outcome(optional(column("c", &["表头"], kind)), Some(&RawCell::Unfinished))), Some("cell/formula-without-value"));
    }
}

#[test]
fn open_ends_are_blank_only_where_a_date_may_be() {
    let of = |column: Column, text: &str| outcome(column, Some(&RawCell::Text(text.into())));
    assert_eq!(of(optional(column("c", &["表头"], ColumnKind::Date)), "In Office"), Outcome::default());
    assert_eq!(code(&of(column("c", &["表头"], ColumnKind::Date), "至今")), Some("cell/not-a-date"));
    assert_eq!(code(&of(column("c", &["表头"], ColumnKind::Date), "3月40日")), Some("cell/not-a-date"));
}

#[test]
fn a_unit_multiplies_the_number_before_it_and_is_one_of_those_listed() {
    let half_days = |text: &str, whole: Option<Whole>| {
        let units =
            [("天", "2"), ("半天", "1"), ("周", "10")].map(|(unit, factor)| (unit.to_owned(), Exact::parse(factor).unwrap_or_default()));
        let column = Column { units: units.into(), whole, ..column("c", &["表头"], ColumnKind::Number) };
        outcome(column, Some(&RawCell::Text(text.into())))
    };
    for (text, millionths) in [("1.5天", 3_000_000), ("3半天", 3_000_000), ("三 天", 6_000_000), ("2", 2_000_000), ("0.5周", 5_000_000)]
    {
        assert_eq!(half_days(text, None).value, Some(Value::Number(millionths)), "{text}");
    }
    for (text, meant) in [("2天半", "2.5天"), ("半天", "0.5天"), ("两个半天", "1天")] {
        assert_eq!(half_days(text, None).fault, Some(Fault::NotANumber { meant: Some(meant.to_owned()) }), "{text}");
    }
    for text in ["3次", "1.5个月", "两小时"] {
        assert_eq!(code(&half_days(text, None)), Some("cell/unknown-unit"), "{text}");
    }
    for text in ["天", "好", "1-2天"] {
        assert_eq!(code(&half_days(text, None)), Some("cell/not-a-number"), "{text}");
    }
    assert_eq!(code(&half_days("—", None)), Some("cell/blank"));
    for (whole, up, down) in [(Whole::Up, 3, -3), (Whole::Down, 2, -2), (Whole::HalfUp, 3, -3)] {
        assert_eq!(half_days("1.25天", Some(whole)).value, Some(Value::Number(up * 1_000_000)), "{whole:?}");
        assert_eq!(half_days("-1.25天", Some(whole)).value, Some(Value::Number(down * 1_000_000)), "{whole:?}");
    }
    assert_eq!(half_days("1.2天", Some(Whole::HalfUp)).value, Some(Value::Number(2_000_000)), "rounded after its unit");
}

#[test]
fn a_half_in_words_is_told_with_the_number_to_write() {
    let told = |text: &str| outcome(column("c", &["表头"], ColumnKind::Number), Some(&RawCell::Text(text.into()))).fault;
    for (text, meant) in [("半天", "0.5"), (" 一天半 ", "1.5"), ("3个半天", "1.5"), ("两个半小时", "2.5"), ("半", "0.5")] {
        assert_eq!(told(text), Some(Fault::NotANumber { meant: Some(meant.to_owned()) }), "{text}");
    }
    for text in ["半数", "半年度", "一半", "好"] {
        assert_eq!(told(text), Some(Fault::NotANumber { meant: None }), "{text}");
    }
}

#[test]
fn a_range_looks_at_the_number_after_its_unit_and_made_whole() {
    let third = vec![("三分".to_owned(), Exact::ratio(1, 3).unwrap_or_default())];
    let between = Some((Exact::zero(), Exact::one()));
    let column = |whole| Column { units: third.clone(), whole, between: between.clone(), ..column("c", &["表头"], ColumnKind::Number) };
    assert_eq!(outcome(column(None), Some(&RawCell::Text("3三分".into()))).value, Some(Value::Number(1_000_000)));
    assert_eq!(code(&outcome(column(None), Some(&RawCell::Text("2三分".into())))), Some("cell/number-too-fine"));
    assert_eq!(code(&outcome(column(Some(Whole::Up)), Some(&RawCell::Text("4三分".into())))), Some("cell/out-of-range"));
    assert_eq!(outcome(column(Some(Whole::Up)), Some(&RawCell::Number(0.2))).value, Some(Value::Number(1_000_000)));
}
