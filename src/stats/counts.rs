//! Laws of whole numbers, as sums of their chances: what the laws of this floor have in common.

/// How likely each number is, cumulated.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// The lowest number that is drawn.
    pub from: u64,
    /// How likely at most that number is, at most one more, and so on.
    pub cumulated: Vec<f64>,
}

impl Counts {
    /// The number that this share of the law lies below; `share` from 0 to below 1.
    pub fn at(&self, share: f64) -> u64 {
        let place = self.cumulated.partition_point(|cumulated| *cumulated <= share);
        self.from + place.min(self.cumulated.len().saturating_sub(1)) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_above_all_sums_is_the_last_number() {
        // Sums end a rounding below 1.
        let law = Counts { from: 7, cumulated: vec![0.25, 0.5, 0.999] };
        assert_eq!([0.0, 0.25, 0.5, 0.9995].map(|share| law.at(share)), [7, 8, 9, 9]);
    }
}
