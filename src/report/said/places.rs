//! Grades, the selection and their places, in words.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Edge, Floor, FloorSize, Grade, Places, QuotaBase, QuotaSize, Rubric};

use super::condition::{condition, named};

/// The grades, from best to worst.
pub(super) fn grades(rubric: &Rubric) -> Say {
    let each: Vec<Say> = rubric.grades.iter().map(grade).collect();
    let all = join(&each, "，", ", ");
    if !rubric.grades_by_rank() {
        return Say::new(format!("等次：{}。", all.zh), format!("Grades: {}.", all.en));
    }
    Say::new(format!("等次（各组内按名次由高到低定）：{}。", all.zh), format!("Grades, in order of rank within each group: {}.", all.en))
}

fn grade(grade: &Grade) -> Say {
    let name = &grade.name;
    let from = grade.from.as_ref().map(Exact::plain);
    let Some(places) = &grade.places else {
        return match from {
            Some(from) => Say::new(format!("{name} {from} 分及以上"), format!("{name} from {from}")),
            None => Say::new(format!("其余{name}"), format!("else {name}")),
        };
    };
    let number = match places {
        Places::Number(number) => same(number.to_string()),
        Places::Range(least, most) => Say::new(format!("{least} 至 {most}"), format!("{least} to {most}")),
        Places::Percent { percent, of, rounding } => share(percent, &base(*of), *rounding),
    };
    let edge = match grade.ties {
        Edge::Include => Say::new("并列的全部列入", "all tied are in"),
        Edge::Exclude => Say::new("并列的均不列入", "all tied are out"),
        Edge::Committee => Say::new("并列的由会议决定", "the committee decides between those tied"),
    };
    match from {
        Some(from) => Say::new(
            format!("{name} {from} 分及以上的至多 {} 名（{}）", number.zh, edge.zh),
            format!("{name} at most {} from {from} ({})", number.en, edge.en),
        ),
        None => Say::new(format!("{name} {} 名（{}）", number.zh, edge.zh), format!("{name} {} ({})", number.en, edge.en)),
    }
}

fn base(of: QuotaBase) -> Say {
    match of {
        QuotaBase::All => Say::new("列名人数", "those listed"),
        QuotaBase::Ranked => Say::new("参加排名人数", "the ranked"),
        QuotaBase::Eligible => Say::new("符合条件人数", "the eligible"),
    }
}

/// `符合条件人数的 20%，舍去小数`.
fn share(percent: &Exact, of: &Say, rounding: Option<RoundMode>) -> Say {
    let how = match rounding {
        Some(RoundMode::Down) => Say::new("舍去小数", "rounded down"),
        Some(RoundMode::HalfUp | RoundMode::HalfEven) => Say::new("四舍五入", "rounded"),
        None => Say::new("进一取整", "rounded up"),
    };
    let percent = percent.plain();
    Say::new(format!("{}的 {percent}%，{}", of.zh, how.zh), format!("{percent}% of {}, {}", of.en, how.en))
}

/// The quota, its ties and floors, and who is not eligible.
pub(super) fn selection(rubric: &Rubric) -> Option<Say> {
    let selection = rubric.selection.as_ref()?;
    let quota = match &selection.quota.size {
        QuotaSize::Number(number) => Say::new(format!("{number} 名"), format!("{number} places")),
        QuotaSize::Range(least, most) => Say::new(
            format!("{least} 至 {most} 名，前 {least} 名列入，其后至第 {most} 名由会议决定"),
            format!("{least} to {most} places: the first {least} are in, the committee decides on the next, up to {most}"),
        ),
        QuotaSize::Percent { percent, of, rounding } => share(percent, &base(*of), *rounding),
    };
    let edge = match selection.ties {
        Edge::Include => Say::new("名额边缘并列的全部列入", "all tied at the edge are in"),
        Edge::Exclude => Say::new("名额边缘并列的均不列入", "all tied at the edge are out"),
        Edge::Committee => Say::new("名额边缘并列的由会议决定", "the committee decides between those tied at the edge"),
    };
    let mut parts = vec![quota, edge];
    parts.extend(selection.floors.iter().map(|one| floor(rubric, one)));
    let barred: Vec<Say> = selection.barred.iter().map(|one| condition(rubric, one)).collect();
    let barred = join(&barred, "；", "; ");
    if !barred.zh.is_empty() {
        parts.push(Say::new(format!("不参评：{}", barred.zh), format!("not eligible: {}", barred.en)));
    }
    let (name, all) = (&selection.name, join(&parts, "；", "; "));
    Some(Say::new(format!("{name}：{}。", all.zh), format!("{name}: {}.", all.en)))
}

/// `其中职业为企业主的至少 2 名（理由），不足的由后面的替补`.
pub(in crate::report) fn floor(rubric: &Rubric, floor: &Floor) -> Say {
    let kind = kind(rubric, floor);
    let number = match &floor.size {
        FloorSize::Number(number) => Say::new(format!("{number} 名"), number.to_string()),
        FloorSize::Percent { percent, rounding } => share(percent, &Say::new("名额", "the places"), *rounding),
    };
    let (zh, en) = floor.reason.as_ref().map(|reason| (format!("（{reason}）"), format!(" ({reason})"))).unwrap_or_default();
    Say::new(format!("其中{}的不少于{}{zh}", kind.zh, number.zh), format!("at least {} of them with {}{en}", number.en, kind.en))
}

/// The kind that a floor is for: `类别为集体`.
pub(in crate::report) fn kind(rubric: &Rubric, floor: &Floor) -> Say {
    let column = named(rubric, &crate::rubric::model::Of::Column(floor.column.clone()));
    let words = floor.is.iter().map(|word| shown(rubric, &floor.column, word)).collect::<Vec<_>>();
    Say::new(format!("{}为{}", column.zh, words.join("、")), format!("{} {}", column.en, words.join(" or ")))
}

/// A word of a roster column as the office writes it.
pub(super) fn shown(rubric: &Rubric, column: &str, word: &str) -> String {
    let column = rubric.table(&rubric.subject.table).and_then(|table| table.column(column));
    let ways = column.and_then(|column| column.words().iter().find(|(id, _)| id == word)).and_then(|(_, ways)| ways.first());
    ways.map_or(word, String::as_str).to_owned()
}
