//! Rubrics that come with the program, by name: four of this project's own, then published rules, those of
//! People's Congresses and their stations first, those of consultative conferences (政协) last.

/// Name and text of each.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("township", include_str!("../../rubrics/township.toml")),
    ("stations", include_str!("../../rubrics/stations.toml")),
    ("inspection", include_str!("../../rubrics/inspection.toml")),
    ("parliament", include_str!("../../rubrics/parliament.toml")),
    ("chunfu", include_str!("../../rubrics/chunfu.toml")),
    ("tianhuangping", include_str!("../../rubrics/tianhuangping.toml")),
    ("mati", include_str!("../../rubrics/mati.toml")),
    ("huangcheng", include_str!("../../rubrics/huangcheng.toml")),
    ("jiangbei", include_str!("../../rubrics/jiangbei.toml")),
    ("xinghualing", include_str!("../../rubrics/xinghualing.toml")),
    ("yinchuan", include_str!("../../rubrics/yinchuan.toml")),
    ("baihe", include_str!("../../rubrics/baihe.toml")),
    ("dongbao", include_str!("../../rubrics/dongbao.toml")),
    ("yuanjiang", include_str!("../../rubrics/yuanjiang.toml")),
    ("yuanjiang-excellent", include_str!("../../rubrics/yuanjiang-excellent.toml")),
    ("ruzhou", include_str!("../../rubrics/ruzhou.toml")),
    ("dawu", include_str!("../../rubrics/dawu.toml")),
    ("zhouqu", include_str!("../../rubrics/zhouqu.toml")),
    ("community-station", include_str!("../../rubrics/community-station.toml")),
    ("station-standard", include_str!("../../rubrics/station-standard.toml")),
    ("xishi", include_str!("../../rubrics/xishi.toml")),
    ("shandong-appraisal", include_str!("../../rubrics/shandong-appraisal.toml")),
    ("template-township", include_str!("../../rubrics/template-township.toml")),
    ("tongcheng", include_str!("../../rubrics/tongcheng.toml")),
    ("anqing", include_str!("../../rubrics/anqing.toml")),
    ("guangshui", include_str!("../../rubrics/guangshui.toml")),
    ("hefei-county", include_str!("../../rubrics/hefei-county.toml")),
    ("hefei", include_str!("../../rubrics/hefei.toml")),
    ("jinan", include_str!("../../rubrics/jinan.toml")),
    ("minhang", include_str!("../../rubrics/minhang.toml")),
    ("yanbian", include_str!("../../rubrics/yanbian.toml")),
    ("national-proposals", include_str!("../../rubrics/national-proposals.toml")),
];

/// The text of a rubric that comes with the program.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
