//! Which cell a line names: `F12`, or a row and the header or letters of a column.

use crate::base::text::squeeze;

/// Row and column of `F12`, `$F$12`, `ｆ１２`.
pub fn cell(text: &str) -> Option<(u32, u32)> {
    let text = squeeze(text).replace('$', "");
    let split = text.find(|mark: char| mark.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    Some((row(digits)?, letters_of(letters)?))
}

/// `12`, `第12行`.
pub fn row(text: &str) -> Option<u32> {
    let text = squeeze(text);
    let digits = text.trim_start_matches('第').trim_end_matches('行');
    digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))
}

/// The number of a column by its letters: `F`, `F列`.
pub fn letters_of(text: &str) -> Option<u32> {
    let text = squeeze(text);
    let letters = text.trim_end_matches('列');
    let digit = |mark: char| mark.is_ascii_lowercase().then(|| u32::from(mark) - u32::from('a') + 1);
    let number = letters.chars().try_fold(0_u32, |number, mark| number.checked_mul(26)?.checked_add(digit(mark)?))?;
    (1..=16_384).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_rows_and_columns_are_read_as_people_write_them() {
        for text in ["F12", "$F$12", " f 12 ", "Ｆ１２"] {
            assert_eq!(cell(text), Some((12, 6)), "{text}");
        }
        assert_eq!(cell("AB3"), Some((3, 28)));
        for text in ["", "12", "F", "F0", "F12:G13", "F12、F13", "12F", "ABCD1"] {
            assert_eq!(cell(text), None, "{text}");
        }
        assert_eq!([row("12"), row("第12行"), row("12.5"), row("")], [Some(12), Some(12), None, None]);
        assert_eq!([letters_of("F列"), letters_of("f"), letters_of("备注")], [Some(6), Some(6), None]);
    }
}
