use super::*;

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap_or_default()
}

#[test]
fn the_blend_of_the_worked_example_is_exact() {
    let total = &exact("0.7") * &exact("89.75") + &exact("0.2") * &exact("86") + &exact("0.1") * &exact("262/3");
    assert_eq!(total.to_string(), "10651/120");
    assert_eq!(total.print(2, RoundMode::HalfUp), "88.76");
}

#[test]
fn halves_go_where_the_mode_says_on_both_sides_of_zero() {
    for (text, up, even, down) in [
        ("0.125", "0.13", "0.12", "0.12"),
        ("-0.125", "-0.13", "-0.12", "-0.12"),
        ("0.135", "0.14", "0.14", "0.13"),
        ("-0.004", "0.00", "0.00", "0.00"),
    ] {
        assert_eq!(exact(text).print(2, RoundMode::HalfUp), up, "{text}");
        assert_eq!(exact(text).print(2, RoundMode::HalfEven), even, "{text}");
        assert_eq!(exact(text).print(2, RoundMode::Down), down, "{text}");
    }
}

#[test]
fn a_square_root_is_rounded_half_up_once() {
    for (text, decimals, root) in
        [("2", 12, "1.414213562373"), ("6.25", 0, "3"), ("6.24", 0, "2"), ("1/9", 3, "0.333"), ("0", 12, "0"), ("-4", 2, "0")]
    {
        assert_eq!(exact(text).square_root(decimals), exact(root), "{text}");
    }
}

#[test]
fn what_is_no_number_is_not_read() {
    for text in ["", ".", "1e3", "1/0", "一", "1.2.3", "--1"] {
        assert_eq!(Exact::parse(text), None, "{text}");
    }
}

#[test]
fn plain_text_has_no_needless_zeros() {
    assert_eq!(exact("12.50").plain(), "12.5");
    assert_eq!(exact("100").plain(), "100");
    assert_eq!(exact("1/3").plain(), "1/3");
}

/// Every operation at the edge of what two machine integers hold, beside numbers of any size.
#[test]
fn small_numbers_and_large_ones_are_one_kind() {
    let edge = [0, 1, -1, 2, 3, 7, 12, 360, -1000, i64::MAX, i64::MIN, i64::MAX - 1, i64::MIN + 1, 1 << 32, -(1 << 31), 999_983];
    let numbers: Vec<Exact> = edge.iter().flat_map(|top| edge.iter().filter_map(|bottom| Exact::ratio(*top, *bottom))).collect();
    for (index, one) in numbers.iter().enumerate() {
        assert_eq!(Exact::of(one.big()), *one);
        for decimals in [0, 2, 6, 12, 18] {
            for mode in [RoundMode::HalfUp, RoundMode::HalfEven, RoundMode::Down] {
                let units = one.units(decimals, mode);
                assert_eq!(
                    one.round(decimals, mode),
                    Exact::of(BigRational::new(units, power_of_ten(decimals))),
                    "{one} {decimals} {mode:?}"
                );
            }
        }
        for two in numbers.iter().skip(index % 7).step_by(7) {
            assert_eq!(one + two, Exact::of(one.big() + two.big()), "{one} + {two}");
            assert_eq!(one - two, Exact::of(one.big() - two.big()), "{one} - {two}");
            assert_eq!(one * two, Exact::of(one.big() * two.big()), "{one} * {two}");
            assert_eq!(one.over(two), (!two.is_zero()).then(|| Exact::of(one.big() / two.big())), "{one} / {two}");
            assert_eq!(one.cmp(two), one.big().cmp(&two.big()), "{one} and {two}");
        }
    }
}
