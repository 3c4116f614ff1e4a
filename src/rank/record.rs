//! What several periods say of one subject together: how often something held, and how often running.
//!
//! In: the periods, the oldest first. Out: counts. There is no score of several periods.

/// How often something held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// In how many periods.
    pub all: u64,
    /// In how many running, at most; a period without result breaks the run.
    pub longest: u64,
    /// In how many running, up to the last period.
    pub latest: u64,
}

/// Counts over the periods, the oldest first; none where there is no result.
pub fn times<T>(periods: &[Option<T>], holds: impl Fn(&T) -> bool) -> Times {
    let mut times = Times::default();
    for period in periods {
        let held = period.as_ref().is_some_and(&holds);
        times.all += u64::from(held);
        times.latest = if held { times.latest + 1 } else { 0 };
        times.longest = times.longest.max(times.latest);
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_that_does_not_hold_or_is_not_known_breaks_a_run() {
        let of = |text: &str| {
            let periods: Vec<Option<bool>> = text.chars().map(|one| (one != '?').then_some(one == 'x')).collect();
            let times = times(&periods, |held| *held);
            (times.all, times.longest, times.latest)
        };
        assert_eq!(of("xx-xxx-x"), (6, 3, 1));
        assert_eq!(of("xx?x"), (3, 2, 1));
        assert_eq!(of("xxx-"), (3, 3, 0));
        assert_eq!(of(""), (0, 0, 0));
    }
}
