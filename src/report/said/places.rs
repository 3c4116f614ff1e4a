//! Grades, the selection and their places, in words.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Bound, BoundSize, Edge, Grade, Margin, Of, Places, QuotaBase, QuotaSize, Rubric, TieBreak};

use super::condition::{condition, named, written};
use super::points::published;

/// The grades, from best to worst, where there are any.
pub(in crate::report) fn grades(rubric: &Rubric) -> Option<Say> {
    if rubric.grades.is_empty() {
        return None;
    }
    let mut above: Option<&Exact> = None;
    let mut each = Vec::new();
    for one in &rubric.grades {
        each.push(grade(one, above));
        above = one.from.as_ref().or(above);
    }
    let all = join(&each, "，", ", ");
    if !rubric.grades_by_rank() {
        return Some(Say::new(format!("等次：{}。", all.zh), format!("Grades: {}.", all.en)));
    }
    let en = format!("Grades, in order of rank within each group: {}.", all.en);
    Some(Say::new(format!("等次（各组内按名次由高到低定）：{}。", all.zh), en))
}

/// A grade; `above` is where the one above begins.
fn grade(grade: &Grade, above: Option<&Exact>) -> Say {
    let name = &grade.name;
    let from = grade.from.as_ref().map(Exact::plain);
    let Some(places) = &grade.places else {
        return match (published(grade.from.as_ref(), grade.to.as_ref(), above), from) {
            (Some(range), _) => Say::new(format!("{name} {}", range.zh), format!("{name} {}", range.en)),
            (None, Some(from)) => Say::new(format!("{name} {from} 分及以上"), format!("{name} from {from}")),
            (None, None) => Say::new(format!("其余{name}"), format!("else {name}")),
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
        Edge::Committee | Edge::Lot => Say::new("并列的由会议决定", "the committee decides between those tied"),
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
pub(in crate::report) fn selection(rubric: &Rubric) -> Option<Say> {
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
        Edge::Lot => Say::new("名额边缘并列的抽签决定", "lots decide between those tied at the edge"),
    };
    let per = within(rubric, selection.per.as_ref());
    let least = match selection.quota.at_least {
        0 => Say::default(),
        least => Say::new(format!("，至少 {least} 名"), format!(", at least {least}")),
    };
    let quota = Say::new([per.zh, quota.zh, least.zh].concat(), [per.en, quota.en, least.en].concat());
    let mut parts = vec![quota, edge];
    parts.extend(selection.floors.iter().map(|one| bound(rubric, one, &Say::new("不少于", "at least"))));
    parts.extend(selection.ceilings.iter().map(|one| bound(rubric, one, &Say::new("不超过", "at most"))));
    let barred: Vec<Say> = selection.barred.iter().map(|one| condition(rubric, one)).collect();
    let barred = join(&barred, "；", "; ");
    if !barred.zh.is_empty() {
        parts.push(Say::new(format!("不参评：{}", barred.zh), format!("not eligible: {}", barred.en)));
    }
    parts.extend(selection.margin.as_ref().map(near));
    if !selection.shows.is_empty() {
        let shown = join(&shown(rubric).iter().map(|of| named(rubric, of)).collect::<Vec<_>>(), "、", ", ");
        let en = format!("told of those tied and of those near the line: {}", shown.en);
        parts.push(Say::new(format!("并列的和线下相近的，列出{}", shown.zh), en));
    }
    let name = if selection.word.is_empty() { selection.name.clone() } else { format!("{}（{}）", selection.name, selection.word) };
    let all = join(&parts, "；", "; ");
    Some(Say::new(format!("{name}：{}。", all.zh), format!("{name}: {}.", all.en)))
}

/// Within which groups the places are given.
fn within(rubric: &Rubric, per: Option<&String>) -> Say {
    let Some(per) = per else { return Say::default() };
    let group = named(rubric, &Of::Column(per.clone()));
    Say::new(format!("各{}内，", group.zh), format!("within each {}, ", group.en))
}

/// `其中职业为企业主的不少于 2 名（理由）`; `least` is 不少于 or 不超过.
fn bound(rubric: &Rubric, bound: &Bound, least: &Say) -> Say {
    let kind = kind(rubric, bound);
    let number = match &bound.size {
        BoundSize::Number(number) => Say::new(format!(" {number} 名"), number.to_string()),
        BoundSize::Percent { percent, rounding } => share(percent, &Say::new("名额", "the places"), *rounding),
    };
    let (zh, en) = bound.reason.as_ref().map(|reason| (format!("（{reason}）"), format!(" ({reason})"))).unwrap_or_default();
    Say::new(format!("其中{}的{}{}{zh}", kind.zh, least.zh, number.zh), format!("{} {} of them with {}{en}", least.en, number.en, kind.en))
}

/// Who is told beside those in.
fn near(margin: &Margin) -> Say {
    match margin {
        Margin::Points(points) => {
            let points = points.plain();
            Say::new(format!("另列线下 {points} 分以内的其他人选"), format!("others within {points} points below the line are told"))
        }
        Margin::Places(places) => Say::new(format!("另列线下 {places} 名其他人选"), format!("the next {places} below the line are told")),
        Margin::Percent(percent) => {
            let percent = percent.plain();
            Say::new(
                format!("另列线下相差不多于最高分与最低分之差 {percent}% 的其他人选"),
                format!("others below the line by up to {percent}% of the distance between the highest and the lowest total are told"),
            )
        }
    }
}

/// What is laid before the committee: as the rubric says, else the parts of the blend, else the dimensions.
pub(in crate::report) fn shown(rubric: &Rubric) -> Vec<Of> {
    let shows = rubric.selection.as_ref().map(|selection| selection.shows.as_slice()).unwrap_or_default();
    if !shows.is_empty() {
        return shows.iter().map(TieBreak::of).collect();
    }
    if rubric.blend.declared {
        return rubric.parts.iter().map(|part| Of::Part(part.id.clone())).collect();
    }
    rubric.dimensions.iter().map(|dimension| Of::Dimension(dimension.id.clone())).collect()
}

/// The kind that a floor or a ceiling is for: `类别为集体`.
pub(in crate::report) fn kind(rubric: &Rubric, bound: &Bound) -> Say {
    let of = Of::Column(bound.column.clone());
    let (column, words) = (named(rubric, &of), written(rubric, &of, &bound.is));
    Say::new(format!("{}为{}", column.zh, words.join("、")), format!("{} {}", column.en, words.join(" or ")))
}
