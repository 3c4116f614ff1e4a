//! What the tools write into cells for answers: blanks as codes, several choices in one cell.

use super::tool::Tool;
use crate::base::text::{squeeze, tidy};
use crate::sheet::grid::RawCell;

/// Codes for a question left blank or passed over, by number and by text.
const NOTHING: [&str; 4] = ["-2", "-3", "(跳过)", "(空)"];

/// Whether the cell holds an answer; several choices are parted as a person would.
pub fn is_given(tool: Tool, cell: &mut RawCell) -> bool {
    match tool {
        Tool::Wenjuanxing => {}
        // The codes of one tool may be answers in another.
        Tool::TencentSurvey | Tool::TencentForm | Tool::Jinshuju => return true,
    }
    let text = squeeze(&cell.text()).replace('\u{2212}', "-");
    if NOTHING.contains(&text.as_str()) {
        return false;
    }
    if let RawCell::Text(text) = cell {
        if text.contains(['┋', '→', '〖']) {
            *text = parted(text);
        }
    }
    !cell.is_blank()
}

/// `张三┋李四`, `张三→李四` → `张三、李四`; what was filled in behind an option, `其他〖…〗`, is no part of it.
fn parted(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for mark in text.chars() {
        match mark {
            '〖' => depth += 1,
            '〗' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '┋' | '→' => plain.push('、'),
            _ => plain.push(mark),
        }
    }
    tidy(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(tool: Tool, cell: RawCell) -> Option<String> {
        let mut cell = cell;
        is_given(tool, &mut cell).then(|| cell.text().into_owned())
    }

    #[test]
    fn codes_of_blanks_are_blanks_in_their_own_tool_only() {
        let text = |text: &str| RawCell::Text(text.into());
        for cell in [RawCell::Number(-2.0), RawCell::Number(-3.0), text("-3"), text("−2"), text("（跳过）"), text("(空)")] {
            assert_eq!(kept(Tool::Wenjuanxing, cell.clone()), None, "{cell:?}");
            assert!(kept(Tool::TencentSurvey, cell.clone()).is_some(), "{cell:?}");
        }
        assert_eq!(kept(Tool::Wenjuanxing, RawCell::Number(-1.0)).as_deref(), Some("-1"));
    }

    #[test]
    fn choices_and_ranks_in_one_cell_are_parted() {
        let text = |text: &str| kept(Tool::Wenjuanxing, RawCell::Text(text.into()));
        assert_eq!(text("张三┋李四").as_deref(), Some("张三、李四"));
        assert_eq!(text("李四→张三→王五").as_deref(), Some("李四、张三、王五"));
        assert_eq!(text("不满意〖答复太慢〗").as_deref(), Some("不满意"));
    }
}
