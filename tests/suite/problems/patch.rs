//! How a case's rubric differs from the shared one: lines `- as it is` replaced by lines `+ as it shall be`.

/// Applies the lines; each block of `-` lines must stand in the text, its first occurrence is meant.
/// `+` lines without a `-` before them go to the end.
pub fn apply(text: &str, difference: &str) -> String {
    let mut text = text.to_owned();
    let (mut old, mut new) = (String::new(), String::new());
    let mut lines = difference.lines().peekable();
    while let Some(line) = lines.next() {
        match line.split_at_checked(2) {
            Some(("- ", rest)) => old.extend([rest, "\n"]),
            Some(("+ ", rest)) => new.extend([rest, "\n"]),
            Some(_) | None => panic!("not a line of a difference: {line}"),
        }
        let ends = lines.peek().is_none_or(|next| next.starts_with('-') && line.starts_with('+'));
        if ends {
            text = replaced(&text, &std::mem::take(&mut old), &std::mem::take(&mut new));
        }
    }
    text
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    if old.is_empty() {
        return text.to_owned() + new;
    }
    let start = text.find(&format!("\n{old}")).unwrap_or_else(|| panic!("the shared rubric does not hold\n{old}"));
    let (before, rest) = text.split_at(start + 1);
    format!("{before}{new}{}", rest.strip_prefix(old).unwrap_or(rest))
}
