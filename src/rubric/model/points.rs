//! How a measure becomes points.

use crate::base::exact::Exact;

/// How a measure becomes points.
#[derive(Debug, Clone, PartialEq)]
pub enum Points {
    /// m × each.
    Each(Exact),
    /// The first ones at one rate, further ones at another.
    First {
        /// How many.
        count: Exact,
        /// Points of each of them.
        points: Exact,
        /// Points of each further one.
        then: Exact,
    },
    /// Points at a target, more or fewer for each step off it.
    Target {
        /// The target.
        target: Exact,
        /// Points there.
        at: Exact,
        /// Points for each one above.
        step: Exact,
        /// Points off for each one below.
        step_down: Exact,
    },
    /// A linear share up to the number needed.
    Needed {
        /// Number needed.
        needed: Exact,
        /// Points there.
        full: Exact,
    },
    /// full × m ÷ of.
    Full {
        /// Points.
        full: Exact,
        /// Measure that earns them.
        of: Exact,
    },
    /// All or nothing.
    AllOrNothing {
        /// Points.
        points: Exact,
        /// Least measure.
        at_least: Option<Exact>,
        /// First measure above.
        below: Option<Exact>,
    },
    /// Deductions from points that are there.
    Start {
        /// Points there.
        start: Exact,
        /// Points off for each.
        less: Exact,
    },
    /// The first band whose `from` is not above m.
    Bands(Vec<Band>),
    /// m itself, which lies in one of these ranges, both ends allowed.
    Judged(Vec<(Exact, Exact)>),
    /// m itself, within the range of the band that a count lies in.
    JudgedBy {
        /// Count id.
        count: String,
        /// Bands of the count.
        bands: Vec<JudgedBand>,
    },
}

/// A band of a count, and the range of what is judged there.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedBand {
    /// Least number; none for the last band.
    pub from: Option<Exact>,
    /// Lowest and highest, both allowed.
    pub between: (Exact, Exact),
}

/// A half-open band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Least measure; none for the last band.
    pub from: Option<Exact>,
    /// Its upper end as published: it is told, and where points rise in the first band they rise to it.
    pub to: Option<Exact>,
    /// Points, at its `from` where they rise.
    pub points: Exact,
    /// Points at its upper end, where they rise.
    pub rises_to: Option<Exact>,
}

impl Band {
    /// The points of a measure: those of the first of these bands that is not above it; in one that rises, the part of the way to
    /// the band above.
    pub fn of(bands: &[Self], measure: &Exact) -> Exact {
        let reached = |band: &Self| band.from.as_ref().is_none_or(|from| from <= measure);
        let Some((place, band)) = bands.iter().enumerate().find(|(_, band)| reached(band)) else { return Exact::zero() };
        let above = place.checked_sub(1).and_then(|place| bands.get(place));
        let end = above.map_or(band.to.as_ref(), |above| above.from.as_ref());
        let (Some(high), Some(from), Some(end)) = (&band.rises_to, &band.from, end) else { return band.points.clone() };
        let way = (measure - from).over(&(end - from)).unwrap_or_default().min(Exact::one());
        &band.points + &(&(high - &band.points) * &way)
    }
}

impl Points {
    /// With the numbers of the measure that it names × exposure; none where it names none.
    pub fn prorated(&self, exposure: &Exact) -> Option<Self> {
        match self {
            Self::First { count, points, then } => {
                Some(Self::First { count: count * exposure, points: points.clone(), then: then.clone() })
            }
            Self::Target { target, at, step, step_down } => {
                Some(Self::Target { target: target * exposure, at: at.clone(), step: step.clone(), step_down: step_down.clone() })
            }
            Self::Needed { needed, full } => Some(Self::Needed { needed: needed * exposure, full: full.clone() }),
            Self::AllOrNothing { points, at_least, below } => {
                let part = |end: &Option<Exact>| end.as_ref().map(|end| end * exposure);
                Some(Self::AllOrNothing { points: points.clone(), at_least: part(at_least), below: part(below) })
            }
            Self::Each(_) | Self::Full { .. } | Self::Start { .. } | Self::Bands(_) | Self::Judged(_) | Self::JudgedBy { .. } => None,
        }
    }
}
