//! Titles as registers have them: what is copied is found, what only treats of the same matter is not.

use super::groups::{groups, Group};
use super::text::bare;

/// Different titles, some about the same matter.
const TITLES: [&str; 44] = [
    "关于加强校园周边食品安全监管的建议",
    "关于加强校园周边交通安全管理的建议",
    "关于加快推进城乡供水一体化建设的建议",
    "关于推进城乡公交一体化的建议",
    "关于加强农村生活垃圾分类处理的建议",
    "关于完善农村生活污水处理设施管护机制的建议",
    "关于加大农村公路养护投入的建议",
    "关于拓宽改造县道乌岭段的建议",
    "关于在老旧小区加装电梯的建议",
    "关于加快老旧小区改造步伐的建议",
    "关于规范电动自行车停放充电的建议",
    "关于增设电动汽车公共充电桩的建议",
    "关于支持返乡农民工创业就业的建议",
    "关于加大对家庭农场扶持力度的建议",
    "关于发展林下经济的建议",
    "关于打造茶旅融合示范带的建议",
    "关于保护传统村落和古民居的建议",
    "关于加强非物质文化遗产传承人培养的建议",
    "关于提高乡村医生待遇的建议",
    "关于加强基层卫生院人才队伍建设的建议",
    "关于将适龄女性两癌筛查扩面的建议",
    "关于推进医养结合养老服务的建议",
    "关于建设社区老年食堂的建议",
    "关于关爱农村留守儿童心理健康的建议",
    "关于增加公办幼儿园学位的建议",
    "关于落实中小学生课后服务经费的建议",
    "关于整治高层住宅消防通道占用的建议",
    "关于加强燃气安全宣传和入户检查的建议",
    "关于治理河道非法采砂的建议",
    "关于实施小型水库除险加固的建议",
    "关于提升防汛抗旱应急能力的建议",
    "关于推广测土配方施肥的建议",
    "关于防控松材线虫病的建议",
    "关于禁止焚烧秸秆、推进综合利用的建议",
    "关于规范流动摊贩经营秩序的建议",
    "关于整治噪声扰民的建议",
    "关于建设夜间照明健身步道的建议",
    "关于开放学校体育场地的建议",
    "关于解决城区停车难的建议",
    "关于优化红绿灯配时的建议",
    "关于加强网络诈骗防范宣传的建议",
    "关于简化企业开办注销流程的建议",
    "关于加大中小微企业融资支持的建议",
    "关于清理拖欠民营企业账款的建议",
];

#[track_caller]
fn found(titles: &[&str]) -> Vec<Group> {
    let texts: Vec<Vec<char>> = titles.iter().map(|title| bare(title)).collect();
    groups(&texts, &|_, _| true)
}

/// The groups of the titles with some more.
fn members(more: &[&str]) -> Vec<Vec<usize>> {
    found(&[&TITLES[..], more].concat()).into_iter().map(|group| group.members).collect()
}

#[test]
fn different_titles_are_no_group_even_on_one_matter() {
    assert_eq!(members(&[]), Vec::<Vec<usize>>::new());
    for near in ["关于加大农村公路建设投入的建议", "关于在新建小区规划电梯的建议", "关于加快老旧小区加装电梯的建议"]
    {
        assert_eq!(members(&[near]), Vec::<Vec<usize>>::new(), "{near}");
    }
}

#[test]
fn copies_with_few_changes_are_groups() {
    for (copy, of) in [
        ("关于加强农村生活垃圾分类处理的建议", 4),
        ("加强农村生活垃圾分类处理建议。", 4),
        ("关于完善农村生活污水治理设施管护机制的建议", 5),
        ("关于推进综合利用、禁止焚烧秸秆的建议", 33),
        ("关于加强非物质文化遗产传承人才培养的建议", 17),
    ] {
        assert_eq!(members(&[copy]), [vec![of, TITLES.len()]], "{copy}");
    }
}

#[test]
fn three_copies_are_one_group() {
    let titles = ["关于治理河道非法采砂的建议", "关于治理河道非法采砂行为的建议"];
    assert_eq!(members(&titles), [vec![28, 44, 45]]);
}

#[test]
fn titles_put_together_from_phrases_are_no_group() {
    let phrases = ["整修{}灌溉渠道", "排查{}老旧电线", "开放{}文化活动室", "加密{}垃圾清运次数", "扶持{}茶叶加工", "在{}设立老年人助餐点"];
    let villages = ["东村", "西村", "青龙", "马家坪", "大河口", "柳树湾", "白石岩", "新民"];
    // Every phrase with three villages; some twice.
    let title = |number: usize| {
        let (phrase, village) = (phrases[number % 6], villages[(number * 5 + number / 6) % 8]);
        format!("关于{}的建议", phrase.replace("{}", village))
    };
    let mut titles: Vec<String> = (0..24).map(title).collect();
    titles.extend([titles[0].clone(), titles[7].clone()]);
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    assert_eq!(found(&titles), []);
}

#[test]
fn few_texts_are_enough_and_short_ones_say_nothing() {
    assert_eq!(found(&["关于治理河道非法采砂的建议", "关于治理河道非法采砂的建议"]).len(), 1);
    assert_eq!(found(&["修路", "修路", "关于修路的建议"]), []);
    assert_eq!(found(&[]), []);
}

/// Twenty thousand titles of a country, of which every hundredth was handed in twice: a second or two even unoptimised, where
/// comparing all with all would take hours.
#[test]
fn a_large_register_is_compared() {
    let characters: Vec<char> = TITLES.iter().flat_map(|title| bare(title)).collect();
    let mut state = 11_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let mut texts: Vec<Vec<char>> = Vec::new();
    for number in 0..20_000 {
        let text = match texts.get(number / 2).filter(|_| number % 100 == 99) {
            Some(text) => text.clone(),
            None => (0..18).map(|_| characters[next() % characters.len()]).collect(),
        };
        texts.push(text);
    }
    let groups = groups(&texts, &|_, _| true);
    assert_eq!(groups.iter().map(|group| group.members.len() - 1).sum::<usize>(), 200);
}
