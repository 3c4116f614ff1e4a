//! Names that sound or look the same, for suggestions only: they never decide who is meant.
//!
//! In: two names in normal form. Out: how unlike they are. Readings are those of the crate `pinyin`, without tones and
//! without what many speakers do not tell apart (zh and z, ang and an); so the traditional and the simplified form of a character, and its variants (峯 and 峰), sound the same too.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::{Pinyin, ToPinyinMulti};

/// Characters that are mistaken for each other by their shape; each line is a group.
const SHAPES: &str = "己已巳 未末 日曰 土士 干千于 人入八 大太犬 天夫无 王玉主 木本术 田由甲申 刀力 万方 午牛 今令 戊戌戍戎 侯候 崇祟 睢雎 赢嬴羸 \
    析折拆 晴睛 拔拨 粟栗 免兔 帅师 治冶 住往 杨扬 汩汨 苗茁 宇字 仓仑 卢户 史吏 贝见 辛幸 亨享 茶荼 傅傳 谢榭 陈阵 刘列 柏拍 沈沉 楠南 洁浩 晓骁 \
    伟玮炜 佳隹 桂柱 梅海 栋拣 建健 祥详 春舂 宁宇 兰三 丁于 汪江 池地 孙孑 徐除 郑邓 肖尚 岑芩";

/// The groups of each character of [`SHAPES`], by number.
static GROUPS: LazyLock<BTreeMap<char, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (number, group) in SHAPES.split_whitespace().enumerate() {
        for mark in group.chars() {
            groups.entry(mark).or_default().push(number);
        }
    }
    groups
});

/// How far two names are apart: unlike characters, then differing ones. None where their lengths differ.
pub(super) fn apart(one: &str, other: &str) -> Option<(usize, usize)> {
    if one.chars().count() != other.chars().count() {
        return None;
    }
    let differing = || one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    Some((differing().filter(|(one, other)| !are_alike(*one, *other)).count(), differing().count()))
}

/// Whether every character of one name sounds or looks like the other's; true of equal names.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let mut others = other.chars();
    one.chars().all(|mark| others.next().is_some_and(|other| mark == other || are_alike(mark, other))) && others.next().is_none()
}

/// Whether two characters sound or look the same.
pub(super) fn are_alike(one: char, other: char) -> bool {
    look_alike(one, other) || sound_alike(one, other)
}

fn look_alike(one: char, other: char) -> bool {
    GROUPS.get(&one).zip(GROUPS.get(&other)).is_some_and(|(one, other)| one.iter().any(|group| other.contains(group)))
}

fn sound_alike(one: char, other: char) -> bool {
    let (Some(one), Some(other)) = (one.to_pinyin_multi(), other.to_pinyin_multi()) else { return false };
    one.into_iter().map(folded).any(|sound| other.into_iter().any(|reading| folded(reading) == sound))
}

/// Initial and rest of a syllable, zh, ch, sh as z, c, s and a last ng as n.
fn folded(reading: Pinyin) -> (char, &'static str) {
    let sound = reading.plain();
    let initial = sound.chars().next().unwrap_or_default();
    let rest = sound.get(initial.len_utf8()..).unwrap_or_default();
    let rest = if matches!(initial, 'z' | 'c' | 's') { rest.trim_start_matches('h') } else { rest };
    (initial, rest.strip_suffix('g').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sound_one_shape_and_variants_are_alike() {
        for (one, other) in [
            ("张三", "章山"),
            ("陈伟国", "陳偉國"),
            ("李峰", "李峯"),
            ("王升", "王昇"),
            ("曾己", "增已"),
            ("周未", "周末"),
            ("赵小明", "赵晓铭"),
        ] {
            assert!(is_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("张三", "李四"), ("张三", "张石"), ("张三", "张三三"), ("赵小明", "赵大明"), ("Ann", "Anm")]
        {
            assert!(!is_alike(one, other), "{one} {other}");
        }
        assert_eq!(apart("赵小明", "赵晓亮"), Some((1, 2)));
        assert_eq!(apart("张三", "张三丰"), None);
    }
}
