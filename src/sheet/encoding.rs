//! Bytes to text, in the encodings that offices use; nothing is guessed that could as well be another one.
//!
//! In: the bytes of a text file or a page. Out: its text, or that the encoding is not known.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::base::problem::Fault;

/// The text of bytes in UTF-8 or UTF-16, with or without a mark, or in GB18030 with GBK and GB 2312 in it.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            strict(encoding, bytes.get(length..).unwrap_or_default()).ok_or(Fault::FileEncoding)
        }
        Some((_, length)) => {
            std::str::from_utf8(bytes.get(length..).unwrap_or_default()).map(Cow::Borrowed).map_err(|_| Fault::FileEncoding)
        }
        None if bytes.contains(&0) => wide(bytes),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => strict(GB18030, bytes).filter(|_| is_chinese(bytes)).ok_or(Fault::FileEncoding),
        },
    }
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// UTF-16 without a mark: in one order of bytes only it is text with a break of lines or a delimiter.
fn wide(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let read = |encoding| strict(encoding, bytes).filter(|text| !text.contains('\0') && text.contains(['\n', '\r', ',', ';', '\t']));
    match (read(UTF_16LE), read(UTF_16BE)) {
        (Some(text), None) | (None, Some(text)) => Ok(text),
        (Some(_), Some(_)) | (None, None) => Err(Fault::FileEncoding),
    }
}

/// Whether most characters are of GB 2312, as nearly all of a Chinese text are. Other encodings of one or two bytes are often
/// sound GB18030 too, of rare characters that nobody wrote.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut usual, mut rare) = (0_usize, 0_usize);
    let mut bytes = bytes.iter();
    while let Some(first) = bytes.next() {
        if first.is_ascii() {
            continue;
        }
        let second = bytes.next().copied().unwrap_or_default();
        if second.is_ascii_digit() {
            // A character of four bytes.
            bytes.nth(1);
        }
        let is_usual = (0xA1..=0xF7).contains(first) && (0xA1..=0xFE).contains(&second);
        *(if is_usual { &mut usual } else { &mut rare }) += 1;
    }
    usual / 3 >= rare
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, SHIFT_JIS, WINDOWS_1252};

    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let (gbk, ..) = GB18030.encode("姓名,张三");
        assert_eq!(decode(&gbk), Ok("姓名,张三".into()));
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok("a".into()));
        assert_eq!(decode(b"\xFF\xFEa\0"), Ok("a".into()));
        assert_eq!(decode(b"\xFE\xFF\0a"), Ok("a".into()));
        assert_eq!(decode(b"\xFF\x00\xFF"), Err(Fault::FileEncoding));
    }

    #[test]
    fn wide_text_is_read_without_a_mark() {
        let text = "姓名,一一\n张三,7\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!((decode(&little), decode(&big)), (Ok(text.into()), Ok(text.into())));
        assert_eq!(decode(b"a\0b\0"), Err(Fault::FileEncoding), "nothing tells the order");
        assert_eq!(decode(b"a,\0\n\0"), Err(Fault::FileEncoding), "half a character");
    }

    #[test]
    fn other_encodings_are_not_taken_for_chinese() {
        let text = "姓名,履职情况\n陳大文,出席會議\n";
        assert_eq!(decode(&BIG5.encode(text).0), Err(Fault::FileEncoding));
        assert_eq!(decode(&SHIFT_JIS.encode("氏名,カタカナ\nひらがな,かな\n").0), Err(Fault::FileEncoding));
        assert_eq!(decode(&WINDOWS_1252.encode("name\nMüller\nJosé\n").0), Err(Fault::FileEncoding));
        let rare = "姓名,籍贯,届次\n朱镕,长沙,九\n䶮𠀀,广州,十\n";
        assert_eq!(decode(&GB18030.encode(rare).0), Ok(rare.into()), "a few rare characters in a name");
    }
}
