//! Statistics of ratings are those of other people's programs: pingouin, krippendorff, statsmodels, scipy and numpy.
//!
//! Their numbers stand in `tests/statistics/numbers.json`; `tests/statistics/make.py` beside it makes them anew and names what each is taken from.

#![expect(clippy::float_arithmetic, reason = "differences of doubles are what is tested")]

use duly::stats::interval::{clopper_pearson, wilson, Interval};
use duly::stats::mean::{mean, post_stratified, stratified, trimmed, Stratum};
use duly::stats::moments::Moments;
use duly::stats::paired::paired_interval;
use duly::stats::raters::severity;
use duly::stats::reliability::{cronbach, intraclass, krippendorff, Scale};
use duly::stats::shrinkage::empirical;
use duly::stats::Estimate;
use serde::Deserialize;

use super::program::project;

/// What makes of one number another one.
const WITHIN: f64 = 1e-9;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Numbers {
    rated: Vec<Rated>,
    with_gaps: Vec<WithGaps>,
    shares: Vec<Share>,
    means: Vec<Mean>,
    strata: Vec<Strata>,
    shrunk: Vec<Shrunk>,
    pairs: Vec<Pairs>,
}

#[derive(Deserialize)]
struct Rated {
    ratings: Vec<Vec<f64>>,
    /// ICC(1), ICC(2), ICC(3) of one rater, then of all.
    icc: [f64; 6],
    cronbach: f64,
}

#[derive(Deserialize)]
struct WithGaps {
    units: Vec<Vec<Option<f64>>>,
    nominal: Option<f64>,
    ordinal: Option<f64>,
    interval: Option<f64>,
    raters: Vec<Option<RaterFigures>>,
}

/// Subjects, severity, own spread, others' spread, correlation.
type RaterFigures = (u32, f64, Option<f64>, Option<f64>, Option<f64>);

#[derive(Deserialize)]
struct Share {
    hits: u64,
    ballots: u64,
    confidence: f64,
    wilson: [f64; 2],
    exact: [f64; 2],
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Mean {
    ratings: Vec<f64>,
    population: u64,
    #[serde(rename = "mean")]
    average: f64,
    error: f64,
    endless_error: f64,
    interval: [f64; 2],
    cut: f64,
    trimmed: f64,
}

#[derive(Deserialize)]
struct Class {
    ratings: Vec<f64>,
    population: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Strata {
    #[serde(rename = "strata")]
    classes: Vec<Class>,
    /// Value and standard error.
    stratified: [f64; 2],
    post_stratified: [f64; 2],
}

#[derive(Deserialize)]
struct Shrunk {
    means: Vec<[f64; 2]>,
    between: f64,
    centre: f64,
    members: Vec<[f64; 2]>,
}

#[derive(Deserialize)]
struct Pairs {
    differences: Vec<f64>,
    confidence: f64,
    interval: [f64; 2],
}

fn numbers() -> Numbers {
    let path = project().join("tests/statistics/numbers.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Fails where any of the numbers is another one, with all that are.
#[derive(Default)]
struct Held {
    compared: usize,
    off: Vec<String>,
}

impl Held {
    fn number(&mut self, what: &str, own: Option<f64>, other: f64) {
        self.compared += 1;
        if own.is_none_or(|own| (own - other).abs() > WITHIN * (1.0 + other.abs())) {
            self.off.push(format!("{what}: {own:?} and {other}"));
        }
    }

    fn ends(&mut self, what: &str, own: Option<(f64, f64)>, other: [f64; 2]) {
        self.number(what, own.map(|(low, _)| low), other[0]);
        self.number(what, own.map(|(_, high)| high), other[1]);
    }

    /// A number that there may be none of.
    fn open(&mut self, what: &str, own: Option<f64>, other: Option<f64>) {
        match other {
            Some(other) => self.number(what, own, other),
            None if own.is_none() => self.compared += 1,
            None => self.off.push(format!("{what}: {own:?} and none")),
        }
    }

    fn end(self, expected: usize) {
        assert!(self.off.is_empty(), "{} of {} differ:\n{}", self.off.len(), self.compared, self.off.join("\n"));
        assert!(self.compared >= expected, "only {} numbers were compared", self.compared);
    }
}

fn ends(interval: Option<Interval>) -> Option<(f64, f64)> {
    interval.map(|interval| (interval.low, interval.high))
}

fn both(estimate: Option<Estimate>) -> Option<(f64, f64)> {
    estimate.map(|estimate| (estimate.value, estimate.error))
}

#[test]
fn agreement_of_raters_who_rated_everybody_is_that_of_pingouin() {
    let mut held = Held::default();
    for (number, table) in numbers().rated.iter().enumerate() {
        let found = intraclass(&table.ratings);
        let own = found.map(|found| {
            let single = [found.one_way_single, found.two_way_single, found.fixed_single];
            let all = [found.one_way_all, found.two_way_all, found.fixed_all];
            [single, all].concat()
        });
        for (kind, other) in table.icc.iter().enumerate() {
            held.number(&format!("table {number}, ICC {kind}"), own.as_ref().map(|own| own[kind]), *other);
        }
        held.number(&format!("table {number}, alpha of aspects"), cronbach(&table.ratings), table.cronbach);
    }
    held.end(400);
}

#[test]
fn agreement_with_missing_ratings_is_that_of_krippendorff_and_severity_that_of_numpy() {
    let mut held = Held::default();
    for (number, table) in numbers().with_gaps.iter().enumerate() {
        let scales = [(Scale::Nominal, table.nominal), (Scale::Ordinal, table.ordinal), (Scale::Interval, table.interval)];
        for (scale, other) in scales {
            held.open(&format!("table {number}, {scale:?}"), krippendorff(&table.units, scale), other);
        }
        let raters = severity(&table.units);
        assert_eq!(raters.len(), table.raters.len());
        for (rater, (own, other)) in raters.iter().zip(&table.raters).enumerate() {
            let what = |figure: &str| format!("table {number}, rater {rater}, {figure}");
            let Some((subjects, severe, spread, others, agreement)) = other else {
                assert_eq!(*own, None, "{}", what("rates alone"));
                continue;
            };
            assert_eq!(own.map(|own| own.subjects), Some(*subjects), "{}", what("subjects"));
            held.number(&what("severity"), own.map(|own| own.severity), *severe);
            held.open(&what("spread"), own.and_then(|own| own.spread), *spread);
            held.open(&what("spread of others"), own.and_then(|own| own.others_spread), *others);
            held.open(&what("correlation"), own.and_then(|own| own.agreement), *agreement);
        }
    }
    held.end(900);
}

#[test]
fn intervals_of_shares_are_those_of_statsmodels() {
    let mut held = Held::default();
    for Share { hits, ballots, confidence, wilson: by_score, exact } in numbers().shares {
        let what = format!("{hits} of {ballots} at {confidence}");
        held.ends(&format!("Wilson, {what}"), ends(wilson(hits, ballots, confidence)), by_score);
        held.ends(&format!("Clopper and Pearson, {what}"), ends(clopper_pearson(hits, ballots, confidence)), exact);
    }
    held.end(800);
}

#[test]
fn means_with_their_errors_and_intervals_are_those_of_scipy() {
    let mut held = Held::default();
    for (number, table) in numbers().means.iter().enumerate() {
        let what = |figure: &str| format!("list {number}, {figure}");
        let (found, endless) = (mean(&table.ratings, Some(table.population)), mean(&table.ratings, None));
        held.ends(&what("mean and error"), both(found), [table.average, table.error]);
        held.ends(&what("mean and error without end"), both(endless), [table.average, table.endless_error]);
        let n = table.ratings.len();
        // The variance from the error, as the sheets have it from moments.
        let variance = endless.map(|endless| endless.error * endless.error * f64::from(u32::try_from(n).unwrap_or(0)));
        let moments = Moments { n: n as u64, mean: table.average, variance };
        held.ends(&what("interval"), ends(moments.interval(Some(table.population), 0.95)), table.interval);
        held.number(&what("trimmed"), trimmed(&table.ratings, table.cut), table.trimmed);
    }
    held.end(400);
}

#[test]
fn means_of_strata_are_those_of_the_influence_of_each_rating() {
    let mut held = Held::default();
    for (number, table) in numbers().strata.iter().enumerate() {
        let strata: Vec<Stratum> =
            table.classes.iter().map(|class| Stratum { ratings: &class.ratings, population: class.population }).collect();
        held.ends(&format!("strata {number}"), both(stratified(&strata)), table.stratified);
        held.ends(&format!("strata {number}, afterwards"), both(post_stratified(&strata)), table.post_stratified);
    }
    held.end(240);
}

#[test]
fn the_prior_fitted_to_a_group_is_that_of_statsmodels() {
    let mut held = Held::default();
    for (number, table) in numbers().shrunk.iter().enumerate() {
        let means: Vec<Estimate> = table.means.iter().map(|[value, error]| Estimate { value: *value, error: *error }).collect();
        let Some(found) = empirical(&means) else { panic!("group {number} has no prior") };
        held.number(&format!("group {number}, between"), Some(found.between), table.between);
        held.number(&format!("group {number}, centre"), Some(found.centre), table.centre);
        assert_eq!(found.members.len(), table.members.len());
        for (own, other) in found.members.iter().zip(&table.members) {
            held.ends(&format!("group {number}"), both(Some(*own)), *other);
        }
    }
    held.end(1000);
}

#[test]
fn intervals_of_mean_differences_are_those_of_scipy() {
    let mut held = Held::default();
    for (number, table) in numbers().pairs.iter().enumerate() {
        held.ends(&format!("pairs {number}"), paired_interval(&table.differences, table.confidence), table.interval);
    }
    held.end(120);
}
