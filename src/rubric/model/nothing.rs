//! The four kinds of nothing and what each does.

/// Four kinds of nothing; they are different and never become zero by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoValue {
    /// The duty did not apply.
    NotRequired,
    /// Approved leave.
    Excused,
    /// Before the by-election, after leaving, suspended.
    NotInOffice,
    /// Nobody wrote it down.
    NotRecorded,
}

impl NoValue {
    /// All four, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::NotRequired, Self::Excused, Self::NotInOffice, Self::NotRecorded];

    /// The order in which one is told for several rows.
    pub const STRONGEST: [Self; 4] = [Self::Excused, Self::NotRequired, Self::NotInOffice, Self::NotRecorded];

    /// `not-required`, …
    pub fn id(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::Excused => "excused",
            Self::NotInOffice => "not-in-office",
            Self::NotRecorded => "not-recorded",
        }
    }
}

/// What a no-value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// 0 points.
    Zero,
    /// The attainable points.
    Full,
    /// No points, nothing else changes.
    Skip,
    /// Left out of what could be attained too.
    Renormalise,
    /// An error.
    Refuse,
}

/// The effect of each no-value.
#[derive(Debug, Clone, Copy)]
pub struct Effects {
    /// Not required.
    pub not_required: Effect,
    /// Excused.
    pub excused: Effect,
    /// Not in office.
    pub not_in_office: Effect,
    /// Not recorded.
    pub not_recorded: Effect,
}

impl Effects {
    /// What this no-value does.
    pub fn of(&self, kind: NoValue) -> Effect {
        match kind {
            NoValue::NotRequired => self.not_required,
            NoValue::Excused => self.excused,
            NoValue::NotInOffice => self.not_in_office,
            NoValue::NotRecorded => self.not_recorded,
        }
    }
}

/// What it means when a subject has no row at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRows {
    /// The number 0.
    Zero,
    /// No value.
    NoValue(NoValue),
}
