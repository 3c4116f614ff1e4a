//! Quotation marks in text with delimiters that swallow what stands behind them.
//!
//! In: the text. Out: the line of a mark that opens a field and is not closed where the field ends. Readers take such a field
//! to reach to the next mark, over rows and columns, and say nothing.

/// The line of the first such mark.
pub fn open(text: &str, delimiter: u8) -> Option<u32> {
    let mut bytes = text.bytes().peekable();
    let (mut line, mut is_start) = (1, true);
    while let Some(byte) = bytes.next() {
        if byte == b'"' && is_start {
            let opened = line;
            let mut swallowed = false;
            loop {
                match (bytes.next(), bytes.peek()) {
                    (None, _) => return Some(opened),
                    (Some(b'"'), Some(b'"')) => {
                        bytes.next();
                    }
                    (Some(b'"'), after) => {
                        let ends = after.is_none_or(|after| [b'\n', b'\r', b' ', b'\t', delimiter].contains(after));
                        if !ends && swallowed {
                            return Some(opened);
                        }
                        break;
                    }
                    (Some(inner), after) => {
                        line += breaks(inner, after);
                        swallowed |= [b'\n', b'\r', delimiter].contains(&inner);
                    }
                }
            }
            is_start = false;
        } else {
            line += breaks(byte, bytes.peek());
            is_start = [b'\n', b'\r', delimiter].contains(&byte);
        }
    }
    None
}

/// A line ends with `\n`, `\r` or both.
fn breaks(byte: u8, after: Option<&u8>) -> u32 {
    u32::from(byte == b'\n' || byte == b'\r' && after != Some(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_not_closed_is_found_with_its_line() {
        assert_eq!(open("a,b\n\"c,d\ne,f\n", b','), Some(2));
        assert_eq!(open("a\r\n\"b\r\nc\"\r\nd,\"e\r\n", b','), Some(4));
        assert_eq!(open("a,\"", b','), Some(1));
        assert_eq!(open("a,\"b\nc,\"d\ne", b','), Some(1), "what looks closed is the next field's mark");
    }

    #[test]
    fn marks_that_belong_to_the_text_are_left_alone() {
        for text in ["\"a,b\"\n", "\"a\nb\",c", "\"a \"\"b\"\"\",c\n", "5\" pipe,\"\"\n", "\"a\"(b),c\n", "\"a,b\" ,c\n", ""] {
            assert_eq!(open(text, b','), None, "{text:?}");
        }
    }
}
