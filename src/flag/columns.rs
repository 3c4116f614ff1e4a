//! Which column of a table holds what the checks look at: found by the headers that the rubric gives it.

use crate::base::text::squeeze;
use crate::rubric::model::{Column, ColumnKind, Table};

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Content,
    Place,
    Station,
    PartOfDay,
    SignedIn,
    Days,
    Visits,
    Cases,
    Received,
    Solved,
    Passed,
    Explained,
    Pending,
    Opened,
    Planned,
    OpenedOn,
}

impl Role {
    /// Words in a header that tell it, and the kind of its column.
    fn words(self) -> (&'static [&'static str], Holds) {
        match self {
            Self::Title => (&["标题", "案由", "建议名称", "议案名称", "title"], Holds::Text),
            Self::Content => (&["内容", "正文", "content", "body"], Holds::Text),
            Self::Place => (&["地点", "场所", "会场", "place", "venue"], Holds::Text),
            Self::Station => (&["联络站", "站名", "station"], Holds::Text),
            Self::PartOfDay => (&["时段", "上下午", "上午/下午", "半天", "partofday"], Holds::Text),
            Self::SignedIn => (&["签到时间", "签到时刻", "到会时间", "打卡时间", "signedin"], Holds::Text),
            Self::Days => (&["天数", "days"], Holds::Number),
            Self::Visits => (&["接待人次", "来访人次", "接待群众", "visits"], Holds::Number),
            Self::Cases => (&["接待件数", "接待批次", "件次", "cases"], Holds::Number),
            Self::Received => (&["收集意见", "意见条数", "受理", "收到", "received", "opinions"], Holds::Number),
            Self::Solved => (&["解决", "办结", "solved"], Holds::Number),
            Self::Passed => (&["转办", "转交", "passed", "transferred"], Holds::Number),
            Self::Explained => (&["解释", "explained"], Holds::Number),
            Self::Pending => (&["在办", "未办结", "跟踪", "pending"], Holds::Number),
            Self::Opened => (&["实开", "实际开放", "daysopen"], Holds::Number),
            Self::Planned => (&["应开", "计划开放", "daysplanned"], Holds::Number),
            Self::OpenedOn => (&["启用日期", "建站日期", "成立日期", "挂牌日期", "openedon"], Holds::Date),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Date,
}

impl Holds {
    fn fits(self, kind: &ColumnKind) -> bool {
        match kind {
            ColumnKind::Text | ColumnKind::Word(_) => self == Self::Text,
            ColumnKind::Number => self == Self::Number,
            ColumnKind::Date => self == Self::Date,
            ColumnKind::Count | ColumnKind::Name | ColumnKind::Names | ColumnKind::Key | ColumnKind::Secret => false,
        }
    }
}

/// The column of this role.
pub(super) fn column(table: &Table, role: Role) -> Option<&Column> {
    let (words, holds) = role.words();
    let told = |header: &String| {
        let header = squeeze(header).replace(['-', '_'], "");
        let unsettled = role != Role::Pending && header.contains('未');
        !unsettled && words.iter().any(|word| header.contains(word))
    };
    table.columns.iter().find(|column| holds.fits(&column.kind) && column.headers.iter().any(told))
}

/// The date column of a row: rows are dated by it.
pub(super) fn date(table: &Table) -> Option<&Column> {
    table.column("date").filter(|column| column.kind == ColumnKind::Date)
}

/// The column of who leads.
pub(super) fn lead(table: &Table) -> Option<&Column> {
    table.columns.iter().find(|column| column.role.as_deref() == Some("lead"))
}
