//! 视察评议: which departments delegates rated, what they voted, what was to be put right by when, and whether it was.

use chrono::{Days, NaiveDate};

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed_after, working_day, Half};
use crate::sample::tables::cases::HANDED_IN;
use crate::sample::town::Town;

/// Departments, and the office that heads each: nobody's name.
const DEPARTMENTS: [(&str, &str); 6] = [
    ("镇村镇建设办", "主任"),
    ("镇农业农村办", "主任"),
    ("镇社会事务办", "主任"),
    ("镇综合执法队", "队长"),
    ("镇水务站", "站长"),
    ("供电所", "所长"),
];

/// What was looked at, what kind of supervision it was, and what each department was asked to put right.
type Topic = (&'static str, &'static str, [&'static str; 6]);

/// One each half-year.
const TOPICS: [Topic; 4] = [
    (
        "民生实事项目建设",
        "视察",
        [
            "逐项写明未完工项目的完工日期",
            "补栽机耕道两侧护路林",
            "公开日间照料中心收费标准",
            "清理项目周边占道堆料",
            "给新通水的村民小组装水表",
            "项目用电报装限时办结",
        ],
    ),
    (
        "农村人居环境整治",
        "评议",
        [
            "修复集镇破损路面",
            "配齐各村保洁员并公布姓名",
            "把公厕管护写进村规民约",
            "夜间施工投诉由首接人负责到底",
            "加密村级污水处理站巡查",
            "整理入户杂乱线路",
        ],
    ),
    (
        "部门预算执行",
        "预算监督",
        [
            "公开在建项目的进度和资金",
            "补贴发放前公示到村民小组",
            "每季公开临时救助金额",
            "压减车辆运行支出",
            "公开水费收支",
            "公开农网改造投入",
        ],
    ),
    (
        "集镇污水管网建设",
        "重大项目监督",
        [
            "恢复开挖路面并验收",
            "查清管网出口对灌溉的影响",
            "施工期间给学校门口留出通道",
            "督促施工单位洒水降尘",
            "雨污分流逐户登记接户",
            "泵站用电年底前接通",
        ],
    ),
];

/// What any of them may be asked beside.
const REPORTING: &str = "每月书面报告一次进度";

/// Departments rated in a half-year.
const RATED: usize = 4;

/// What a department is to put right.
struct Opinion {
    number: String,
    department: &'static str,
    topic: Topic,
    text: &'static str,
    given: NaiveDate,
    due: NaiveDate,
    /// Whether all was done, where the department has reported, and when it did.
    reported: Option<(bool, NaiveDate)>,
    published: Option<NaiveDate>,
}

/// Half-years since the first of the sample.
fn turn(half: Half) -> usize {
    usize::try_from((half.year - 2024).max(0)).unwrap_or(0) * 2 + usize::from(half.second)
}

/// The places in the list of those rated.
fn rated(half: Half) -> impl Iterator<Item = usize> {
    (0..RATED).map(move |place| (turn(half) * 2 + place) % DEPARTMENTS.len())
}

fn department(place: usize) -> &'static str {
    DEPARTMENTS.get(place).map_or("", |(name, _)| *name)
}

/// The day on which delegates looked and voted.
fn inspected(half: Half) -> NaiveDate {
    working_day(half.first_day() + Days::new(68))
}

fn opinions(town: &Town, half: Half) -> Vec<Opinion> {
    let dice = &mut town.dice(half, "inspections");
    let topic = TOPICS.get(turn(half) % TOPICS.len()).copied().unwrap_or_default();
    let mut opinions = Vec::new();
    for place in rated(half) {
        let own = topic.2.get(place).copied().unwrap_or(REPORTING);
        for text in [own, REPORTING].into_iter().take(1 + dice.below(2)) {
            let mut after = |from: NaiveDate, least: i64, most: i64| {
                working_day(from + Days::new(u64::try_from(dice.between(least, most)).unwrap_or(0)))
            };
            let given = after(inspected(half), 5, 12);
            let due = after(given, 50, 120);
            let (early, late) = (after(given, 30, 50), after(due, 6, 30));
            let shown = after(late, 5, 20);
            let course = dice.weigh(&[(Some((true, early)), 60), (Some((true, late)), 18), (Some((false, early)), 10), (None, 12)]);
            let published = course.filter(|_| dice.chance(80)).map(|(_, day)| working_day(day + Days::new(9)).min(shown).max(day));
            let number = format!("评{}-{}-{:02}", half.year, 1 + i32::from(half.second), opinions.len() + 1);
            opinions.push(Opinion { number, department: department(place), topic, text, given, due, reported: course, published });
        }
    }
    opinions
}

/// The half-years of the sample before this one, from the first.
fn earlier(half: Half) -> impl Iterator<Item = Half> {
    let halves = (2024..=half.year).flat_map(|year| [false, true].map(|second| Half { year, second }));
    halves.filter(move |other| other.first_day() < half.first_day())
}

/// 被评议单位.
pub(in crate::sample) fn departments(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("单位名称", Kind::Free, 16),
        column("负责人", Kind::Free, 10),
        column("备注", Kind::Free, 16),
    ];
    let title = format!("{}{}代表视察评议被评议单位", town.name, half.title());
    let mut grid = Grid::new("被评议单位", title, town.note(half), columns);
    let now: Vec<&str> = rated(half).map(department).collect();
    let carried: Vec<&str> = carried(town, half).iter().map(|opinion| opinion.department).collect();
    for (name, head) in DEPARTMENTS.iter().filter(|(name, _)| now.contains(name) || carried.contains(name)) {
        let note = if now.contains(name) { "" } else { "本期不测评，上期意见继续整改" };
        grid.rows.push(vec![Cell::count(grid.rows.len() + 1), Cell::text(*name), Cell::text(*head), Cell::maybe(note)]);
    }
    grid
}

/// What earlier half-years left open on the first day of this one.
fn carried(town: &Town, half: Half) -> Vec<Opinion> {
    let open = |opinion: &Opinion| opinion.reported.is_none_or(|(_, day)| day >= half.first_day());
    earlier(half).flat_map(|before| opinions(town, before)).filter(open).collect()
}

/// 视察评议台账: first what is carried over, under its number and its first day, then what is new.
pub(in crate::sample) fn register(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 13),
        column("被评议单位", Kind::Free, 14),
        column("议题", Kind::Free, 18),
        column("类型", Kind::Free, 13),
        column("审议意见", Kind::Free, 30),
        column("交办日期", Kind::Free, 13),
        column("整改时限", Kind::Free, 13),
        column("整改结果", Kind::Free, 10),
        column("整改报告日期", Kind::Free, 13),
        column("公开日期", Kind::Free, 13),
        column("备注", Kind::Free, 10),
    ];
    let title = format!("{}{}代表视察评议和整改台账", town.name, half.title());
    let mut grid = Grid::new("视察评议台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "inspection register");
    let carried = carried(town, half).into_iter().map(|opinion| (opinion, "上期结转"));
    for (opinion, note) in carried.chain(opinions(town, half).into_iter().map(|opinion| (opinion, ""))) {
        grid.rows.push(row(dice, half, &opinion, note));
    }
    grid
}

fn row(dice: &mut Dice, half: Half, opinion: &Opinion, note: &str) -> Vec<Cell> {
    let last = half.last_day() + Days::new(HANDED_IN);
    let reported = opinion.reported.filter(|(_, day)| *day <= last);
    let published = opinion.published.filter(|day| reported.is_some() && *day <= last);
    let result = match reported {
        Some((true, _)) => "已整改",
        Some((false, _)) => "部分整改",
        None => "整改中",
    };
    let mut written = |day: Option<NaiveDate>| day.map_or(Cell::Blank, |day| typed_after(dice, half, day));
    let days = [Some(opinion.given), Some(opinion.due), reported.map(|(_, day)| day), published].map(&mut written);
    let [given, due, reported, published] = days;
    vec![
        Cell::text(opinion.number.as_str()),
        Cell::text(opinion.department),
        Cell::text(opinion.topic.0),
        Cell::text(opinion.topic.1),
        Cell::text(opinion.text),
        given,
        due,
        Cell::text(result),
        reported,
        published,
        Cell::maybe(note),
    ]
}

/// 视察评议测评: the delegates' ballots on each department, as counts.
pub(in crate::sample) fn ballots(town: &Town, half: Half) -> Grid {
    let mut columns = vec![column("序号", Kind::Free, 5), column("被评议单位", Kind::Free, 14), column("测评日期", Kind::Free, 13)];
    columns.extend(["满意", "基本满意", "不满意", "弃权"].map(|header| column(header, Kind::Free, 9)));
    let title = format!("{}{}代表视察评议测评结果", town.name, half.title());
    let mut grid = Grid::new("视察评议测评", title, town.note(half), columns);
    let dice = &mut town.dice(half, "inspection ballots");
    let voters = dice.between(26, 36);
    for name in rated(half).map(department) {
        let poor = dice.between(0, 3);
        let fair = dice.between(3, 10);
        let abstain = dice.between(0, 2);
        let mut row = vec![Cell::count(grid.rows.len() + 1), Cell::text(name), Cell::Date(inspected(half))];
        row.extend([voters - fair - poor - abstain, fair, poor, abstain].map(Cell::Whole));
        grid.rows.push(row);
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::half::date;

    #[test]
    fn each_half_year_follows_the_one_before() {
        let halves = Half::run(4);
        assert_eq!(halves.iter().map(|half| turn(*half)).collect::<Vec<_>>(), [0, 1, 2, 3]);
        let before = halves.last().map(|half| earlier(*half).collect::<Vec<_>>()).unwrap_or_default();
        assert_eq!(Some(before.as_slice()), halves.get(..3));
        assert_eq!(inspected(Half { year: 2025, second: true }), date(2025, 9, 8));
    }
}
