//! 名次可信度: how sure each rank is, beside the official rank and never instead; the weights; a chart of intervals.

mod chart;
mod held;
mod weights;

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::confidence::{Confidence, PeerConfidence, Range, Sure, DRAWS_OF_SETS, LEVEL, MOST_COMPARED, SPREAD};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Emphasis, Grid, Head, Sheet, Show};

use super::sure::sentence;

/// Marks who may be among the best as far as ballots tell.
const OPEN: &str = "○";

/// Makes the sheets; none without a seed, and none when nobody is ranked.
pub(in crate::report) fn sheets(roll: &Roll) -> Vec<Sheet> {
    let Some(confidence) = roll.review.confidence else { return Vec::new() };
    let peers: Vec<&PeerConfidence> = confidence.peers.iter().filter(|peer| peer.fits).collect();
    if confidence.peers.is_empty() {
        return Vec::new();
    }
    let mut sheets = vec![main(roll, confidence, &peers)];
    sheets.extend(weights::sheet(roll, &peers));
    sheets.extend(chart::sheet(roll, &peers));
    sheets
}

fn main(roll: &Roll, confidence: &Confidence, peers: &[&PeerConfidence]) -> Sheet {
    let name = roll.pick("名次可信度", "Rank confidence").to_owned();
    let last = u16::try_from(columns(roll).len()).unwrap_or(1).saturating_sub(1);
    Sheet {
        title: roll.titled(&name),
        leads: leads(roll, confidence),
        grids: peers.iter().map(|peer| grid(roll, confidence, peer, peers.len() > 1)).collect(),
        notes: notes(roll, confidence, peers),
        emphasis: vec![Emphasis { text: roll.pick("界线", "the cut"), bold: true, column: last }],
        frozen: 2,
        points: true,
        name,
        ..Sheet::default()
    }
}

/// Over the tables: what the sheet is, and how it was reckoned.
fn leads(roll: &Roll, confidence: &Confidence) -> Vec<String> {
    let percent = |thousandths: usize| Exact::fixed(i64::try_from(thousandths).unwrap_or(0), 1).plain();
    let (draws, seed, level) = (confidence.draws, confidence.seed, percent(LEVEL));
    let spread = Exact::fixed(i64::from(SPREAD), 1).plain();
    match roll.language() {
        Language::Chinese => vec![
            "本表只说明名次有多大把握，供参考；列在正式名次旁边，不代替正式名次。正式名次以“总排名”为准。".to_owned(),
            format!("测评重抽：每人的选票按评议人类别各自有放回地重抽，票数不变；权重变动：每个权重在 ±{spread}% 之内变动后折回原来的总和。各 {draws} 次，种子 {seed}；区间为 {level}%。"),
        ],
        Language::English => vec![
            "How sure ranks are, for reference only: beside the official ranks, never instead. The official ranks are those of “Ranking”.".to_owned(),
            format!(
                "Ballots: each subject's ballots are drawn anew with replacement within each class of respondents, as many as were cast. \
                 Weights: each is moved by up to ±{spread} % and all are levelled to their sum. {draws} times each, seed {seed}; intervals are {level} %."
            ),
        ],
    }
}

/// Titles of the columns with those over them, and their widths.
fn columns(roll: &Roll) -> Vec<Head> {
    let ballots = roll.pick("测评重抽", "Ballots drawn anew");
    let weights = roll.pick("权重变动", "Other weights");
    let set = roll.pick("测评排除不了", "Not ruled out by ballots");
    let without = roll.pick("去掉分项", "Without a dimension");
    let best = || roll.pick("最好", "Best");
    let worst = || roll.pick("最差", "Worst");
    let within = || roll.pick("名额内", "In quota");
    vec![
        Head::new(roll.pick("名次", "Rank"), 6, 8),
        Head::new(roll.named(), 8, 22),
        Head::new(roll.pick("编号", "Key"), 6, 18),
        Head::new(roll.pick("总分", "Total"), 8, 12),
        Head::new(best(), 6, 8).under(ballots),
        Head::new(worst(), 6, 8).under(ballots),
        Head::new(within(), 8, 9).under(ballots),
        Head::new(best(), 6, 8).under(weights),
        Head::new(worst(), 6, 8).under(weights),
        Head::new(within(), 8, 9).under(weights),
        Head::new(roll.pick("名次", "Ranks"), 8, 10).under(set),
        Head::new(roll.pick("前列", "Top"), 6, 7).under(set),
        Head::new(roll.pick("名次", "Ranks"), 8, 10).under(without),
        Head::new(roll.pick("界线附近的说明", "In words, near the cut"), 44, 60),
    ]
}

fn grid(roll: &Roll, confidence: &Confidence, peer: &PeerConfidence, several: bool) -> Grid {
    let caption = several.then(|| if peer.peer.is_empty() { roll.pick("全部", "All").to_owned() } else { peer.peer.clone() });
    let rows = peer.subjects.iter().map(|sure| row(roll, confidence.draws, peer, sure)).collect();
    Grid { caption, heads: columns(roll), rows, ..Grid::default() }
}

fn row(roll: &Roll, draws: u32, peer: &PeerConfidence, sure: &Sure) -> Vec<Cell> {
    let subject = roll.review.evidence.subjects.get(sure.number);
    let total = roll.review.outcome.standings.get(sure.number).and_then(|standing| standing.total.as_ref());
    let text = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
    let mut row = vec![
        Cell::whole(sure.rank),
        text(subject.map(|subject| &subject.name)),
        text(subject.map(|subject| &subject.key)),
        total.map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
    ];
    row.extend(range(draws, sure.ballots));
    row.extend(range(draws, sure.weights));
    row.push(sure.set.map_or_else(Cell::dash, |(low, high)| between(low, high)));
    row.push(match sure.among_best {
        Some(true) => Cell::text(OPEN),
        Some(false) => Cell::Empty,
        None => Cell::dash(),
    });
    let without = || sure.without.iter().flatten();
    row.push(without().min().zip(without().max()).map_or_else(Cell::dash, |(low, high)| between(*low, *high)));
    // Where there is a quota, only those near its edge need words.
    let words = sure.near || peer.places.is_empty();
    row.push(if words { Cell::long(sentence(roll.rubric(), roll.language(), draws, peer, sure)) } else { Cell::Empty });
    row
}

fn range(draws: u32, found: Option<Range>) -> [Cell; 3] {
    let Some(found) = found else { return [Cell::dash(), Cell::dash(), Cell::dash()] };
    let within = found.within.and_then(|within| Exact::from(u64::from(within)).over(&Exact::from(u64::from(draws))));
    [Cell::whole(found.low), Cell::whole(found.high), within.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Percent))]
}

fn between(low: u32, high: u32) -> Cell {
    Cell::text(if low == high { low.to_string() } else { format!("{low}–{high}") })
}

/// Under the tables: what was drawn, and how to read the columns.
fn notes(roll: &Roll, confidence: &Confidence, peers: &[&PeerConfidence]) -> Vec<String> {
    let mut notes: Vec<String> = peers.iter().map(|peer| drawn(roll, peer)).collect();
    notes.extend(peers.iter().filter_map(|peer| held::spared(roll, confidence.draws, peer)));
    let level = Exact::fixed(i64::try_from(LEVEL).unwrap_or(0), 1).plain();
    let sets = DRAWS_OF_SETS.min(usize::try_from(confidence.draws).unwrap_or(DRAWS_OF_SETS));
    notes.push(match roll.language() {
        Language::Chinese => format!(
            "“名额内”：抽样中落在名额之内（含界线上并列）的比例；横线表示不参评。“测评排除不了”：只计测评误差，有 {level}% 的把握，全组各人的名次同时都在各自的范围之内（按前 {sets} 次抽样，{MOST_COMPARED} 人以内的组）；{OPEN} 表示测评误差排除不了其居于名额之内。“去掉分项”：依次去掉每一个分项后名次的范围。"
        ),
        Language::English => format!(
            "“In quota”: share of draws within the places, ties at the edge included; a dash for who is not eligible. “Not ruled out by ballots”: \
             with {level} % confidence the ranks of all of the group lie in their ranges at once, as far as ballots tell (from the first {sets} draws, \
             in groups of up to {MOST_COMPARED}); {OPEN}: ballots do not rule out a place within the quota. “Without a dimension”: the range of ranks when \
             each dimension in turn is left out."
        ),
    });
    notes.push(
        roll.pick(
            "出勤、建议等不是选票的项目，参评资格、名额数和每人的有效票数都照正式结果不变；看选票的否决每次重抽都重新判断，被否决的排在最后。评议人是否有代表性、填报是否属实，不在本表之内；选票少于十张的，区间往往偏窄。",
            "Items that are no ballots (attendance, suggestions), eligibility, the number of places and everybody's number of valid ballots stay as they are; \
             vetoes that look at ballots are asked anew in each draw, and whom they strike comes last. Whether respondents are \
             representative and entries true is not told here; with fewer than ten ballots the interval is often too narrow.",
        )
        .to_owned(),
    );
    notes.extend(held::note(roll, confidence));
    let unfit = confidence.peers.iter().filter(|peer| !peer.fits);
    notes.extend(unfit.map(|peer| match roll.language() {
        Language::Chinese => format!("{}：重算的总分与正式总分不一致，未作分析；请把办法发给程序的作者。", peer.peer),
        Language::English => {
            format!("{}: totals reckoned anew are not the official ones, so nothing is told; send the rubric to the authors.", peer.peer)
        }
    }));
    notes.extend(roll.stopped_notes());
    notes
}

/// Which ballots were drawn.
fn drawn(roll: &Roll, peer: &PeerConfidence) -> String {
    let names = peer.rated.iter().filter_map(|number| roll.rubric().criteria.get(*number)).map(|criterion| criterion.name.as_str());
    let names = names.collect::<Vec<_>>().join(roll.pick("、", ", "));
    let of = if peer.peer.is_empty() { String::new() } else { format!("{}{}", peer.peer, roll.pick("：", ": ")) };
    match roll.language() {
        Language::Chinese if names.is_empty() => format!("{of}总分不取决于选票（或选票全都相同），只看权重。"),
        Language::Chinese => format!("{of}重抽的选票：{names}。"),
        Language::English if names.is_empty() => format!("{of}totals do not rest on ballots (or all ballots say the same): weights only."),
        Language::English => format!("{of}ballots drawn anew: {names}."),
    }
}
