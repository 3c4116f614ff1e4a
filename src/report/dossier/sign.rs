//! The place to agree or object, and to sign.

use crate::report::folio::{Block, Slot};
use crate::report::roll::Roll;
use crate::report::sheet::Cell;

pub(super) fn rows(roll: &Roll) -> Vec<Block> {
    let line = |label: &str, text: &str| Block::Row(vec![Slot::head(label, 1), Slot::of(Cell::long(text), 5)]);
    vec![
        line(
            roll.pick("本人意见", "Opinion"),
            roll.pick(
                "□ 无异议    □ 有异议：错记、重记、漏记之处及依据（可另附页）\n\n\n\u{3000}",
                "□ I agree    □ I object: what is wrong, told twice or missing, and the evidence\n\n\n\u{3000}",
            ),
        ),
        line(
            roll.pick("本人签字", "Signed"),
            roll.pick(
                "                                        日期：        年    月    日",
                "                                        Date: ____-__-__",
            ),
        ),
        line(
            roll.pick("经办审核", "Office"),
            roll.pick(
                "经办人：                审核人：                日期：        年    月    日",
                "Prepared:                Checked:                Date: ____-__-__",
            ),
        ),
        Block::Note(
            roll.pick(
                "本档案按办法计算，供本人核对，不作其他用途；测评和评分只列份数。",
                "Reckoned under the rubric, for the subject to check; ballots and marks are told as counts only.",
            )
            .to_owned(),
        ),
    ]
}
