//! Marks stand where they should, and everything else stands as it was.
