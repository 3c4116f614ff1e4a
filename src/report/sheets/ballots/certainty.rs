//! How sure the numbers are: intervals of shares and means, and means drawn toward the group where ballots differ much in number.
//! Information beside the score, never in it.

use super::headlines::{best_named, best_of, mean_cell, share_cell};
use super::vote::{Cast, Vote};
use super::{headed, named};
use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;
use crate::report::roll::{Line, Peer, Roll};
use crate::report::sheet::{Cell, Grid, Head, Show};
use crate::rubric::model::Poll;
use crate::stats::interval::{wilson, Interval};
use crate::stats::moments::{with_pooled_error, Moments};
use crate::stats::shrinkage::{empirical, Shrunk};

const CONFIDENCE: f64 = 0.95;
/// Means are drawn toward the group where somebody has more than so many times as many ballots as somebody else.
const MUCH: u64 = 2;

/// The table, and what its notes say of the priors.
pub(super) fn grid<'a>(roll: &Roll<'a>, vote: &Vote<'a>) -> (Grid, Vec<String>) {
    let options = vote.options(roll);
    let best: Vec<usize> = if vote.valued() > 2 { vec![1, 2] } else { (1..=vote.valued().min(1)).collect() };
    let priors: Vec<Option<Prior>> = roll.peers.iter().map(|peer| Prior::of(roll, vote, peer)).collect();
    let drawn = priors.iter().any(Option::is_some);
    let mut heads = headed(roll);
    heads.push(Head::new(roll.pick("计入票", "Counted"), 8, 10));
    for several in &best {
        let over = best_named(&options, *several);
        heads.push(Head::new(roll.pick("占计入票", "Of counted"), 9, 12).under(&over));
        heads.push(Head::new(roll.pick("95% 区间", "95 % interval"), 17, 20).under(&over));
    }
    let mean = roll.pick("平均", "Mean");
    heads.push(Head::new(mean, 9, 12).under(mean));
    heads.push(Head::new(roll.pick("95% 区间", "95 % interval"), 17, 20).under(mean));
    if drawn {
        heads.push(Head::new(roll.pick("向组内靠拢", "Toward the group"), 9, 14).under(mean));
    }
    let mut rows = Vec::new();
    for (peer, prior) in roll.peers.iter().zip(&priors) {
        for line in &peer.lines {
            let cast = vote.cast(roll, line);
            let mut row = named(roll, line);
            row.push(Cell::whole(cast.counted));
            let mut cells: Vec<Cell> = best.iter().flat_map(|several| share(roll, vote, &cast, *several)).collect();
            cells.extend(mean_cells(vote, &cast));
            cells.extend(drawn.then(|| {
                prior.as_ref().and_then(|prior| prior.member(line)).map_or_else(Cell::dash, |mean| Cell::Number(mean, Show::Hundredths))
            }));
            row.extend(cells.into_iter().map(|cell| if cast.withheld() { Cell::dash() } else { cell }));
            rows.push(row);
        }
    }
    let caption = match roll.language() {
        Language::Chinese => format!("{}：把握程度（仅供参考，不参与计分）", vote.criterion.name),
        Language::English => format!("{}: how sure (information; it does not enter scores)", vote.criterion.name),
    };
    let notes = roll.peers.iter().zip(&priors).filter_map(|(peer, prior)| Some(prior.as_ref()?.said(roll, vote, peer))).collect();
    (Grid { caption: Some(caption), heads, rows, ..Grid::default() }, notes)
}

fn share(roll: &Roll, vote: &Vote, cast: &Cast, several: usize) -> [Cell; 2] {
    let hits = cast.counts.iter().take(several).sum();
    let interval = wilson(hits, cast.counted, CONFIDENCE);
    [
        share_cell(best_of(roll, vote, cast, several)),
        interval.map_or_else(Cell::dash, |found| Cell::text(format!("{} – {}", percent(found.low), percent(found.high)))),
    ]
}

/// The mean, and its interval as that of a sample of the voters who should come, where their number is told; no further than a ballot goes.
fn mean_cells(vote: &Vote, cast: &Cast) -> [Cell; 2] {
    let mean = mean_cell(cast.mean.as_ref());
    let population = cast.turnout.of(Poll::Due).filter(|due| *due >= cast.counted);
    let interval = cast.moments().and_then(|moments| moments.interval(population, CONFIDENCE));
    let text = |Interval { low, high }: Interval| {
        let (low, high) = match vote.ends() {
            Some((lowest, highest)) => (low.max(lowest.to_f64()), high.min(highest.to_f64())),
            None => (low, high),
        };
        Cell::text(format!("{} – {}", hundredths(low), hundredths(high)))
    };
    [mean, interval.map_or_else(Cell::dash, text)]
}

/// The prior of a peer group, and whom it was fitted to.
struct Prior {
    members: Vec<usize>,
    shrunk: Shrunk,
    n: (u64, u64),
}

impl Prior {
    /// None where all have about as many ballots, or the ballots have no spread.
    fn of<'a>(roll: &Roll<'a>, vote: &Vote<'a>, peer: &Peer<'a>) -> Option<Self> {
        let told = |line: &Line<'a>| {
            let cast = vote.cast(roll, line);
            cast.moments().filter(|_| !cast.withheld()).map(|moments| (line.number, moments))
        };
        let (members, moments): (Vec<usize>, Vec<Moments>) = peer.lines.iter().filter_map(told).unzip();
        let n = (moments.iter().map(|one| one.n).min()?, moments.iter().map(|one| one.n).max()?);
        if n.1 <= n.0 * MUCH {
            return None;
        }
        Some(Self { members, shrunk: empirical(&with_pooled_error(&moments)?)?, n })
    }

    fn member(&self, line: &Line) -> Option<f64> {
        let at = self.members.iter().position(|number| *number == line.number)?;
        self.shrunk.members.get(at).map(|member| member.value)
    }

    /// The prior in words.
    fn said(&self, roll: &Roll, vote: &Vote, peer: &Peer) -> String {
        let (centre, between) = (hundredths(self.shrunk.centre), hundredths(self.shrunk.between.sqrt()));
        let (least, most) = self.n;
        let name = &vote.criterion.name;
        let group = if roll.several() { format!("{} ", peer.name) } else { String::new() };
        match roll.language() {
            Language::Chinese => format!(
                "{name}“向组内靠拢”：{group}票数相差较大（{least} 至 {most} 张），票少的平均更靠不住，故向本组水平靠拢（经验贝叶斯；由本组拟合：水平 {centre}，\
                 彼此真正相差的标准差 {between}）。只是提示票少者的平均不宜照直比较，不参与计分。"
            ),
            Language::English => format!(
                "{name}, toward the group: {group}ballots differ much in number ({least} to {most}); a mean of few is less sure and is drawn to the level of the \
                 group (empirical Bayes, fitted to the group: level {centre}, standard deviation of true differences {between}). Information; it does not enter scores."
            ),
        }
    }
}

/// One decimal.
fn percent(share: f64) -> String {
    let thousandths = Exact::parse(&format!("{share:.9}")).unwrap_or_default() * Exact::from(100_i64);
    format!("{}%", thousandths.print(1, RoundMode::HalfUp))
}

/// Two decimals.
fn hundredths(value: f64) -> String {
    format!("{value:.2}")
}
