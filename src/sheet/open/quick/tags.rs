//! Tags one after the other, where a part holds nothing else than tags and texts.
//!
//! In: bytes of a part. Out: each tag by its name; doubt at comments, instructions and whatever else may hold tags that are none.

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its name, with its prefix.
    pub name: &'t [u8],
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Opens,
    Closes,
    /// It opens and closes at once.
    Whole,
}

impl Tag<'_> {
    /// Whether this is its name, whatever its prefix.
    pub fn is(&self, name: &[u8]) -> bool {
        self.name.strip_suffix(name).is_some_and(|prefix| prefix.last().is_none_or(|last| *last == b':'))
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next<'t> {
    Tag(Tag<'t>),
    /// There is no more tag.
    End,
    Doubt,
}

/// The next tag; `rest` is behind it then.
pub fn next<'t>(rest: &mut &'t [u8]) -> Next<'t> {
    let Some(at) = rest.iter().position(|byte| *byte == b'<') else { return Next::End };
    found(rest, at).map_or(Next::Doubt, Next::Tag)
}

fn found<'t>(rest: &mut &'t [u8], at: usize) -> Option<Tag<'t>> {
    let tag = rest.get(at + 1..)?;
    let (inside, behind) = tag.split_at_checked(length(tag)?)?;
    let (closes, inside) = inside.strip_prefix(b"/").map_or((false, inside), |inside| (true, inside));
    let (alone, inside) = inside.strip_suffix(b"/").map_or((false, inside), |inside| (true, inside));
    let name = inside.split(u8::is_ascii_whitespace).next()?;
    let plain = name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.'));
    // Whether quotes count where a tag closes is for others to say.
    let odd = name.is_empty() || !plain || closes && (alone || inside.iter().any(|byte| matches!(byte, b'"' | b'\'')));
    *rest = behind.get(1..)?;
    let kind = if closes {
        Kind::Closes
    } else if alone {
        Kind::Whole
    } else {
        Kind::Opens
    };
    (!odd).then_some(Tag { name, kind })
}

/// Bytes before the bracket that ends a tag, which is none between quotes.
fn length(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    tag.iter().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        (Some(open), _) if open == *byte => {
            quote = None;
            false
        }
        (None | Some(_), _) => false,
    })
}

/// Behind the first tag of this name, which opens a list; nothing where it is written in another way, or anything but tags stands before.
pub fn behind<'t>(part: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let mut rest = behind_declaration(part)?;
    loop {
        match next(&mut rest) {
            Next::Tag(tag) if tag.is(name) => return (tag == Tag { name, kind: Kind::Opens }).then_some(rest),
            Next::Tag(_) => {}
            Next::End | Next::Doubt => return None,
        }
    }
}

/// Behind the declaration, if there is one; nothing where it tells of another encoding.
fn behind_declaration(part: &[u8]) -> Option<&[u8]> {
    let part = part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part);
    if !part.starts_with(b"<?xml ") {
        return Some(part);
    }
    let at = part.windows(2).position(|window| window == b"?>")?;
    let (declaration, behind) = part.split_at_checked(at + 2)?;
    let declaration = std::str::from_utf8(declaration).ok()?.to_ascii_lowercase().replace('\'', "\"");
    (!declaration.contains("encoding") || declaration.contains("encoding=\"utf-8\"")).then_some(behind)
}

/// Whether every tag that opens here closes here, and none of them has one of these names.
pub fn is_closed(mut inside: &[u8], other_than: &[&[u8]]) -> bool {
    let mut open = Vec::new();
    loop {
        let tag = match next(&mut inside) {
            Next::Tag(tag) if other_than.iter().any(|name| tag.is(name)) => return false,
            Next::Tag(tag) => tag,
            Next::End => return open.is_empty(),
            Next::Doubt => return false,
        };
        match tag.kind {
            Kind::Opens => open.push(tag.name),
            Kind::Closes if open.pop() != Some(tag.name) => return false,
            Kind::Closes | Kind::Whole => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_begins_behind_tags_alone() {
        let found = |head: &str| behind(format!("{head}x").as_bytes(), b"list").map(<[u8]>::to_vec);
        for head in [
            "<list>",
            "<list a=\"b\" >",
            "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<root a='\"'><lists/><my-list></my-list ><list>",
            "<root a=\"<list>\" b='>'><list>",
        ] {
            assert_eq!(found(head), Some(b"x".to_vec()), "{head}");
        }
        for head in [
            "<list/>",
            "<x:list><list>",
            "<?p?><list>",
            "<?xml version=\"1.0\" encoding=\"GBK\"?><list>",
            "<!-- --><list>",
            "<a b=\"><list>",
            "</a b=\"\"><list>",
            "< a><list>",
            "<lists>",
            "</list>",
        ] {
            assert_eq!(found(head), None, "{head}");
        }
    }

    #[test]
    fn what_opens_here_closes_here() {
        let closed = |text: &str| is_closed(text.as_bytes(), &[b"si"]);
        assert!(closed("<r><rPr><b/></rPr><t a=\">\">甲</t></r >乙"));
        for text in ["<t>a<t>", "<t>a</r>", "</t>", "<x:si/>", "<t><si></si></t>", "<!-- --><t></t>", "<t", "<t/><?p?>"] {
            assert!(!closed(text), "{text}");
        }
    }
}
