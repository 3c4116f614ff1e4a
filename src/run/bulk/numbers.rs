//! How many peer groups and subjects a run on large files has.

/// How many there are of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Peer groups.
    pub peers: usize,
    /// Subjects.
    pub subjects: usize,
    /// Of those, ranked.
    pub ranked: usize,
    /// Of those, proposed.
    pub proposed: usize,
    /// Subjects of groups that are not ranked because of errors.
    pub stopped: usize,
}

impl Numbers {
    /// Whether errors stop every peer group.
    pub fn nothing_sound(&self) -> bool {
        self.stopped == self.subjects
    }

    /// Adds those of further groups.
    pub(super) fn add(&mut self, more: Self) {
        self.peers += more.peers;
        self.subjects += more.subjects;
        self.ranked += more.ranked;
        self.proposed += more.proposed;
        self.stopped += more.stopped;
    }
}
