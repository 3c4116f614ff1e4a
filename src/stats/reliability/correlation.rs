//! Committees and peers: how far one rater's, or the mean of all raters', ratings can be relied on.

use crate::stats::{average, double, squares};

/// The six forms of the intraclass correlation; `single` of one rater, `all` of the mean of the k raters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intraclass {
    /// ICC(1,1): each subject rated by other raters.
    pub one_way_single: f64,
    /// ICC(2,1): the same raters, drawn from many; their severity counts as disagreement.
    pub two_way_single: f64,
    /// ICC(3,1): these raters only; their severity does not count.
    pub fixed_single: f64,
    /// ICC(1,k).
    pub one_way_all: f64,
    /// ICC(2,k).
    pub two_way_all: f64,
    /// ICC(3,k).
    pub fixed_all: f64,
}

/// Intraclass correlations of n subjects (rows) rated by k raters (columns), each rating every subject.
///
/// From the mean squares between subjects B, within subjects W, between raters J and of the residual E:
///
/// ```text
/// ICC(1,1) = (B − W) ÷ (B + (k − 1) W)                    ICC(1,k) = (B − W) ÷ B
/// ICC(2,1) = (B − E) ÷ (B + (k − 1) E + k (J − E)/n)      ICC(2,k) = (B − E) ÷ (B + (J − E)/n)
/// ICC(3,1) = (B − E) ÷ (B + (k − 1) E)                    ICC(3,k) = (B − E) ÷ B
/// ```
///
/// `None` with fewer than two subjects or raters, with rows of unequal length, or when the subjects do not differ.
/// Source: P. E. Shrout, J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability",
/// Psychological Bulletin 86 (1979), 420–428.
pub fn intraclass(ratings: &[Vec<f64>]) -> Option<Intraclass> {
    let raters = ratings.first().map(Vec::len).filter(|raters| *raters > 1 && ratings.len() > 1)?;
    if ratings.iter().any(|row| row.len() != raters) {
        return None;
    }
    let (n, k) = (double(ratings.len())?, double(raters)?);
    let row_means = ratings.iter().map(|row| average(row)).collect::<Option<Vec<f64>>>()?;
    let column = |rater: usize| ratings.iter().filter_map(|row| row.get(rater).copied()).collect::<Vec<f64>>();
    let column_means = (0..raters).map(|rater| average(&column(rater))).collect::<Option<Vec<f64>>>()?;
    let within = ratings.iter().map(|row| squares(row)).sum::<Option<f64>>()?;
    let of_raters = n * squares(&column_means)?;
    let subjects = k * squares(&row_means)? / (n - 1.0);
    let judges = of_raters / (k - 1.0);
    let residual = (within - of_raters) / ((n - 1.0) * (k - 1.0));
    let within = within / (n * (k - 1.0));
    let severity = (judges - residual) / n;
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    Some(Intraclass {
        one_way_single: share(subjects - within, subjects + (k - 1.0) * within)?,
        two_way_single: share(subjects - residual, subjects + (k - 1.0) * residual + k * severity)?,
        fixed_single: share(subjects - residual, subjects + (k - 1.0) * residual)?,
        one_way_all: share(subjects - within, subjects)?,
        two_way_all: share(subjects - residual, subjects + severity)?,
        fixed_all: share(subjects - residual, subjects)?,
    })
}

/// The table of Shrout and Fleiss (1979): six subjects, four judges.
#[cfg(test)]
pub(super) fn shrout_and_fleiss() -> Vec<Vec<f64>> {
    [[9.0, 2.0, 5.0, 8.0], [6.0, 1.0, 3.0, 2.0], [8.0, 4.0, 6.0, 8.0], [7.0, 1.0, 2.0, 6.0], [10.0, 5.0, 6.0, 9.0], [6.0, 2.0, 4.0, 7.0]]
        .iter()
        .map(|row| row.to_vec())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn the_published_table_comes_out() {
        let Some(found) = intraclass(&shrout_and_fleiss()) else { panic!("six coefficients") };
        let Intraclass { one_way_single, two_way_single, fixed_single, one_way_all, two_way_all, fixed_all } = found;
        let published = [0.17, 0.29, 0.71, 0.44, 0.62, 0.91];
        for (own, published) in
            [one_way_single, two_way_single, fixed_single, one_way_all, two_way_all, fixed_all].into_iter().zip(published)
        {
            near(own, published, 0.005);
        }
    }

    #[test]
    fn a_table_without_spread_or_with_gaps_has_none() {
        assert_eq!(intraclass(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
        assert_eq!(intraclass(&[vec![1.0, 1.0], vec![1.0]]), None);
        assert_eq!(intraclass(&[vec![1.0, 2.0]]), None);
    }
}
