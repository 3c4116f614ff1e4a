//! What is wrong with a correction.

use crate::base::text::Say;

pub(super) fn columns(headers: &[String]) -> Say {
    Say::new(format!("更正表缺少列：{}", headers.join("、")), format!("this sheet of corrections has no column {}", headers.join(", ")))
}

pub(super) fn nowhere(found: &str, why: &Say) -> Say {
    Say::new(format!("找不到要更正的“{found}”：{}", why.zh), format!("“{found}”, which is to be corrected, is not there: {}", why.en))
}

pub(super) fn refused(found: &str, why: &Say) -> Say {
    Say::new(format!("“{found}”不能更正：{}", why.zh), format!("“{found}” cannot be corrected: {}", why.en))
}

/// `found` is what the correction says stands there.
pub(super) fn differs(found: &str, cell: &str, stands: Option<&str>) -> Say {
    let said = |text: &str, zh: &str, en: &str| {
        if text.is_empty() {
            Say::new(zh, en)
        } else {
            Say::new(format!("“{text}”"), format!("“{text}”"))
        }
    };
    let Some(stands) = stands else {
        let row = cell.bytes().all(|byte| byte.is_ascii_digit());
        let cell = if row { Say::new(format!("第 {cell} 行"), format!("row {cell}")) } else { Say::new(cell, cell) };
        return Say::new(
            format!("更正表写的原值，{}里没有", cell.zh),
            format!("what the correction says stands in {} does not stand there", cell.en),
        );
    };
    let (found, stands) = (said(found, "空白", "nothing"), said(stands, "空白", "blank"));
    Say::new(
        format!("更正表写的原值是{}，而 {cell} 现在是{}", found.zh, stands.zh),
        format!("the correction says {} stands there, but {cell} is {}", found.en, stands.en),
    )
}

pub(super) fn twice(found: &str) -> Say {
    Say::new(format!("同一处更正了两次：{found}"), format!("{found} is corrected twice"))
}

pub(super) fn incomplete(found: &str, what: &Say) -> Say {
    Say::new(format!("更正 {found} 没有写：{}", what.zh), format!("correction {found} does not say: {}", what.en))
}
