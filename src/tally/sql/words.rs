//! Words of a class as one text: `level=town;status=present;`, in order of column.

/// A word or an id in such a text.
pub(super) fn escaped(word: &str) -> String {
    word.replace('%', "%25").replace(';', "%3B").replace('=', "%3D")
}

/// Back from there.
pub(in crate::tally) fn plain(word: &str) -> String {
    word.replace("%3D", "=").replace("%3B", ";").replace("%25", "%")
}

/// The columns and words in such a text; none where it is not of this form.
pub(in crate::tally) fn read(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split_terminator(';');
    parts.map(|part| part.split_once('=').map(|(column, word)| (plain(column), plain(word)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_marks_of_the_text_comes_back() {
        let text = format!("{}={};{}={};", escaped("a"), escaped("50%;=x"), escaped("#table"), escaped("b%3D"));
        let pair = |column: &str, word: &str| (column.to_owned(), word.to_owned());
        assert_eq!(read(&text), Some(vec![pair("a", "50%;=x"), pair("#table", "b%3D")]));
        assert_eq!(read(""), Some(Vec::new()));
        assert_eq!(read("a;"), None);
    }
}
