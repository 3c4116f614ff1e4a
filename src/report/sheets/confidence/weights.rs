//! 权重的影响: which weight or choice moves ranks, and where everybody stands without each dimension.

use crate::confidence::{Influence, PeerConfidence, Sure};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::report::sheets::sure::input_name;
use crate::stats::weights::Input;

/// Makes the sheet; none when there is nothing that could be settled otherwise.
pub(super) fn sheet(roll: &Roll, peers: &[&PeerConfidence]) -> Option<Sheet> {
    // The long tables come last: their head is repeated on the pages on which they go on.
    let mut grids: Vec<Grid> = peers.iter().filter_map(|peer| influences(roll, peer)).collect();
    grids.extend(peers.iter().filter_map(|peer| without(roll, peer)));
    if grids.is_empty() {
        return None;
    }
    let name = roll.pick("权重的影响", "Weights").to_owned();
    Some(Sheet {
        title: roll.titled(roll.pick("权重对名次的影响", "what weights do to ranks")),
        name,
        grids,
        notes: vec![
            roll.pick(
                "“单独解释”：全组名次平均变动的方差中，由这一项单独引起的份额（一阶索博尔指数）；“有份参与”：这一项单独或与别的项一起引起的份额（总指数）。抽样估计，误差约 ±5 个百分点，接近 0 的可能略小于 0。",
                "“By itself”: share of the variance of the mean shift of ranks that this input causes alone (first-order Sobol index); “in all”: alone or \
                 together with others (total index). Estimated from draws, within about ±5 points; what is near 0 may come out slightly below.",
            )
            .to_owned(),
            roll.pick("去掉一个分项时，同一部分的其余分项按比例折满。", "Without a dimension the others of its part make up for it in proportion.").to_owned(),
        ],
        ..Sheet::default()
    })
}

fn caption(peer: &PeerConfidence, what: &str) -> String {
    if peer.peer.is_empty() {
        what.to_owned()
    } else {
        format!("{}　{what}", peer.peer)
    }
}

fn influences(roll: &Roll, peer: &PeerConfidence) -> Option<Grid> {
    let share = |share: Option<f64>| share.map_or_else(Cell::dash, |share| Cell::Number(share, Show::Percent));
    let row = |found: &Influence| {
        let name = input_name(roll.rubric(), found.input);
        vec![Cell::long(name.text(roll.language())), now(roll, found.input), share(found.first), share(found.total)]
    };
    let heads = vec![
        Head::new(roll.pick("权重、选择或选票", "Weight, choice or ballots"), 26, 40),
        Head::new(roll.pick("现值", "Now"), 8, 18),
        Head::new(roll.pick("单独解释", "By itself"), 10, 12),
        Head::new(roll.pick("有份参与", "In all"), 10, 12),
    ];
    let caption = Some(caption(peer, roll.pick("什么使名次变动", "What moves ranks")));
    (!peer.influences.is_empty()).then(|| Grid { caption, heads, rows: peer.influences.iter().map(row).collect(), ..Grid::default() })
}

/// What the rubric says of the input.
fn now(roll: &Roll, input: Input) -> Cell {
    let rubric = roll.rubric();
    match input {
        Input::Dimension(index) => {
            let full = rubric.dimensions.get(index).and_then(|one| Some(&one.full.clone()? * &one.weight));
            full.map_or_else(Cell::dash, |full| Cell::text(format!("{}{}", full.plain(), roll.pick(" 分", " points"))))
        }
        Input::Part(index) => rubric.parts.get(index).map_or_else(Cell::dash, |part| Cell::text(part.weight.plain())),
        Input::BonusCap => {
            rubric.bonus_cap.as_ref().map_or_else(Cell::dash, |cap| Cell::text(format!("{}{}", cap.plain(), roll.pick(" 分", " points"))))
        }
        Input::Rounding => Cell::text(roll.pick("取整后", "rounded")),
        Input::Ballots => Cell::text(roll.pick("实收", "as cast")),
    }
}

fn without(roll: &Roll, peer: &PeerConfidence) -> Option<Grid> {
    let told = |index: &usize| peer.subjects.iter().any(|sure| sure.without.get(*index).is_some_and(Option::is_some));
    let indices: Vec<usize> = (0..roll.rubric().dimensions.len()).filter(told).collect();
    if indices.is_empty() {
        return None;
    }
    let over = roll.pick("去掉该分项后的名次", "Rank without this dimension");
    let name = |index: &usize| roll.rubric().dimensions.get(*index).map_or("", |one| one.name.as_str());
    let mut heads =
        vec![Head::new(roll.named(), 8, 22), Head::new(roll.pick("编号", "Key"), 6, 18), Head::new(roll.pick("名次", "Rank"), 6, 8)];
    heads.extend(indices.iter().map(|index| Head::new(name(index), 10, 16).under(over)));
    let row = |sure: &Sure| {
        let subject = roll.review.evidence.subjects.get(sure.number);
        let mut row = vec![
            Cell::text(subject.map_or("", |subject| &subject.name)),
            Cell::text(subject.map_or("", |subject| &subject.key)),
            Cell::whole(sure.rank),
        ];
        row.extend(indices.iter().map(|index| sure.without.get(*index).copied().flatten().map_or_else(Cell::dash, Cell::whole)));
        row
    };
    let caption = Some(caption(peer, roll.pick("逐一去掉分项", "Leaving out one dimension")));
    Some(Grid { caption, heads, rows: peer.subjects.iter().map(row).collect(), ..Grid::default() })
}
