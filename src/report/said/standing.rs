//! How items become totals, ranks, grades and proposals, in words.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Say;
use crate::report::wording::join;
use crate::rubric::model::{Mandates, Missing, Notice, Of, Rubric, TieBreak, Ties, Veto, VetoEffect};

use super::condition::{condition, named};
use super::places;
use super::stages::{bounded, exposure, normalised};

/// Everything after the criteria, one sentence each, in the order in which it is applied.
pub(in crate::report) fn sentences(rubric: &Rubric) -> Vec<Say> {
    let mut said: Vec<Say> = exposure(rubric).into_iter().collect();
    said.push(dimensions(rubric));
    said.extend([base(rubric), bonus(rubric), blend(rubric), Some(rounding(rubric))].into_iter().flatten());
    said.extend(rubric.vetoes.iter().map(|veto| self::veto(rubric, veto)));
    let grades = places::grades(rubric);
    let (by_band, by_rank) = if rubric.grades_by_rank() { (None, grades) } else { (grades, None) };
    said.extend(by_band);
    said.push(ranks(rubric));
    said.extend(by_rank);
    said.extend(places::selection(rubric));
    said.extend(rubric.notices.iter().map(|one| notice(rubric, one)));
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
        VetoEffect::NoGrade => Say::new("参加排名，不定等次", "ranked, without a grade"),
        VetoEffect::GradeAtMost(grade) => Say::new(format!("等次至多为{grade}"), format!("at most {grade}")),
    };
    let (zh, en) = if veto.unless { ("除非", "unless") } else { ("若", "if") };
    Say::new(
        format!("否决 {}（{}）：{zh}{}，{}。", veto.name, veto.clause, held.zh, effect.zh),
        format!("Veto {} ({}): {} {en} {}.", veto.name, veto.clause, effect.en, held.en),
    )
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
    if standing.mandates == Mandates::Highest {
        parts.push(Say::new(
            "同一人有几个任职的，就高不就低，只以总分较高的一个排名",
            "of one person's mandates only the one with the higher total is ranked",
        ));
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

/// What follows for whom.
pub(in crate::report) fn notice(rubric: &Rubric, notice: &Notice) -> Say {
    let held = condition(rubric, &notice.condition);
    let (name, clause, text) = (&notice.name, &notice.clause, &notice.text);
    Say::new(format!("{name}（{clause}）：{}的，{text}。", held.zh), format!("{name} ({clause}): if {}, {text}.", held.en))
}
