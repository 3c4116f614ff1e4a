//! What a workbook for the public shows that it should not.

use crate::base::text::Say;

pub(super) fn private(what: &Say, found: &str) -> Say {
    Say::new(format!("要公开的文件里有{}：{found}", what.zh), format!("a workbook for the public holds {}: {found}", what.en))
}

pub(super) fn hidden(what: &Say, found: &str) -> Say {
    let (zh, en) = if found.is_empty() { (String::new(), String::new()) } else { (format!("：{found}"), format!(": {found}")) };
    Say::new(format!("要公开的文件里带有{}{zh}", what.zh), format!("a workbook for the public carries {}{en}", what.en))
}

pub(super) fn small_count(found: &str, fewest: u64) -> Say {
    Say::new(
        format!("公开的票数 {found} 少于 {fewest}，可能看出是谁投的"),
        format!("{found} ballots are shown; with fewer than {fewest} a voter can be guessed"),
    )
}

pub(super) fn unread(what: &Say) -> Say {
    Say::new(
        format!("要公开的文件里有{}，程序无法查看其中内容", what.zh),
        format!("a workbook for the public holds {}, which cannot be looked through", what.en),
    )
}

pub(super) fn part(found: &str, why: &Say) -> Say {
    Say::new(
        format!("要公开的文件中 {found} 没有检查：{}；其余部分已检查", why.zh),
        format!("{found} of a workbook for the public was not looked through: {}; all else was", why.en),
    )
}

pub(super) fn strokes(found: &str, characters: &str) -> Say {
    Say::new(
        format!("公示名单按姓氏笔画排列，笔画表中没有“{characters}”（{found}），暂排在最后"),
        format!("the public list is ordered by strokes; those of {characters} ({found}) are not known, and the name stands last"),
    )
}

pub(super) fn same_name(found: &str) -> Say {
    Say::new(
        format!("公示名单中的“{found}”在本组不止一人，名单上分不清是哪一位"),
        format!("the public list names {found}, a name that several have; the list does not tell which of them is meant"),
    )
}
