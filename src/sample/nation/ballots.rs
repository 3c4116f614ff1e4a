//! Ballots: what voters, delegates and officials say of a member, a row a ballot. Who cast it stands nowhere.

use super::congress::Congress;
use super::files::BallotRows;
use crate::sample::dice::Dice;

/// The rows of a congress: 8 to 14 ballots of each member, 10.83 on average.
pub(super) fn rows(congress: &Congress, rows: &mut BallotRows) {
    let mut dice = congress.dice("ballots");
    for member in &congress.members {
        let number = 8 + dice.below(6) + usize::from(dice.below(3) == 0);
        for place in 0..number {
            // Two officials at least, four delegates, the rest voters.
            let class = match place {
                0 | 1 => "领导",
                2..=5 => "代表",
                _ => "选民",
            };
            rows.subject.push(member.subject);
            rows.class.push(class);
            rows.rating.push(rating(&mut dice, member.esteem));
        }
    }
}

fn rating(dice: &mut Dice, esteem: i64) -> &'static str {
    if dice.chance(esteem) {
        return dice.weigh(&[("优秀", 70), ("称职", 30)]);
    }
    dice.weigh(&[("称职", 52), ("基本称职", 30), ("不称职", 10), ("弃权", 8)])
}
