//! Names that the roster does not have, and groups that stand where people are to be named.

use super::parts::guess;
use crate::base::text::Say;

pub(super) fn unknown(found: &str, nearest: &[String], several: bool) -> Say {
    if several {
        return Say::new(
            format!("“{found}”不止一个姓名，而此列每格只写一人"),
            format!("“{found}” is more than one name, in a column of one name a row"),
        );
    }
    let guess = guess(nearest);
    Say::new(format!("名册中没有“{found}”{}", guess.zh), format!("“{found}” is not on the roster{}", guess.en))
}

pub(super) fn outside(found: &str, nearest: &[String]) -> Say {
    let guess = guess(nearest);
    Say::new(
        format!("“{found}”不在名册中，按名册外人员计入人数{}", guess.zh),
        format!("“{found}” is not on the roster and counts as a person from outside{}", guess.en),
    )
}

pub(super) fn near(found: &str, nearest: &[String]) -> Say {
    let guess = guess(nearest);
    Say::new(
        format!("“{found}”不在名册中，与名册上的姓名只差一个字{}", guess.zh),
        format!("“{found}” is not on the roster, but one character from a name that is{}", guess.en),
    )
}

pub(super) fn mend_unknown(nearest: &[String], several: bool) -> Say {
    match nearest {
        _ if several => Say::new("每人写一行", "write a row for each person"),
        [] => Say::new("核对姓名，或把此人补入名册", "check the name, or add the person to the roster"),
        _ => Say::new(
            format!("若指{}，改为名册上的写法；否则把此人补入名册", nearest.join("或")),
            format!("if {} is meant, write the name so; else add the person to the roster", nearest.join(" or ")),
        ),
    }
}

pub(super) fn mend_near(nearest: &[String]) -> Say {
    Say::new(
        format!("若指{}，改为名册上的写法；若是名册外的人，在姓名后注“（外）”", nearest.join("或")),
        format!("if {} is meant, write the name so; if it is somebody from outside, write （外） behind the name", nearest.join(" or ")),
    )
}

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
