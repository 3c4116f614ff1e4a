//! What follows for whom, without changing a number.

use super::composition::Condition;

/// A notice: who is to be told what, under which clause.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Id.
    pub id: String,
    /// 约谈.
    pub name: String,
    /// Clause.
    pub clause: String,
    /// The condition.
    pub condition: Condition,
    /// What is to be done.
    pub text: String,
}
