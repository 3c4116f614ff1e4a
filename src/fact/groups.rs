//! Groups that stand where people are to be named: 全体代表, 第一组全体, 各组组长, 镇全体代表.
//!
//! In: a name that is not on the roster. Out: whether it means several who are not named.

use crate::base::text::squeeze;

/// What alone means everybody.
const EVERYBODY: [&str; 12] =
    ["全体", "全员", "全部", "所有人", "大家", "多人", "全体人员", "全组", "主席团", "everyone", "everybody", "all"];
/// What takes several together.
const TOGETHER: [&str; 16] =
    ["全体", "全部", "所有", "两级", "三级", "四级", "五级", "部分", "有关", "相关", "其他", "其它", "其余", "若干", "多名", "多位"];
/// Those who are taken together: who is scored may be among them.
const MEMBERS: [&str; 12] = ["代表", "代表组", "代表小组", "小组", "组", "组长", "副组长", "小组长", "成员", "组员", "委员", "人员"];
const ENGLISH: [&str; 4] = ["all", "every", "each", "several"];
const ENGLISH_MEMBERS: [&str; 6] = ["delegates", "members", "groups", "deputies", "delegate", "member"];

/// Whether this is a group and nobody's name.
pub(super) fn is_group(name: &str) -> bool {
    let text = squeeze(name);
    if EVERYBODY.contains(&text.as_str()) || text.ends_with("全体") || text.ends_with("全员") {
        return true;
    }
    let members = MEMBERS.iter().any(|word| text.ends_with(word));
    members && (TOGETHER.iter().any(|word| text.contains(word)) || takes_each(&text))
        || is_numbered(&text)
        || is_counted(&text)
        || is_english(name)
}

/// 各组组长, 镇各代表小组: a word of one character could also be part of a name.
fn takes_each(text: &str) -> bool {
    let before = text.split(['各', '每']).next().unwrap_or_default();
    before.len() < text.len() && (before.is_empty() || before.ends_with(['镇', '乡', '县', '区', '市', '村', '道', '组', '级']))
}

/// 第一组, 三组, 第2代表小组组长.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches('第').trim_start_matches(is_numeral);
    rest.len() < text.len()
        && ["组", "代表组", "小组", "代表小组"]
            .iter()
            .any(|group| rest.strip_prefix(group).is_some_and(|rest| rest.is_empty() || MEMBERS.contains(&rest)))
}

/// 30名代表, 代表12人, 十余名人大代表.
fn is_counted(text: &str) -> bool {
    let before = text.trim_start_matches(is_numeral);
    let behind = before.trim_start_matches(['余', '多', '来']);
    let behind = behind.strip_prefix(['名', '位', '个']).unwrap_or(behind);
    if before.len() < text.len() {
        return matches!(behind, "代表" | "人大代表" | "组员" | "成员");
    }
    let number = text.trim_start_matches("人大").strip_prefix("代表").unwrap_or_default();
    let unit = number.trim_start_matches(is_numeral);
    unit.len() < number.len() && matches!(unit, "人" | "名" | "位" | "余人" | "多人")
}

fn is_numeral(mark: char) -> bool {
    mark.is_ascii_digit() || "一二三四五六七八九十百几两".contains(mark)
}

fn is_english(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    words.next().is_some_and(|first| ENGLISH.contains(&first)) && words.last().is_some_and(|last| ENGLISH_MEMBERS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn groups_are_told_from_names() {
        for group in [
            "全体代表",
            "第一组全体",
            "镇全体代表",
            "各组组长",
            "各代表小组组长",
            "全体",
            "全体 人员",
            "所有代表",
            "第一组",
            "二组",
            "第3代表小组",
            "第一代表组组长",
            "部分代表",
            "其他代表",
            "各村代表",
            "五级代表",
            "30名代表",
            "十余名人大代表",
            "代表12人",
            "人大代表20余人",
            "多名代表",
            "全体与会人员",
            "主席团全体成员",
            "all delegates",
            "All members",
            "everyone",
        ] {
            assert!(is_group(group), "{group}");
        }
        for name in [
            "张三",
            "李代表",
            "欧阳建国",
            "全建国",
            "各巴",
            "王组长",
            "阿依古丽·买买提",
            "农业农村局",
            "村民30人",
            "组长",
            "代表",
            "施工单位",
            "John Smith",
            "Alla Member",
            "一凡",
            "百合",
            "十二",
        ] {
            assert!(!is_group(name), "{name}");
        }
    }
}
