//! How items become totals, ranks, grades and proposals, in words.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{
    Column, Comparison, Condition, Edge, Missing, Of, QuotaBase, QuotaSize, Rubric, TieBreak, Ties, Veto, VetoEffect,
};

use super::points::published;
use super::query::range;
use super::stages::{bounded, exposure, normalised};

/// Everything after the criteria, one sentence each, in the order in which it is applied.
pub(in crate::report) fn sentences(rubric: &Rubric) -> Vec<Say> {
    let mut said: Vec<Say> = exposure(rubric).into_iter().collect();
    said.push(dimensions(rubric));
    said.extend([base(rubric), bonus(rubric), blend(rubric), Some(rounding(rubric))].into_iter().flatten());
    said.extend(rubric.vetoes.iter().map(|veto| self::veto(rubric, veto)));
    said.extend(grades(rubric));
    said.push(ranks(rubric));
    said.extend(selection(rubric));
    said
}

/// The cap on all bonus points, where there is one.
pub(in crate::report) fn bonus(rubric: &Rubric) -> Option<Say> {
    let cap = rubric.bonus_cap.as_ref()?.plain();
    Some(Say::new(format!("附加分合计至多 {cap} 分。"), format!("Bonus dimensions count up to {cap}.")))
}

fn dimensions(rubric: &Rubric) -> Say {
    let each = rubric.dimensions.iter().map(|dimension| {
        let (floor, cap, rule) = (dimension.floor.as_ref(), dimension.cap.as_ref(), dimension.normalise.as_ref());
        let bounds = bounded(floor, cap, dimension.per, &dimension.totals, rule);
        let weight = if dimension.weight == Exact::one() { String::new() } else { format!(" ×{}", dimension.weight.plain()) };
        let (zh, en) = if dimension.bonus { ("附加", "bonus") } else { ("", "") };
        let zh = [zh, bounds.zh.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("，");
        let en = [en, bounds.en.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let closed = |text: String, open: &str, close: &str| if text.is_empty() { text } else { format!("{open}{text}{close}") };
        Say::new(
            format!("{}{}{weight}", dimension.name, closed(zh, "（", "）")),
            format!("{}{}{weight}", dimension.name, closed(en, " (", ")")),
        )
    });
    let all = join(&each.collect::<Vec<_>>(), "、", ", ");
    Say::new(format!("分项：{}。", all.zh), format!("Dimensions: {}.", all.en))
}

/// The base points, where there are any.
pub(in crate::report) fn base(rubric: &Rubric) -> Option<Say> {
    let base = rubric.base.as_ref()?;
    let all = join(&base.conditions.iter().map(|condition| self::condition(rubric, condition)).collect::<Vec<_>>(), "且", " and ");
    let (zh, en) =
        if all.zh.is_empty() { (String::new(), String::new()) } else { (format!("，条件：{}", all.zh), format!(" if {}", all.en)) };
    let part = rubric.parts.iter().find(|part| rubric.blend.declared && part.id == base.part);
    let (into_zh, into_en) = part.map_or_else(Default::default, |part| (format!("，计入{}", part.name), format!(" in {}", part.name)));
    let points = base.points.plain();
    Some(Say::new(format!("基础分 {points} 分{into_zh}{zh}。"), format!("Base points: {points}{into_en}{en}.")))
}

/// How parts become the total, where there are several.
pub(in crate::report) fn blend(rubric: &Rubric) -> Option<Say> {
    if !rubric.blend.declared {
        return None;
    }
    let each: Vec<Say> = rubric
        .parts
        .iter()
        .map(|part| {
            let told = part.normalise.as_ref().map(normalised);
            let (zh, en) = told.map_or_else(Default::default, |say| (format!("（{}）", say.zh), format!(" ({})", say.en)));
            let (name, weight) = (&part.name, part.weight.plain());
            Say::new(format!("{name}{zh}×{weight}"), format!("{name}{en}×{weight}"))
        })
        .collect();
    let sum = join(&each, " + ", " + ");
    let missing = match rubric.blend.missing {
        Missing::Refuse => Say::new("缺一部分即不能计分", "a missing part is an error"),
        Missing::Zero => Say::new("缺的部分按 0 分", "a missing part counts 0"),
        Missing::Renormalise => Say::new("缺的部分不计，其余按权重折满", "a missing part's weight is spread over the others"),
    };
    Some(Say::new(format!("总分 = {}；{}。", sum.zh, missing.zh), format!("Total = {}; {}.", sum.en, missing.en)))
}

/// How totals are rounded.
pub(in crate::report) fn rounding(rubric: &Rubric) -> Say {
    let rounding = rubric.rounding;
    let mode = match rounding.mode {
        RoundMode::HalfUp => Say::new("四舍五入", "half up"),
        RoundMode::HalfEven => Say::new("四舍六入五成双", "half to even"),
        RoundMode::Down => Say::new("舍去", "toward zero"),
    };
    let look =
        |rounded: bool| if rounded { Say::new("舍入后的总分", "rounded totals") } else { Say::new("精确值", "exact totals") };
    let (ranks, grades) = (look(rounding.rank_on_rounded), look(rounding.grade_on_rounded));
    Say::new(
        format!("总分只舍入一次，保留 {} 位小数（{}）；名次看{}，等次看{}。", rounding.decimals, mode.zh, ranks.zh, grades.zh),
        format!(
            "Totals are rounded once, to {} decimals ({}); ranks look at {}, grades at {}.",
            rounding.decimals, mode.en, ranks.en, grades.en
        ),
    )
}

/// A veto or minimum duty.
pub(in crate::report) fn veto(rubric: &Rubric, veto: &Veto) -> Say {
    let held = condition(rubric, &veto.condition);
    let effect = match &veto.effect {
        VetoEffect::LowestGrade => Say::new("列为最末等次", "the last grade"),
        VetoEffect::Zero => Say::new("总分为 0", "the total is 0"),
        VetoEffect::Exclude => Say::new("不参加排名", "no rank"),
        VetoEffect::BarSelection => Say::new("不参评", "not eligible"),
        VetoEffect::GradeAtMost(grade) => Say::new(format!("等次至多为{grade}"), format!("at most {grade}")),
    };
    let (zh, en) = if veto.unless { ("除非", "unless") } else { ("若", "if") };
    Say::new(
        format!("否决 {}（{}）：{zh}{}，{}。", veto.name, veto.clause, held.zh, effect.zh),
        format!("Veto {} ({}): {} {en} {}.", veto.name, veto.clause, effect.en, held.en),
    )
}

/// The grades, where there are any.
pub(in crate::report) fn grades(rubric: &Rubric) -> Option<Say> {
    if rubric.grades.is_empty() {
        return None;
    }
    let above = std::iter::once(None).chain(rubric.grades.iter().map(|grade| grade.from.as_ref()));
    let each = rubric.grades.iter().zip(above).map(|(grade, above)| {
        let published = published(grade.from.as_ref(), grade.to.as_ref(), above);
        match (published, &grade.from) {
            (Some(range), _) => Say::new(format!("{} {}", grade.name, range.zh), format!("{} {}", grade.name, range.en)),
            (None, Some(from)) => {
                Say::new(format!("{} {} 分及以上", grade.name, from.plain()), format!("{} from {}", grade.name, from.plain()))
            }
            (None, None) => Say::new(format!("其余{}", grade.name), format!("else {}", grade.name)),
        }
    });
    let all = join(&each.collect::<Vec<_>>(), "，", ", ");
    Some(Say::new(format!("等次：{}。", all.zh), format!("Grades: {}.", all.en)))
}

/// Ranks, ties and who is only listed.
pub(in crate::report) fn ranks(rubric: &Rubric) -> Say {
    let standing = &rubric.standing;
    let ties = match standing.ties {
        Ties::Shared => Say::new("同分同名次，其后跳号（1、2、2、4）", "equal totals share a rank (1, 2, 2, 4)"),
        Ties::Dense => Say::new("同分同名次，其后不跳号（1、2、2、3）", "equal totals share a rank without gaps (1, 2, 2, 3)"),
    };
    let keys: Vec<Say> = standing.tie_breaks.iter().map(|key| named(rubric, &tie_break(key))).collect();
    let keys = join(&keys, "、", ", ");
    let mut parts = Vec::new();
    if !keys.zh.is_empty() {
        parts.push(Say::new(format!("同分者依次比较{}", keys.zh), format!("equal totals are told apart by {}", keys.en)));
    }
    parts.push(ties);
    let listed: Vec<Say> = standing.list_if.iter().map(|condition| self::condition(rubric, condition)).collect();
    let listed = join(&listed, "，或", ", or ");
    if !listed.zh.is_empty() {
        parts.push(Say::new(format!("只列名不排名的情形：{}", listed.zh), format!("listed without rank if {}", listed.en)));
    }
    let all = join(&parts, "；", "; ");
    Say::new(format!("名次：{}。", all.zh), format!("Ranks: {}.", all.en))
}

fn tie_break(key: &TieBreak) -> Of {
    match key {
        TieBreak::Criterion(id) => Of::Criterion(id.clone()),
        TieBreak::Dimension(id) => Of::Dimension(id.clone()),
        TieBreak::Part(id) => Of::Part(id.clone()),
        TieBreak::Count(id) => Of::Count(id.clone()),
    }
}

/// Quota and selection, where there is one.
pub(in crate::report) fn selection(rubric: &Rubric) -> Option<Say> {
    let selection = rubric.selection.as_ref()?;
    let quota = match &selection.quota.size {
        QuotaSize::Number(number) => Say::new(format!("{number} 名"), format!("{number} places")),
        QuotaSize::Percent { percent, of, rounding } => {
            let of = match of {
                QuotaBase::All => Say::new("列名人数", "those listed"),
                QuotaBase::Ranked => Say::new("参加排名人数", "the ranked"),
                QuotaBase::Eligible => Say::new("符合条件人数", "the eligible"),
            };
            let how = match rounding {
                Some(RoundMode::Down) => Say::new("舍去小数", "rounded down"),
                Some(RoundMode::HalfUp | RoundMode::HalfEven) => Say::new("四舍五入", "rounded"),
                None => Say::new("进一取整", "rounded up"),
            };
            let percent = percent.plain();
            Say::new(format!("{}的 {percent}%，{}", of.zh, how.zh), format!("{percent}% of {}, {}", of.en, how.en))
        }
    };
    let edge = match selection.ties {
        Edge::Include => Say::new("名额边缘并列的全部列入", "all tied at the edge are in"),
        Edge::Exclude => Say::new("名额边缘并列的均不列入", "all tied at the edge are out"),
        Edge::Committee => Say::new("名额边缘并列的由会议决定", "the committee decides between those tied at the edge"),
    };
    let barred: Vec<Say> = selection.barred.iter().map(|condition| self::condition(rubric, condition)).collect();
    let barred = join(&barred, "；", "; ");
    let (zh, en) = if barred.zh.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("；不参评：{}", barred.zh), format!("; not eligible: {}", barred.en))
    };
    let name = if selection.word.is_empty() { selection.name.clone() } else { format!("{}（{}）", selection.name, selection.word) };
    let per = within(rubric, selection.per.as_ref());
    let least = match selection.quota.at_least {
        0 => Say::default(),
        least => Say::new(format!("，至少 {least} 名"), format!(", at least {least}")),
    };
    Some(Say::new(
        format!("{name}：{}{}{}；{}{zh}。", per.zh, quota.zh, least.zh, edge.zh),
        format!("{name}: {}{}{}; {}{en}.", per.en, quota.en, least.en, edge.en),
    ))
}

/// Within which groups the places are given.
fn within(rubric: &Rubric, per: Option<&String>) -> Say {
    let Some(per) = per else { return Say::default() };
    let group = named(rubric, &Of::Column(per.clone()));
    Say::new(format!("各{}内，", group.zh), format!("within each {}, ", group.en))
}

/// A condition, with its own reason where it has one.
fn condition(rubric: &Rubric, condition: &Condition) -> Say {
    let held = held(rubric, condition);
    match &condition.reason {
        Some(reason) => Say::new(format!("{}（{reason}）", held.zh), format!("{} ({reason})", held.en)),
        None => held,
    }
}

fn held(rubric: &Rubric, condition: &Condition) -> Say {
    let mut of = named(rubric, &condition.of);
    if let Some(count) = &condition.over {
        let divisor = named(rubric, &Of::Count(count.clone()));
        of = Say::new(format!("{} ÷ {} ", of.zh, divisor.zh), format!("{} ÷ {}", of.en, divisor.en));
    }
    match &condition.comparison {
        Comparison::Range(range) => {
            let range = self::range(range);
            Say::new(format!("{}{}", of.zh, range.zh), format!("{} {}", of.en, range.en))
        }
        Comparison::Missing => Say::new(format!("没有{}", of.zh), format!("{} is missing", of.en)),
        Comparison::Is(words) => {
            let words = written(rubric, &condition.of, words);
            Say::new(format!("{}为{}", of.zh, words.join("、")), format!("{} is {}", of.en, words.join(" or ")))
        }
        Comparison::IsNot(words) => {
            let words = written(rubric, &condition.of, words);
            Say::new(format!("{}不为{}", of.zh, words.join("、")), format!("{} is not {}", of.en, words.join(" or ")))
        }
        Comparison::Holds => of,
    }
}

/// The words of a roster column as sheets write them.
fn written<'a>(rubric: &'a Rubric, of: &Of, words: &'a [String]) -> Vec<&'a str> {
    let Of::Column(id) = of else { return words.iter().map(String::as_str).collect() };
    let known = rubric.table(&rubric.subject.table).and_then(|table| table.column(id)).map(Column::words).unwrap_or_default();
    let way = |word: &'a String| known.iter().find(|(id, _)| id == word).and_then(|(_, ways)| ways.first()).unwrap_or(word).as_str();
    words.iter().map(way).collect()
}

fn named(rubric: &Rubric, of: &Of) -> Say {
    let or = |name: Option<&String>, id: &String| same(name.unwrap_or(id));
    match of {
        Of::Count(id) => or(rubric.counts.iter().find(|count| count.id == *id).map(|count| &count.name), id),
        Of::Criterion(id) => or(rubric.criterion(id).map(|criterion| &criterion.name), id),
        Of::Dimension(id) => or(rubric.dimension(id).map(|dimension| &dimension.name), id),
        Of::Part(id) => or(rubric.parts.iter().find(|part| part.id == *id).map(|part| &part.name), id),
        Of::Total => Say::new("总分", "the total"),
        Of::Exposure => Say::new("在任时间占全期的比例", "the part of the period in office"),
        Of::Column(id) => {
            or(rubric.table(&rubric.subject.table).and_then(|table| table.column(id)).and_then(|column| column.headers.first()), id)
        }
        Of::Veto(Some(id)) => {
            let name = or(rubric.vetoes.iter().find(|veto| veto.id == *id).map(|veto| &veto.name), id);
            Say::new(format!("有否决“{}”", name.zh), format!("veto {} holds", name.en))
        }
        Of::Veto(None) => Say::new("有任一否决", "any veto holds"),
        Of::Grade => Say::new("等次", "the grade"),
    }
}
