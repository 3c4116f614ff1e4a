//! What is put on public display, in a sentence.

use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{ListOrder, Listed, Rubric, Shown};

/// Who is listed, with which columns, in which order, for how long.
pub(in crate::report) fn publication(rubric: &Rubric) -> Option<Say> {
    let publication = rubric.publication.as_ref()?;
    let who = match publication.who {
        Listed::Selected => Say::new("建议人选", "those proposed"),
        Listed::Ranked => Say::new("参加排名的人员", "the ranked"),
        Listed::All => Say::new("全部人员", "everyone"),
    };
    let order = match publication.order {
        ListOrder::Strokes => Say::new("以姓氏笔画为序", "by strokes of the surname"),
        ListOrder::Rank => Say::new("以名次为序", "by rank"),
    };
    let columns: Vec<Say> = publication.columns.iter().map(|column| self::column(rubric, column)).collect();
    let columns = join(&columns, "、", ", ");
    let days = publication.days;
    let ratings = publication.ratings.iter().filter_map(|id| rubric.criterion(id)).map(|criterion| same(&criterion.name));
    let ratings = join(&ratings.collect::<Vec<_>>(), "、", ", ");
    let (also, too) = if ratings.zh.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("；另列{}的票数，不足 5 张的不列", ratings.zh), format!("; and the ballots of {}, none below 5", ratings.en))
    };
    let contact =
        publication.contact.as_ref().map(|contact| (format!("；联系：{contact}"), format!("; contact: {contact}"))).unwrap_or_default();
    Some(Say::new(
        format!("公示{}，列{}，{}，公示 {days} 个工作日{also}{}。", who.zh, columns.zh, order.zh, contact.0),
        format!("Made public: {}, with {}, {}, for {days} working days{too}{}.", who.en, columns.en, order.en, contact.1),
    ))
}

fn column(rubric: &Rubric, column: &Shown) -> Say {
    match column {
        Shown::Number => Say::new("序号", "number"),
        Shown::Name => Say::new("姓名", "name"),
        Shown::Peer => Say::new("组别", "peer group"),
        Shown::Rank => Say::new("名次", "rank"),
        Shown::Total => Say::new("得分", "total"),
        Shown::Grade => Say::new("等次", "grade"),
        Shown::Roster(id) => {
            let header = rubric.table(&rubric.subject.table).and_then(|table| table.column(id)).and_then(|column| column.headers.first());
            same(header.unwrap_or(id))
        }
    }
}
