//! Values by name, where there are few of them: what a row holds by column.
//!
//! A tree would set aside places for eleven values whenever there is one, and look names up through it. Here they stand side by side, and a
//! name is one text however many rows have it.

use std::iter::Map;
use std::sync::Arc;
use std::{slice, vec};

/// Values by name; they are gone through in the order of names, as a tree would have them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByName<T> {
    entries: Vec<(Arc<str>, T)>,
}

impl<T> ByName<T> {
    /// None yet.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// None yet, with room for so many.
    pub fn with_capacity(many: usize) -> Self {
        Self { entries: Vec::with_capacity(many) }
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| ***known == *name).map(|(_, value)| value)
    }

    /// The value of this name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.entries.iter_mut().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// Whether there is a value of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Gives the name a value; the one that it had.
    pub fn insert(&mut self, name: impl AsRef<str> + Into<Arc<str>>, value: T) -> Option<T> {
        match self.entries.binary_search_by(|(known, _)| (**known).cmp(name.as_ref())) {
            Ok(at) => self.entries.get_mut(at).map(|(_, old)| std::mem::replace(old, value)),
            Err(at) => {
                self.entries.insert(at, (name.into(), value));
                None
            }
        }
    }

    /// Takes the value of this name away.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.entries.iter().position(|(known, _)| **known == *name)?;
        Some(self.entries.remove(at).1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> Pairs<'_, T> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.iter().map(|(name, _)| name)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, value)| value)
    }
}

/// Names and values, one after the other.
pub type Pairs<'n, T> = Map<slice::Iter<'n, (Arc<str>, T)>, fn(&(Arc<str>, T)) -> (&Arc<str>, &T)>;

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: AsRef<str> + Into<Arc<str>>, T> Extend<(N, T)> for ByName<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, more: I) {
        for (name, value) in more {
            self.insert(name, value);
        }
    }
}

impl<N: AsRef<str> + Into<Arc<str>>, T> FromIterator<(N, T)> for ByName<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(values: I) -> Self {
        let mut by_name = Self::new();
        by_name.extend(values);
        by_name
    }
}

impl<T> IntoIterator for ByName<T> {
    type Item = (Arc<str>, T);
    type IntoIter = vec::IntoIter<(Arc<str>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'n, T> IntoIterator for &'n ByName<T> {
    type Item = (&'n Arc<str>, &'n T);
    type IntoIter = Pairs<'n, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn it_is_what_a_tree_would_be() {
        let pairs = [("b", 1), ("a", 2), ("c", 3), ("b", 4), ("", 5)];
        let (by_name, tree): (ByName<i32>, BTreeMap<&str, i32>) = (pairs.into_iter().collect(), pairs.into_iter().collect());
        let told: Vec<(&str, i32)> = by_name.iter().map(|(name, value)| (&**name, *value)).collect();
        assert_eq!(told, tree.iter().map(|(name, value)| (*name, *value)).collect::<Vec<_>>());
        for name in ["", "a", "b", "c", "d"] {
            assert_eq!(by_name.get(name), tree.get(name));
            assert_eq!(by_name.contains_key(name), tree.contains_key(name));
        }
    }

    #[test]
    fn values_come_and_go() {
        let mut by_name = ByName::with_capacity(2);
        assert_eq!((by_name.insert("a", 1), by_name.insert("a", 2), by_name.insert("b".to_owned(), 3)), (None, Some(1), None));
        if let Some(value) = by_name.get_mut("b") {
            *value += 1;
        }
        assert_eq!((by_name.remove("a"), by_name.remove("a")), (Some(2), None));
        assert_eq!(by_name.into_iter().collect::<Vec<_>>(), [("b".into(), 4)]);
    }
}
