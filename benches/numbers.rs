//! Fractions as scores use them: the kinds of numbers that could carry them, on the same work.
//!
//! The work of one subject: twelve items with denominators as joint items, shares and exposures give them, summed in two dimensions,
//! weighed, blended and rounded to two decimals.

use std::hint::black_box;
use std::ops::{Add, Mul};

use criterion::{criterion_group, criterion_main, Criterion};
use duly::base::exact::{Exact, RoundMode};
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul};

/// Numerator and denominator of the items.
const ITEMS: [(i64, i64); 12] =
    [(15, 1), (40, 3), (-3, 1), (28, 3), (3, 1), (7, 1), (20, 3), (2944, 460), (5, 4), (70, 3), (320, 4), (160, 2)];
const WEIGHTS: [(i64, i64); 4] = [(7, 10), (3, 20), (1, 10), (1, 20)];

/// Duty of nine items, then three blended.
fn total<T: Clone>(items: &[T], weights: &[T], add: impl Fn(&T, &T) -> T, mul: impl Fn(&T, &T) -> T) -> T {
    let (own, voted) = items.split_at(9);
    let (Some((first, own)), Some((weight, weights))) = (own.split_first(), weights.split_first()) else { panic!("nothing to add") };
    let duty = own.iter().fold(first.clone(), |sum, item| add(&sum, item));
    voted.iter().zip(weights).fold(mul(&duty, weight), |sum, (part, weight)| add(&sum, &mul(part, weight)))
}

fn numbers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("the total of a subject");
    let exact = |list: &[(i64, i64)]| list.iter().filter_map(|(top, bottom)| Exact::ratio(*top, *bottom)).collect::<Vec<_>>();
    let (items, weights) = (exact(&ITEMS), exact(&WEIGHTS));
    let told = total(&items, &weights, |one, two| one + two, |one, two| one * two).to_string();
    group.bench_function("duly: two machine integers, larger where they do not fit", |bencher| {
        bencher.iter(|| total(black_box(&items), &weights, |one, two| one + two, |one, two| one * two));
    });
    group.bench_function("the same, rounded to two decimals", |bencher| {
        let sum = total(&items, &weights, |one, two| one + two, |one, two| one * two);
        bencher.iter(|| black_box(&sum).round(2, RoundMode::HalfUp));
    });

    let big = |list: &[(i64, i64)]| list.iter().map(|(top, bottom)| BigRational::new((*top).into(), (*bottom).into())).collect::<Vec<_>>();
    let (items, weights) = (big(&ITEMS), big(&WEIGHTS));
    assert_eq!(total(&items, &weights, |one, two| one.add(two), |one, two| one.mul(two)).to_string(), told);
    group.bench_function("num-rational on integers of any size", |bencher| {
        bencher.iter(|| total(black_box(&items), &weights, |one, two| one.add(two), |one, two| one.mul(two)));
    });

    let wide = |list: &[(i64, i64)]| list.iter().map(|(top, bottom)| Ratio::new(i128::from(*top), i128::from(*bottom))).collect::<Vec<_>>();
    let (items, weights) = (wide(&ITEMS), wide(&WEIGHTS));
    let add = |one: &Ratio<i128>, two: &Ratio<i128>| one.checked_add(two).unwrap_or_default();
    let mul = |one: &Ratio<i128>, two: &Ratio<i128>| one.checked_mul(two).unwrap_or_default();
    assert_eq!(total(&items, &weights, add, mul).to_string(), told);
    group.bench_function("num-rational on i128 with checks", |bencher| {
        bencher.iter(|| total(black_box(&items), &weights, add, mul));
    });
    group.finish();
}

criterion_group!(benches, numbers);
criterion_main!(benches);
