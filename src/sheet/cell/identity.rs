//! Long numbers that a spreadsheet program has cut: identity cards, cards, telephones.
//!
//! In: the text of a number. Out: whether digits of it are lost. It keeps nothing of it.

/// `1.38E+10`: a long number as it is shown in a narrow column.
pub(super) fn is_shortened(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(exponent) && (digits(mantissa) || mantissa.split_once('.').is_some_and(|(whole, decimals)| digits(whole) && digits(decimals)))
}

/// An 18-digit number that ends in 000, as one does of which 15 digits were kept; a number whose check digit
/// (GB 11643-1999, that is ISO 7064 MOD 11-2) agrees is whole.
pub(super) fn is_cut(text: &str) -> bool {
    let digits: String = text.chars().filter(|mark| !matches!(mark, ' ' | '-')).collect();
    digits.len() == 18 && digits.ends_with("000") && digits.bytes().all(|byte| byte.is_ascii_digit()) && !agrees(&digits)
}

fn agrees(digits: &str) -> bool {
    // Weights from the last digit on are 1, 2, 4, 8, … modulo 11; the whole leaves 1.
    let weighted = digits.bytes().rev().scan(1_u32, |weight, byte| {
        let worth = u32::from(byte - b'0') * *weight;
        *weight = *weight * 2 % 11;
        Some(worth)
    });
    weighted.sum::<u32>() % 11 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_told_from_a_cut_one_by_its_check_digit() {
        let agreeing = (0..10).filter(|check| agrees(&format!("11010119900101123{check}"))).count();
        assert_eq!(agreeing, 1, "a number has one check digit");
        assert!(is_cut("110101199001011000") && is_cut("110101 19900101 1000"));
        assert!(!is_cut("110101199001011234") && !is_cut("11010119900101100X") && !is_cut("1000") && !is_cut(""));
        let whole = (0..100).map(|place| format!("1101011990{place:02}01{:04}", 5000)).find(|number| agrees(number));
        assert!(whole.is_some_and(|number| number.ends_with("000") && !is_cut(&number)));
    }

    #[test]
    fn a_shortened_number_is_seen() {
        assert!(is_shortened("1.38E+10") && is_shortened("1.10101E+17") && is_shortened("1e+10"));
        assert!(!is_shortened("E+") && !is_shortened("T1") && !is_shortened("A1.2E+x"));
    }
}
