//! Numbers of rows, those that follow one another together.

use std::fmt;

/// Whole numbers in ascending order, as runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// Takes a number in that is larger than all before.
    pub fn push(&mut self, number: u32) {
        match self.0.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            Some(_) | None => self.0.push((number, number)),
        }
    }

    /// First and last of each run.
    pub fn runs(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// How many numbers.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(first, last)| u64::from(last - first) + 1).sum()
    }

    /// At most so many runs, then `…`.
    pub fn first(&self, most: usize) -> String {
        let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
        let shown: Vec<String> = self.0.iter().take(most).map(run).collect();
        let dots = if self.0.len() > most { " …" } else { "" };
        format!("{}{dots}", shown.join(" "))
    }
}

impl FromIterator<u32> for Spans {
    fn from_iter<T: IntoIterator<Item = u32>>(numbers: T) -> Self {
        let mut spans = Self::default();
        for number in numbers {
            spans.push(number);
        }
        spans
    }
}

impl fmt::Display for Spans {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.first(usize::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_are_one_run() {
        let spans: Spans = [2, 3, 4, 7, 9, 10].into_iter().collect();
        assert_eq!((spans.to_string().as_str(), spans.count()), ("2-4 7 9-10", 6));
        assert_eq!(spans.first(1), "2-4 …");
        assert_eq!(Spans::default().to_string(), "");
    }
}
