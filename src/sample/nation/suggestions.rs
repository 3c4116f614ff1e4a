//! Suggestions: a row for each who signs, with the part played and how many sign.

use super::congress::Congress;
use super::files::SuggestionRows;
use crate::sample::dice::Dice;

/// How many sign, and how often; 3.21 on average.
const SIGNERS: [(usize, i64); 8] = [(1, 30), (2, 20), (3, 15), (4, 10), (5, 10), (6, 6), (8, 5), (10, 4)];

/// The rows of a congress: nine suggestions for eight members.
pub(super) fn rows(congress: &Congress, rows: &mut SuggestionRows) {
    let mut dice = congress.dice("suggestions");
    let all = congress.members.len();
    for number in 0..all * 9 / 8 {
        let signers = dice.weigh(&SIGNERS).min(all);
        let day = congress.half.some_day(&mut dice);
        let state = dice.weigh(&[("立案", 78), ("不予立案", 14), ("转来信处理", 8)]);
        let result = if state == "立案" {
            dice.weigh(&[(Some("A类"), 46), (Some("B类"), 24), (Some("C类"), 16), (Some("D类"), 9), (None, 5)])
        } else {
            None
        };
        let who = who(congress, &mut dice, signers);
        for (place, member) in who.into_iter().enumerate() {
            rows.number.push(u32::try_from(congress.numbers_from() + number + 1).unwrap_or(u32::MAX));
            rows.date.push(day);
            rows.subject.push(congress.members.get(member).map_or(0, |member| member.subject));
            rows.role.push(if place == 0 { "领衔" } else { "联名" });
            rows.signers.push(u32::try_from(signers).unwrap_or(u32::MAX));
            rows.state.push(state);
            rows.result.push(result);
        }
    }
}

/// Different members, who leads first.
fn who(congress: &Congress, dice: &mut Dice, signers: usize) -> Vec<usize> {
    let all = congress.members.len();
    let mut who: Vec<usize> = Vec::with_capacity(signers);
    let first = dice.below(all);
    let speaks = congress.members.get(first).is_some_and(|member| member.speaks);
    who.push(if speaks { first } else { dice.below(all) });
    while who.len() < signers {
        let next = dice.below(all);
        if !who.contains(&next) {
            who.push(next);
        }
    }
    who
}
