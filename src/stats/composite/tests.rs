use super::*;
use crate::stats::near;
use crate::stats::random::Stream;

/// Two regular dimensions of 40 and 60, a bonus, and a second part; three people.
fn model() -> Model {
    let dimension = |full: Option<f64>, points: [Option<f64>; 3]| Dimension {
        full,
        weight: 1.0,
        points: points.into_iter().map(|points| points.map_or(Points::Nothing, Points::Fixed)).collect(),
        ..Dimension::default()
    };
    let duty = dimension(Some(40.0), [Some(30.0), Some(40.0), None]);
    let voice = dimension(Some(60.0), [Some(45.0), Some(20.0), Some(30.0)]);
    let bonus = Dimension { bonus: true, ..dimension(None, [Some(4.0), Some(12.0), Some(0.0)]) };
    let voters = Dimension { part: 1, ..dimension(Some(100.0), [Some(90.0), None, Some(60.0)]) };
    let part = |weight| Part { weight, base: vec![0.0; 3], ..Part::default() };
    Model {
        people: 3,
        dimensions: vec![duty, voice, bonus, voters],
        parts: vec![part(0.7), part(0.3)],
        bonus_cap: Some(10.0),
        spread_missing: true,
        strikes: Vec::new(),
    }
}

fn totals(model: &Model, weights: &Weights, drawn: &[f64]) -> Vec<f64> {
    model.totals(weights, drawn).into_iter().map(|total| total.unwrap_or(f64::NAN)).collect()
}

fn alike(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    found.iter().zip(expected).for_each(|(found, expected)| near(*found, *expected, 1e-9));
}

#[test]
fn what_is_missing_is_made_up_for_and_bonus_is_capped() {
    let model = model();
    // 0.7 × 79 + 0.3 × 90; (60 + 10) alone; 0.7 × 30 × 100/60 + 0.3 × 60.
    alike(&totals(&model, &model.official(), &[]), &[82.3, 70.0, 53.0]);
    let zero = Model { spread_missing: false, ..model };
    alike(&totals(&zero, &zero.official(), &[]), &[82.3, 49.0, 53.0]);
}

#[test]
fn a_dimension_left_out_is_made_up_for_by_the_others() {
    let model = model();
    let weights = Weights { dimensions: vec![0.0, 1.0, 1.0, 1.0], ..model.official() };
    alike(&totals(&model, &weights, &[]), &[0.7 * 49.0 + 27.0, 30.0, 0.7 * 30.0 + 18.0]);
    // A part of which nothing is left has no value for anybody, and its weight goes to the others.
    let weights = Weights { dimensions: vec![1.0, 1.0, 1.0, 0.0], ..model.official() };
    alike(&totals(&model, &weights, &[]), &[79.0, 70.0, 50.0]);
}

#[test]
fn weights_and_the_cap_can_be_others() {
    let model = model();
    let weights = Weights { dimensions: vec![1.2, 0.8, 1.0, 1.0], parts: vec![1.0, 1.0], capped: false };
    alike(&totals(&model, &weights, &[]), &[0.7 * (36.0 + 36.0 + 4.0) + 27.0, 48.0 + 16.0 + 12.0, 0.7 * 24.0 * 96.0 / 48.0 + 18.0]);
    let weights = Weights { parts: vec![0.5, 1.0], ..model.official() };
    alike(&totals(&model, &weights, &[]), &[0.35 * 79.0 + 27.0, 70.0 * 0.65 / 0.35 * 0.35, 0.35 * 50.0 + 18.0]);
}

#[test]
fn what_is_drawn_is_clamped_and_weighed() {
    let mut model = model();
    let drawn = |rest, items: &[(usize, f64)]| {
        let terms = items.iter().map(|(place, factor)| (Term::Number(*place), *factor)).collect();
        Points::Drawn(DrawnSum { rest, terms, floor: Some(0.0), cap: Some(40.0) })
    };
    let points = vec![drawn(5.0, &[(0, 1.0)]), drawn(0.0, &[(1, 2.0)]), drawn(-3.0, &[])];
    if let Some(duty) = model.dimensions.first_mut() {
        *duty = Dimension { weight: 0.5, full: Some(20.0), points, ..duty.clone() };
    }
    let found = totals(&model, &model.official(), &[12.0, 30.0]);
    alike(&found, &[0.7 * (8.5 + 45.0 + 4.0) + 27.0, 20.0 + 20.0 + 10.0, 0.7 * 30.0 + 18.0]);
}

#[test]
fn a_veto_leaves_nothing_and_nobody_without_value_has_a_total() {
    let veto = |holds| Strike { test: Test::Held(holds), unless: false, effect: Effect::Zero };
    let strikes = [true, false, false].map(|holds| Strikes { vetoes: vec![veto(holds)], lists: Vec::new() });
    let model = Model { strikes: strikes.to_vec(), ..model() };
    assert_eq!(totals(&model, &model.official(), &[]).first().copied(), Some(0.0));
    let weights = Weights { dimensions: vec![0.0; 4], ..model.official() };
    assert_eq!(model.totals(&weights, &[]), [None, None, None]);
}

#[test]
fn sub_periods_are_clamped_each_and_together() {
    // Two quarters of at most 10 each, made up for a third that has no value, and at most 25 together.
    let quarter = |place| Term::Sum(DrawnSum { rest: 1.0, terms: vec![(Term::Number(place), 1.0)], floor: None, cap: Some(10.0) });
    let sum = DrawnSum { rest: 0.0, terms: vec![(quarter(0), 1.5), (quarter(1), 1.5)], floor: None, cap: Some(25.0) };
    near(sum.value(&[4.0, 5.0]), 16.5, 1e-12);
    near(sum.value(&[4.0, 50.0]), 22.5, 1e-12);
    near(sum.value(&[40.0, 50.0]), 25.0, 1e-12);
}

#[test]
fn a_rule_may_look_at_points_of_a_dimension_and_take_the_rank() {
    let low = Bounds { below: Some(30.0), ..Bounds::default() };
    let strike = |test| Strike { test, unless: false, effect: Effect::Out };
    let strikes = Strikes { vetoes: vec![strike(Test::Within(Looked::Dimension(1), low))], lists: Vec::new() };
    let model = Model { strikes: vec![strikes; 3], ..model() };
    let out = |model: &Model| model.standing(&model.official(), &[]).into_iter().map(|(_, out)| out).collect::<Vec<_>>();
    assert_eq!(out(&model), [false, true, false]);
    let strikes = Strikes { vetoes: Vec::new(), lists: vec![strike(Test::Missing(Looked::Part(1)))] };
    assert_eq!(out(&Model { strikes: vec![strikes; 3], ..model }), [false, true, false]);
}

/// Where everybody has a value all go the short way; somebody who lacks one sends them the long way, to the same totals.
#[test]
fn who_has_all_gets_the_same_beside_somebody_who_has_not() {
    let mut stream = Stream::new(8, 0);
    let mut dimension = |part, bonus, full: Option<f64>| {
        let points = (0..9).map(|_| Points::Fixed(stream.share() * 40.0)).collect();
        Dimension { part, bonus, full, weight: 1.0, points, ..Dimension::default() }
    };
    let dimensions = vec![
        dimension(0, false, Some(40.0)),
        dimension(0, false, Some(60.0)),
        dimension(0, false, None),
        dimension(0, true, None),
        dimension(1, false, Some(100.0)),
    ];
    let part = |weight, base| Part { weight, base: vec![base; 9], ..Part::default() };
    let all = Model {
        people: 9,
        dimensions,
        parts: vec![part(0.7, 5.0), part(0.3, 0.0)],
        bonus_cap: Some(20.0),
        spread_missing: true,
        ..Model::default()
    };
    for missing in 0..5 {
        let mut beside = all.clone();
        if let Some(points) = beside.dimensions.get_mut(missing).and_then(|one| one.points.last_mut()) {
            *points = Points::Nothing;
        }
        for factor in [1.0, 0.8] {
            let weights = Weights { dimensions: vec![factor, 1.0, 1.1, 1.0, 1.0], ..all.official() };
            let (found, expected) = (totals(&beside, &weights, &[]), totals(&all, &weights, &[]));
            alike(found.get(..8).unwrap_or_default(), expected.get(..8).unwrap_or_default());
        }
    }
}
