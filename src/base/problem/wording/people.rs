//! Groups that stand where people are to be named.

use crate::base::text::Say;

pub(super) fn group(found: &str) -> Say {
    Say::new(
        format!("“{found}”是一批人，不是一个人的姓名，不知该给谁计分"),
        format!("“{found}” is a group and no person's name, so that nobody can tell who is scored"),
    )
}

pub(super) fn name_them() -> Say {
    Say::new(
        "逐一写出参加的人的姓名；都是名册外的人，在后面注“（外）”",
        "write the name of everyone who took part; if nobody of the roster did, write （外） behind it",
    )
}
