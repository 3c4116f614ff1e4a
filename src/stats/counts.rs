//! Laws of whole numbers, as sums of their chances: what the laws of this floor have in common.

/// How likely each number is, cumulated.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// The lowest number that is drawn.
    pub from: u64,
    /// How likely at most that number is, at most one more, and so on.
    pub cumulated: Vec<f64>,
    /// For each of [`PARTS`] equal parts of the shares, the first place where a share of that part can be.
    guide: Vec<u16>,
}

/// So many parts of the shares have a place of their own to look from; each has a number of [`PART_BITS`] bits.
pub(super) const PARTS: u32 = 1 << PART_BITS;
const PART_BITS: u32 = 8;

impl Counts {
    /// The lowest number, and how likely at most that number is, at most one more, and so on.
    pub fn new(from: u64, cumulated: Vec<f64>) -> Self {
        let mut place = 0;
        let guide = (0..PARTS).map(|part| {
            // A hair before the part, as its number is found with a rounding.
            let begins = f64::from(part) / f64::from(PARTS) - f64::EPSILON;
            place += cumulated.iter().skip(place).take_while(|cumulated| **cumulated <= begins).count();
            u16::try_from(place).unwrap_or(u16::MAX)
        });
        Self { guide: guide.collect(), from, cumulated }
    }

    /// The number that this share of the law lies below; `share` from 0 to below 1.
    ///
    /// Looked for from where the guide points to, which is mostly the place: H.-C. Chen, Y. Asau, "On generating random variates from an
    /// empirical distribution", AIIE Transactions 6 (1974), 163–166.
    pub fn at(&self, share: f64) -> u64 {
        // The first bits behind the point are those of the number of the part.
        let part = ((share + 1.0).to_bits() >> (52 - PART_BITS)) & u64::from(PARTS - 1);
        let mut place = usize::try_from(part).ok().and_then(|part| self.guide.get(part)).map_or(0, |place| usize::from(*place));
        let last = self.cumulated.len().saturating_sub(1);
        while place < last && self.cumulated.get(place).is_some_and(|cumulated| *cumulated <= share) {
            place += 1;
        }
        self.from + place as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_above_all_sums_is_the_last_number() {
        // Sums end a rounding below 1.
        let law = Counts::new(7, vec![0.25, 0.5, 0.999]);
        assert_eq!([0.0, 0.25, 0.5, 0.9995].map(|share| law.at(share)), [7, 8, 9, 9]);
    }
}
