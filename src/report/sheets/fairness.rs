//! 公平性分析: scores and proposals by groups of people, and those in office for a part of the period. Facts for a person to judge.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;
use crate::fair::{fairness, Group, PartTerm, Split, Trait, LEAST, PART, WHOLE};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};

use super::shown::points;

/// Makes the sheet; none where there is nothing to compare.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let review = roll.review;
    let found = fairness(roll.rubric(), &review.evidence.subjects, review.cards, &review.outcome.standings, review.stopped);
    if found.splits.is_empty() && found.part_term.is_empty() {
        return None;
    }
    let title = roll.pick("公平性分析", "Fairness");
    let mut grids: Vec<Grid> = found.splits.iter().map(|split| groups(roll, split)).collect();
    if !found.part_term.is_empty() {
        grids.push(part_term(roll, &found.part_term));
    }
    let mut notes = notes(roll);
    notes.extend(roll.stopped_notes());
    Some(Sheet {
        name: title.to_owned(),
        title: format!("{title}{}", roll.pick("（供参考）", " (for reference)")),
        leads: vec![roll
            .pick(
                "本表只列事实，供人判断：差别可能来自评分办法，也可能来自职责、机会或巧合。程序不作任何更正，不改变得分、名次和建议人选。各排名组合在一起统计。",
                "Facts for people to judge: a difference may come from the rubric, from duties, from chances, or by accident. Nothing is corrected; no score, rank or proposal is changed. All peer groups are counted together.",
            )
            .to_owned()],
        grids,
        notes,
        points: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    })
}

fn groups(roll: &Roll, split: &Split) -> Grid {
    Grid {
        heads: vec![
            Head::new(format!("{}{}", roll.pick("按", "By "), called(roll, &split.by)), 14, 26),
            Head::new(roll.pick("列名人数", "Listed"), 8, 10),
            Head::new(roll.pick("参加排名", "Ranked"), 8, 10),
            Head::new(roll.pick("平均总分", "Mean total"), 9, 12),
            Head::new(roll.pick("占可得分", "Of what was possible"), 9, 12),
            Head::new(roll.pick("符合条件", "Eligible"), 8, 10),
            Head::new(roll.pick("列入建议", "Proposed"), 8, 10),
            Head::new(roll.pick("待定", "Open"), 6, 8),
            Head::new(roll.pick("入选率（列入 ÷ 参加排名）", "Rate (proposed ÷ ranked)"), 16, 20),
            Head::new(roll.pick("入选率的 95% 区间", "95% interval of the rate"), 16, 18),
            Head::new(roll.pick("与最高组之比", "Of the highest rate"), 10, 12),
            Head::new(roll.pick("提示", "Remark"), 12, 16),
        ],
        rows: split.groups.iter().map(|group| row(roll, &split.by, group)).collect(),
        ..Grid::default()
    }
}

fn called(roll: &Roll, by: &Trait) -> String {
    match by {
        Trait::Peer => roll.pick("排名组", "peer group").to_owned(),
        Trait::Term => roll.pick("任期", "time in office").to_owned(),
        Trait::Column(column) => roll.group_title(column),
    }
}

fn row(roll: &Roll, by: &Trait, group: &Group) -> Vec<Cell> {
    let value = match (by, group.value.as_str()) {
        (Trait::Term, WHOLE) => roll.pick("全期在任", "the whole period").to_owned(),
        (Trait::Term, PART) => roll.pick("部分时间在任", "a part of it").to_owned(),
        (_, "") => roll.pick("（未填）", "(blank)").to_owned(),
        (_, value) => value.to_owned(),
    };
    let rate = group.rate.as_ref().map(|rate| format!("{} ÷ {} = {}", group.proposed, group.ranked, percent(rate)));
    let interval = group.interval.map(|interval| format!("{:.1}%–{:.1}%", hundredfold(interval.low), hundredfold(interval.high)));
    let ratio = group.ratio.as_ref().map(|ratio| ratio.print(2, RoundMode::HalfUp));
    let remark = if group.ranked < LEAST {
        roll.pick("人数少，不比", "too few to compare")
    } else if group.is_below_four_fifths() {
        roll.pick("低于五分之四", "below four fifths")
    } else {
        ""
    };
    let or_dash = |text: Option<String>| text.map_or_else(Cell::dash, Cell::Text);
    vec![
        Cell::text(value),
        Cell::whole(group.members.len()),
        Cell::whole(group.ranked),
        group.mean.as_ref().map_or_else(Cell::dash, |mean| points(roll, mean)),
        share(group.share.as_ref()),
        Cell::whole(group.eligible),
        Cell::whole(group.proposed),
        Cell::whole(group.open),
        or_dash(rate),
        or_dash(interval),
        or_dash(ratio),
        Cell::text(remark),
    ]
}

/// A double as a percentage; estimates are printed and enter nothing.
fn hundredfold(share: f64) -> f64 {
    crate::report::live::percent(share)
}

fn percent(share: &Exact) -> String {
    format!("{}%", (share * &Exact::from(100i64)).print(1, RoundMode::HalfUp))
}

fn share(share: Option<&Exact>) -> Cell {
    share.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Percent))
}

/// Those in office for a part of the period against what was possible since.
fn part_term(roll: &Roll, people: &[PartTerm]) -> Grid {
    let lines = people.iter().filter_map(|person| Some((person, roll.line(person.index)?)));
    let row = |(person, line): (&PartTerm, &crate::report::roll::Line)| {
        let own = person.own.as_ref();
        let number = |of: fn(&crate::fair::Possible) -> &Exact| own.map_or_else(Cell::dash, |own| points(roll, of(own)));
        let mine = own.and_then(crate::fair::Possible::share);
        let difference = mine.clone().zip(person.others.clone()).map(|(mine, others)| signed(&(mine - others)));
        vec![
            Cell::text(format!("{}{}", line.subject.name, roll.language().bracketed(&line.subject.key))),
            share(Some(&line.subject.exposure)),
            line.standing.rank.filter(|_| line.ranked()).map_or_else(Cell::dash, Cell::whole),
            line.standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
            share(mine.as_ref()),
            number(|own| &own.got),
            number(|own| &own.in_office),
            number(|own| &own.whole),
            Cell::text(line.subject.peer.clone()),
            person.others.as_ref().map_or_else(Cell::dash, |others| Cell::Text(percent(others))),
            difference.map_or_else(Cell::dash, Cell::Text),
            Cell::text(line.standing.reason.as_ref().map(|why| why.text(roll.language()).to_owned()).unwrap_or_default()),
        ]
    };
    Grid {
        caption: Some(
            roll.pick(
                "部分时间在任的人：与在任时间内可得的分相比",
                "In office for a part of the period: against what was possible in that time",
            )
            .to_owned(),
        ),
        heads: vec![
            Head::new(roll.pick("姓名（编号）", "Name (key)"), 14, 26),
            Head::new(roll.pick("在任时间", "In office"), 8, 10),
            Head::new(roll.pick("名次", "Rank"), 8, 10),
            Head::new(roll.pick("总分", "Total"), 9, 12),
            Head::new(roll.pick("占可得分", "Of what was possible"), 9, 12),
            Head::new(roll.pick("所得", "Got"), 8, 10),
            Head::new(roll.pick("在任可得", "Possible in office"), 8, 10),
            Head::new(roll.pick("全期可得", "Possible in all"), 6, 10),
            Head::new(roll.pick("排名组", "Peer group"), 16, 20),
            Head::new(roll.pick("同组全期在任者占可得分", "The same of peers in office throughout"), 16, 18),
            Head::new(roll.pick("相差", "Difference"), 10, 12),
            Head::new(roll.pick("未排名的原因", "Why not ranked"), 12, 16),
        ],
        rows: lines.map(row).collect(),
        ..Grid::default()
    }
}

/// `+3.2%`: percentage points.
fn signed(difference: &Exact) -> String {
    let sign = if difference.is_negative() { "" } else { "+" };
    format!("{sign}{}", percent(difference))
}

fn notes(roll: &Roll) -> Vec<String> {
    let least = LEAST;
    match roll.language() {
        Language::Chinese => vec![
            "平均总分只计参加排名的人，按精确值计算后舍入一次。入选率的分母是参加排名的人，不符合条件的也在内，所以既看得出条件的影响，也看得出得分的影响；待定的人不算列入。区间为威尔逊区间（Wilson，1927）：人数少，区间就宽，不宜据以下结论。".to_owned(),
            format!("与最高组之比：该组入选率 ÷ 参加排名不少于 {least} 人的各组中最高的入选率；低于五分之四只是经验上的提示（29 CFR 1607.4 D），不是检验，也不是结论。少于 {least} 人的组不比。"),
            "占可得分：有上限的项目（基础分、附加分除外）所得 ÷ 在任时间内可得，均按分项和部分的权重折合。随时间积累而办法不折算的项目（次数、件数、学时等），可得分按在任时间折算；出席率、测评、评分和办法已折算的项目不折算。一组的比例是各人所得之和 ÷ 可得之和。".to_owned(),
        ],
        Language::English => vec![
            "The mean is of the ranked, exact and rounded once. The rate is of all ranked, those not eligible included, so that it shows what conditions do as well as what scores do; who is left open does not count as proposed. The interval is Wilson's (1927): with few people it is wide and carries no conclusion.".to_owned(),
            format!("Of the highest rate: the group's rate ÷ the highest of groups with at least {least} ranked. Below four fifths is a rule of thumb (29 CFR 1607.4 D), no test and no finding. Groups below {least} are not compared."),
            "Of what was possible: what was got in items with an upper end (base and bonus left out) ÷ what was possible in the time in office, both as they weigh in the total. Where an item gathers over time and the rubric does not prorate it, what was possible is taken in proportion to the time in office; rates, ratings, marks and what the rubric prorates stay whole. Of a group it is the sum ÷ the sum.".to_owned(),
        ],
    }
}
