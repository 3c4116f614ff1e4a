//! How a measure becomes points, with floors, caps and what a missing number does, in words.

use super::query::range;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::said::stages::{division, normalised};
use crate::report::wording::join;
use crate::rubric::model::{Band, Criterion, Effect, JudgedBand, NoValue, Points, Prorate, Range, Rubric};

/// The points rule of a criterion, with comparison, proration and sub-periods.
pub(in crate::report) fn points(rubric: &Rubric, criterion: &Criterion) -> Say {
    let prorate = match criterion.prorate {
        Prorate::No => Say::default(),
        Prorate::Measure => Say::new("计量按在任时间折算成全期", "measure ÷ time in office"),
        Prorate::Points => Say::new("得分按在任时间折算", "points × time in office"),
        Prorate::Cap => Say::new("上限按在任时间折算", "cap × time in office"),
        Prorate::Target => Say::new("所要求的数按在任时间折算", "what is asked for × time in office"),
    };
    let compared = criterion.normalise.as_ref().map(normalised).unwrap_or_default();
    let division = division(criterion.query.per, &criterion.totals);
    let over = over(rubric, criterion.over.as_deref());
    join(&[over, compared, rule(rubric, &criterion.points), prorate, division], "；", "; ")
}

/// By what a measure is divided.
pub(in crate::report) fn over(rubric: &Rubric, id: Option<&str>) -> Say {
    let count = id.and_then(|id| rubric.counts.iter().find(|count| count.id == id));
    count.map_or_else(Say::default, |count| Say::new(format!("除以“{}”", count.name), format!("divided by “{}”", count.name)))
}

fn rule(rubric: &Rubric, points: &Points) -> Say {
    match points {
        Points::Each(each) if each.is_negative() => {
            let off = (-each.clone()).plain();
            Say::new(format!("每次扣 {off} 分"), format!("{off} off for each"))
        }
        Points::Each(each) if *each == Exact::one() => Say::new("计量即得分", "the measure is the points"),
        Points::Each(each) => Say::new(format!("每次 {} 分", each.plain()), format!("{} for each", each.plain())),
        Points::First { count, points, then } => {
            let (count, points, then) = (count.plain(), points.plain(), then.plain());
            Say::new(
                format!("前 {count} 次每次 {points} 分，以后每次 {then} 分"),
                format!("{points} for each of the first {count}, {then} for each further one"),
            )
        }
        Points::Target { target, at, step, step_down } => {
            let (target, at, step, down) = (target.plain(), at.plain(), step.plain(), step_down.plain());
            Say::new(
                format!("达到 {target} 得 {at} 分，每多一次加 {step} 分，每少一次减 {down} 分"),
                format!("{at} at {target}, {step} more for each above, {down} less for each below"),
            )
        }
        Points::Needed { needed, full } => {
            let (needed, full) = (needed.plain(), full.plain());
            Say::new(format!("满 {needed} 得 {full} 分，不足的按比例"), format!("{full} at {needed}, fewer in proportion"))
        }
        Points::Full { full, of } if *of == Exact::one() => {
            Say::new(format!("{} 分 × 计量", full.plain()), format!("{} × measure", full.plain()))
        }
        Points::Full { full, of } => {
            let (full, of) = (full.plain(), of.plain());
            Say::new(format!("{full} 分 × 计量 ÷ {of}"), format!("{full} × measure ÷ {of}"))
        }
        Points::AllOrNothing { points, at_least, below } => {
            let points = points.plain();
            let ends = [
                at_least.as_ref().map(|least| Say::new(format!("达到 {}", least.plain()), format!("from {} on", least.plain()))),
                below.as_ref().map(|below| Say::new(format!("低于 {}", below.plain()), format!("below {}", below.plain()))),
            ];
            let ends = join(&ends.into_iter().flatten().collect::<Vec<_>>(), " 且", " and ");
            Say::new(format!("{} 得 {points} 分，否则 0 分", ends.zh), format!("{points} {}, else 0", ends.en))
        }
        Points::Start { start, less } => {
            let (start, less) = (start.plain(), less.plain());
            Say::new(format!("起始 {start} 分，每次减 {less} 分"), format!("{start} to start with, {less} less for each"))
        }
        Points::Bands(bands) => {
            let above = std::iter::once(None).chain(bands.iter().map(Some));
            join(&bands.iter().zip(above).map(|(one, above)| band(one, above)).collect::<Vec<_>>(), "，", ", ")
        }
        Points::Judged(ranges) => {
            let ranges = join(&ranges.iter().map(span).collect::<Vec<_>>(), "、", " or ");
            Say::new(format!("评定 {} 分", ranges.zh), format!("judged {}", ranges.en))
        }
        Points::JudgedBy { count, bands } => {
            let name = rubric.counts.iter().find(|known| known.id == *count).map_or(count, |count| &count.name);
            let each = join(&bands.iter().map(judged).collect::<Vec<_>>(), "，", ", ");
            Say::new(format!("按{name}在段内评定：{}", each.zh), format!("judged by {name}: {}", each.en))
        }
    }
}

/// A band; where its points rise, up to the lower end of the one above.
fn band(band: &Band, above: Option<&Band>) -> Say {
    let points = band.points.plain();
    let above = above.and_then(|above| above.from.as_ref());
    if let (Some(high), Some(from), Some(end)) = (&band.rises_to, &band.from, above.or(band.to.as_ref())) {
        let (high, from, end) = (high.plain(), from.plain(), end.plain());
        return Say::new(
            format!("自 {from} 至 {end} 由 {points} 分均匀升到 {high} 分"),
            format!("rising evenly from {points} at {from} to {high} at {end}"),
        );
    }
    if let Some(range) = published(band.from.as_ref(), band.to.as_ref(), above) {
        return Say::new(format!("{}得 {points} 分", range.zh), format!("{points} for {}", range.en));
    }
    match &band.from {
        Some(from) => Say::new(format!("不低于 {} 得 {points} 分", from.plain()), format!("{points} from {} on", from.plain())),
        None => Say::new(format!("其余 {points} 分"), format!("else {points}")),
    }
}

fn judged(band: &JudgedBand) -> Say {
    let span = span(&band.between);
    match band.from.as_ref().map(Exact::plain) {
        Some(from) => Say::new(format!("不低于 {from} 评定 {} 分", span.zh), format!("{} from {from} on", span.en)),
        None => Say::new(format!("其余评定 {} 分", span.zh), format!("else {}", span.en)),
    }
}

fn span((low, high): &(Exact, Exact)) -> Say {
    let (low, high) = (low.plain(), high.plain());
    Say::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
}

/// A range as it is published, where the rubric says so, and how it is read: from its own `from` up to that of the one `above`.
pub(super) fn published(from: Option<&Exact>, to: Option<&Exact>, above: Option<&Exact>) -> Option<Say> {
    let to = to?.plain();
    let (zh, en) = match from.map(Exact::plain) {
        Some(from) => (format!("{from}–{to}"), format!("{from}–{to}")),
        None => (format!("{to} 及以下"), format!("up to {to}")),
    };
    let read = range(&Range { at_least: from.cloned(), below: above.cloned(), ..Range::default() });
    Some(if read.zh.is_empty() {
        Say::new(zh, en)
    } else {
        Say::new(format!("{zh}（读作{}）", read.zh), format!("{en} (read as {})", read.en))
    })
}

/// `0 至 14`, `至多 14`.
pub(in crate::report) fn bounds(floor: Option<&Exact>, cap: Option<&Exact>) -> Say {
    match (floor.map(Exact::plain), cap.map(Exact::plain)) {
        (Some(floor), Some(cap)) => Say::new(format!("{floor} 至 {cap}"), format!("{floor} to {cap}")),
        (Some(floor), None) => Say::new(format!("至少 {floor}"), format!("at least {floor}")),
        (None, Some(cap)) => Say::new(format!("至多 {cap}"), format!("at most {cap}")),
        (None, None) => Say::default(),
    }
}

/// What each of the four kinds of nothing does under a criterion.
pub(in crate::report) fn no_values(criterion: &Criterion) -> Say {
    let mut by_effect: Vec<(Effect, Vec<Say>)> = Vec::new();
    for kind in NoValue::ALL {
        let effect = criterion.effects.of(kind);
        match by_effect.iter_mut().find(|(other, _)| *other == effect) {
            Some((_, kinds)) => kinds.push(kind.say()),
            None => by_effect.push((effect, vec![kind.say()])),
        }
    }
    let sentence = |(effect, kinds): &(Effect, Vec<Say>)| {
        let (kinds, effect) = (join(kinds, "、", ", "), effect_said(*effect));
        Say::new(format!("{}：{}", kinds.zh, effect.zh), format!("{}: {}", kinds.en, effect.en))
    };
    join(&by_effect.iter().map(sentence).collect::<Vec<_>>(), "；", "; ")
}

fn effect_said(effect: Effect) -> Say {
    match effect {
        Effect::Zero => Say::new("0 分", "0"),
        Effect::Full => Say::new("满分", "full points"),
        Effect::Skip => Say::new("不得分", "no points"),
        Effect::Renormalise => Say::new("不计，其余折满", "left out, the rest scaled up"),
        Effect::Refuse => Say::new("须先补记录", "must be recorded first"),
    }
}
