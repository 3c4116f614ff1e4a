//! One congress of the nation: where it is, who sits in it, and how they are.

use chrono::{Days, NaiveDate};

use super::files::RosterRows;
use crate::sample::dice::Dice;
use crate::sample::half::Half;
use crate::sample::names::invent;

const PROVINCES: [&str; 31] = [
    "云岭",
    "江东",
    "河朔",
    "海州",
    "陇川",
    "湘南",
    "岭北",
    "松原",
    "龙江",
    "桂水",
    "黔中",
    "滇池",
    "洛川",
    "汾阳",
    "燕山",
    "鲁中",
    "淮左",
    "皖西",
    "赣江",
    "闽山",
    "浙水",
    "沪滨",
    "津沽",
    "渝江",
    "蜀中",
    "藏原",
    "秦川",
    "甘凉",
    "青湖",
    "宁夏川",
    "天山",
];
const FIRST: [&str; 16] = ["安", "宁", "平", "清", "永", "新", "长", "德", "兴", "昌", "广", "福", "泰", "和", "瑞", "嘉"];
const SECOND: [&str; 8] = ["阳", "川", "山", "河", "泽", "城", "原", "溪"];
const TOWNS: [&str; 15] =
    ["青石", "白鹭", "石桥", "柳林", "大湾", "高塘", "东坪", "西河", "南溪", "北寨", "云峰", "双河", "金沙", "银杏", "水口"];
/// Towns in a county, counties in a province.
const TOWNS_EACH: usize = TOWNS.len();
const COUNTIES_EACH: usize = 93;

const SECTORS: [(&str, i64); 7] =
    [("基层一线", 34), ("农民", 18), ("专业技术人员", 14), ("企业负责人", 12), ("领导干部", 12), ("教育卫生", 7), ("社会组织", 3)];

/// One who sits in it.
pub(super) struct Member {
    /// Number of the subject, from 1 throughout the nation.
    pub subject: u32,
    /// How often it takes part, in percent.
    pub diligence: i64,
    /// What others think of it, in percent.
    pub esteem: i64,
    /// Whether it often takes the lead.
    pub speaks: bool,
}

/// A congress in one half year.
pub(super) struct Congress {
    pub members: Vec<Member>,
    pub half: Half,
    index: usize,
    seed: u64,
    first: usize,
}

impl Congress {
    /// The congress of this number; the subjects are shared out evenly.
    pub fn new(seed: u64, index: usize, congresses: usize, all: usize, half: Half) -> Self {
        let (each, more) = (all / congresses, all % congresses);
        let first = each * index + more.min(index);
        let size = each + usize::from(index < more);
        let mut dice = Dice::new(seed, &format!("nation/{index}/people"));
        let member = |place: usize| Member {
            subject: u32::try_from(first + place + 1).unwrap_or(u32::MAX),
            diligence: dice.between(62, 99),
            esteem: dice.between(40, 95),
            speaks: dice.chance(30),
        };
        Self { members: (0..size).map(member).collect(), half, index, seed, first }
    }

    /// Throws for one of its tables.
    pub fn dice(&self, table: &str) -> Dice {
        Dice::new(self.seed, &format!("nation/{}/{}/{table}", self.index, self.half.folder()))
    }

    /// The number of its first suggestion less one; no other congress has one of these.
    pub fn numbers_from(&self) -> usize {
        self.first * 2
    }

    /// Province, county and town.
    fn names(&self) -> (String, String, String) {
        let (county, town) = (self.index / TOWNS_EACH, self.index % TOWNS_EACH);
        let (province, county) = (county / COUNTIES_EACH, county % COUNTIES_EACH);
        let province = PROVINCES.get(province).map_or_else(|| format!("第{}省", province + 1), |name| format!("{name}省"));
        let syllable = |from: &[&'static str], at: usize| from.get(at % from.len().max(1)).copied().unwrap_or_default();
        let county = format!("{}{}县", syllable(&FIRST, county / SECOND.len()), syllable(&SECOND, county));
        (province, county, format!("{}镇", syllable(&TOWNS, town)))
    }

    /// Its rows of the roster.
    pub fn roster(&self, rows: &mut RosterRows) {
        let (province, county, town) = self.names();
        let congress = format!("{province}{county}{town}");
        let mut who = Dice::new(self.seed, &format!("nation/{}/names", self.index));
        let mut terms = self.dice("terms");
        for member in &self.members {
            let female = who.chance(32);
            rows.subject.push(member.subject);
            rows.name.push(invent(&mut who, female));
            rows.sex.push(if female { "女" } else { "男" });
            rows.sector.push(who.weigh(&SECTORS));
            let (from, to) = self.term(&mut terms);
            rows.from.push(from);
            rows.to.push(to);
            rows.congress.push(congress.clone());
            rows.county.push(format!("{province}{county}"));
            rows.province.push(province.clone());
        }
    }

    /// Two in a hundred came by a by-election within the half year, one left.
    fn term(&self, dice: &mut Dice) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let throw = dice.below(100);
        let day = self.half.first_day() + Days::new(u64::try_from(dice.between(20, 120)).unwrap_or(0));
        match throw {
            0 | 1 => (Some(day), None),
            2 => (None, Some(day)),
            3..=9 => (Some(NaiveDate::from_ymd_opt(2021, 12, 20).unwrap_or_default()), None),
            _ => (None, None),
        }
    }
}
