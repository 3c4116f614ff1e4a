//! Whom a key alone names.

use super::{exact_key, People};

impl People {
    /// Whose key it is: the subject, none for who is not in office in the period; `None` where the roster does not have it.
    #[expect(clippy::option_option, reason = "nobody of the roster and nobody in office are two things")]
    pub fn by_key(&self, key: &str) -> Option<Option<u32>> {
        let person = self.by_key.get(&exact_key(key)).and_then(|index| self.persons.get(*index))?;
        Some(person.subject)
    }
}
