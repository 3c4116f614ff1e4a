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

pub(super) fn not_all_named(found: &str, named: u64, total: Option<u32>) -> Say {
    let Some(total) = total else {
        return Say::new(
            format!("“{found}”没有写全，还有谁、有几人都不清楚"),
            format!("“{found}” does not name everybody: nobody can tell who else is meant, and how many"),
        );
    };
    let others = u64::from(total).saturating_sub(named);
    Say::new(
        format!("“{found}”是 {total} 人，只写了 {named} 人的姓名，其余 {others} 人是谁不清楚，无从计分"),
        format!(
            "“{found}” stands for {total} people and names {named}: nobody can tell who the others are, and {others} would get nothing"
        ),
    )
}

pub(super) fn name_all(said: &str, sign: bool, several: bool) -> Say {
    match (sign, several) {
        (true, true) => Say::new(
            format!("写出其余各人的姓名；不知道是谁的，把“{said}”改为连同已写姓名的总人数，如“等5人”"),
            format!("write the names of the others; where they are not known, write in place of “{said}” how many there are with those named, as in 等5人"),
        ),
        (true, false) => Say::new(
            format!("这一格只写领衔的一人，删去“{said}”，其余各人的姓名写入联名的一列"),
            format!("leave one name here, delete “{said}”, and write the names of the others into the column of those who join"),
        ),
        (false, true) => Say::new(
            format!("写出其余各人的姓名；其余都是名册外的人，删去“{said}”"),
            format!("write the names of the others; if none of them is on the roster, delete “{said}”"),
        ),
        (false, false) => Say::new(
            format!("删去“{said}”，其余各人每人写一行"),
            format!("delete “{said}”, and write a row for each of the others"),
        ),
    }
}
