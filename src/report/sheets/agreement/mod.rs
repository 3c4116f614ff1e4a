//! 评分者一致性: how far those who gave marks agree, and how each of them stands to the others. It names raters: for the office only.

mod marks;

use marks::{mean, Marks, Rater};

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::report::roll::{Peer, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::report::sheets::notices;
use crate::stats::raters::severity;
use crate::stats::reliability::{cronbach, intraclass, krippendorff, Intraclass, Scale};
use crate::tally::FEWEST_TOLD;

/// K. Krippendorff, Content Analysis, 2nd edition (2004), section 11.4.4: conclusions from 0.800 on, tentative ones from 0.667 on.
const RELIABLE: f64 = 0.8;
const TENTATIVE: f64 = 0.667;
/// Who gave fewer marks may well have given the same each time.
const FEWEST_MARKS: usize = 3;

/// Makes the sheets; none where nobody known gave marks, and no questionnaire has several aspects.
pub(in crate::report) fn sheets(roll: &Roll) -> Vec<Sheet> {
    let all: Vec<(&Peer, Marks)> = roll.rubric().criteria.iter().flat_map(|criterion| Marks::by_peer(roll, criterion)).collect();
    let whole: Vec<Vec<Cell>> = all.iter().map(|(peer, marks)| agreement(roll, peer, marks)).collect();
    let each: Vec<Vec<Cell>> = all.iter().flat_map(|(peer, marks)| raters(roll, peer, marks)).collect();
    let sheet = |name: &str, heads: Vec<Head>, rows: Vec<Vec<Cell>>, notes: [&'static str; 2]| Sheet {
        name: name.to_owned(),
        title: roll.titled(name),
        leads: vec![notices::mark(roll).to_owned()],
        grids: vec![Grid { heads, rows, ..Grid::default() }],
        notes: notes.into_iter().map(str::to_owned).chain(roll.stopped_notes()).collect(),
        signed: true,
        ..Sheet::default()
    };
    let mut sheets = Vec::new();
    if !whole.is_empty() {
        sheets.push(sheet(roll.pick("评分者一致性", "Agreement of raters"), heads_of_agreement(roll), whole, said_of_agreement(roll)));
    }
    if !each.is_empty() {
        sheets.push(sheet(roll.pick("各评分人情况", "Each rater"), heads_of_raters(roll), each, said_of_raters(roll)));
    }
    sheets
}

fn headed(roll: &Roll) -> Vec<Head> {
    let mut heads = vec![Head::new(roll.pick("项目", "Criterion"), 10, 22)];
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 6, 16));
    }
    heads
}

fn named(roll: &Roll, peer: &Peer, marks: &Marks) -> Vec<Cell> {
    let mut cells = vec![Cell::long(&marks.criterion.name)];
    if roll.several() {
        cells.push(Cell::text(peer.name));
    }
    cells
}

fn heads_of_agreement(roll: &Roll) -> Vec<Head> {
    let mut heads = headed(roll);
    heads.push(Head::new(roll.pick("评分人", "Raters"), 8, 10));
    heads.push(Head::new(roll.pick("被评人", "Rated"), 8, 10));
    heads.push(Head::new(roll.pick("评分数", "Marks"), 8, 10));
    let alpha = roll.pick("克里彭多夫 α", "Krippendorff's α");
    heads.push(Head::new(roll.pick("间距/顺序", "interval/order"), 9, 12).under(alpha));
    heads.push(Head::new(roll.pick("名义", "names"), 8, 10).under(alpha));
    for over in [roll.pick("ICC（单人评分）", "ICC (one rater)"), roll.pick("ICC（全体平均）", "ICC (mean of all)")] {
        heads.extend(["1", "2", "3"].map(|form| Head::new(form, 8, 10).under(over)));
    }
    heads.push(Head::new(roll.pick("各方面 α", "α of aspects"), 8, 10));
    heads.push(Head::new(roll.pick("说明", "What it says"), 24, 40));
    heads
}

/// A coefficient.
fn coefficient(value: Option<f64>) -> Cell {
    value.map_or_else(Cell::dash, |value| Cell::Number(value, Show::Hundredths))
}

fn agreement(roll: &Roll, peer: &Peer, marks: &Marks) -> Vec<Cell> {
    let units = marks.doubles();
    let alpha = krippendorff(&units, if marks.worded { Scale::Ordinal } else { Scale::Interval });
    let nominal = krippendorff(&units, Scale::Nominal).filter(|_| marks.worded);
    let found = marks.complete().and_then(|table| intraclass(&table));
    let form = |of: fn(&Intraclass) -> f64| coefficient(found.as_ref().map(of));
    // Of very few ballots the coefficient would tell of single ones.
    let enough = marks.aspects.len() as u64 >= FEWEST_TOLD;
    let aspects: Vec<Vec<f64>> = marks.aspects.iter().map(|ballot| ballot.iter().map(Exact::to_f64).collect()).collect();
    let aspects = cronbach(&aspects).filter(|_| enough);
    let mut row = named(roll, peer, marks);
    let rated = !marks.raters.is_empty();
    row.push(if rated { Cell::whole(marks.raters.len()) } else { Cell::dash() });
    row.push(if rated { Cell::whole(marks.rows.len()) } else { Cell::dash() });
    row.push(Cell::whole(if rated { marks.count() } else { marks.aspects.len() }));
    row.extend([coefficient(alpha), coefficient(nominal)]);
    row.extend([form(|found| found.one_way_single), form(|found| found.two_way_single), form(|found| found.fixed_single)]);
    row.extend([form(|found| found.one_way_all), form(|found| found.two_way_all), form(|found| found.fixed_all)]);
    row.push(coefficient(aspects));
    row.push(Cell::long(sentence(roll, rated, alpha, aspects)));
    row
}

/// What the coefficients say, in a plain sentence.
fn sentence(roll: &Roll, rated: bool, alpha: Option<f64>, aspects: Option<f64>) -> String {
    let mut said = Vec::new();
    if rated {
        said.push(match alpha {
            None => roll.pick(
                "评分全部相同，或没有两人评过同一人，看不出是否一致",
                "all marks are the same, or nobody was rated by two: no agreement can be told",
            ),
            Some(alpha) if alpha >= RELIABLE => roll.pick("评分人之间大体一致", "the raters largely agree"),
            Some(alpha) if alpha >= TENTATIVE => {
                roll.pick("一致程度尚可，相近的名次不宜细分", "they agree tolerably; close ranks decide little")
            }
            Some(_) => roll.pick(
                "评分人之间分歧较大，平均分与由谁评分很有关系，名次宜慎用",
                "they disagree: the mean depends much on who rates; use its ranks with care",
            ),
        });
    }
    said.extend(aspects.map(|aspects| {
        if aspects >= RELIABLE {
            roll.pick("各方面评价走向一致，可合为一个分", "the aspects go together and can be one mark")
        } else {
            roll.pick("各方面评价走向不尽一致，宜分开看", "the aspects do not all go together; look at each")
        }
    }));
    said.join(roll.pick("；", "; "))
}

fn heads_of_raters(roll: &Roll) -> Vec<Head> {
    let mut heads = headed(roll);
    heads.push(Head::new(roll.pick("评分人", "Rater"), 8, 16));
    heads.push(Head::new(roll.pick("评分数", "Marks"), 8, 10));
    heads.push(Head::new(roll.pick("平均", "Mean"), 8, 10));
    heads.push(Head::new(roll.pick("比其他人高", "Above the others"), 9, 12));
    heads.push(Head::new(roll.pick("本人", "Own"), 8, 10).under(roll.pick("标准差", "Spread")));
    heads.push(Head::new(roll.pick("其他人", "Others"), 8, 10).under(roll.pick("标准差", "Spread")));
    heads.push(Head::new(roll.pick("与其他人相关", "Correlation"), 9, 12));
    heads.push(Head::new(roll.pick("提示", "Note"), 12, 24));
    heads
}

/// A row for each rater who can be told from another.
fn raters(roll: &Roll, peer: &Peer, marks: &Marks) -> Vec<Vec<Cell>> {
    let found = severity(&marks.doubles());
    let row = |(index, rater): (usize, &Rater)| {
        let name = match rater {
            Rater::Written(_) => marks.written.get(index).cloned().unwrap_or_default(),
            Rater::Row(place) => match roll.language() {
                Language::Chinese => format!("第 {} 行", place.row),
                Language::English => format!("row {}", place.row),
            },
            Rater::Unknown(..) => return None,
        };
        let own = marks.by(index);
        let beside = found.get(index).copied().flatten();
        let mut row = named(roll, peer, marks);
        row.extend([Cell::text(name), Cell::whole(own.len())]);
        row.push(coefficient(mean(&own).map(|mean| mean.to_f64())));
        row.push(coefficient(beside.map(|rater| rater.severity)));
        row.push(coefficient(beside.and_then(|rater| rater.spread)));
        row.push(coefficient(beside.and_then(|rater| rater.others_spread)));
        row.push(coefficient(beside.and_then(|rater| rater.agreement)));
        let alike = own.len() >= FEWEST_MARKS && own.iter().all(|mark| Some(mark) == own.first());
        row.push(Cell::long(if alike { roll.pick("全部同分", "the same mark throughout") } else { "" }));
        Some(row)
    };
    marks.raters.iter().enumerate().filter_map(row).collect()
}

fn said_of_agreement(roll: &Roll) -> [&'static str; 2] {
    [
        roll.pick(
            "α 为 1 表示完全一致，0 表示与随机无异；0.8 以上可据以下结论，0.667 以上只宜作初步结论（Krippendorff，2004）。分数按间距、档次按顺序计算，缺评不影响；大家的分数挤在\
             一起时 α 会偏低。ICC 1 为每人由不同的人评，2 为同一批人评、宽严之差算分歧，3 为宽严之差不算；有缺评（互评不评本人）时不计算。“全体平均”是这些人平均分的可靠程度。",
            "α is 1 where all agree and 0 where they agree as by chance; from 0.8 on conclusions can be drawn, from 0.667 on tentative ones (Krippendorff 2004). Points are \
             taken with equal steps, words in their order; missing marks do no harm; where all marks lie close together α is low. ICC 1: everybody rated by others; 2: by \
             the same raters, severity counting as disagreement; 3: severity not counting; none where marks are missing (peers do not rate themselves). “Mean of all” is \
             how far the mean of these raters can be relied on.",
        ),
        roll.pick(
            "一致不等于正确，不一致也不等于有人不认真。本表供会议改进评分时参考，不改变得分、名次和等次；只列有评分人一栏的表，选民的票一律不按人列出。",
            "To agree is not to be right, and to disagree is not to be careless. For improving how marks are given; it changes no score, rank or grade. Only tables with a \
             column for the rater are listed; voters' ballots never by person.",
        ),
    ]
}

fn said_of_raters(roll: &Roll) -> [&'static str; 2] {
    [
        roll.pick(
            "“比其他人高”是对同一批人所给的分与其他人平均之差，负数为偏严。偏严偏宽不等于不公正，人人都评时也不改变名次；只评少数几人的，差数很不稳定。",
            "“Above the others”: the marks given less the mean of the others' for the same people; below 0 is severe. Severe is not unfair, and where everybody rates \
             everybody it changes no rank; of few marks it says little.",
        ),
        roll.pick(
            "本表供会议改进评分时参考，不改变得分、名次和等次。评分人写的是代号的照列代号，空缺的列所在行。",
            "For improving how marks are given; it changes no score, rank or grade. Codes stay codes, and who is blank is told by the row.",
        ),
    ]
}
