//! How clerks write several people into one cell.

use super::dice::Dice;
use super::town::Town;
use super::words;

/// The names of these people in one cell, as one clerk or another writes them.
pub(super) fn together(town: &Town, dice: &mut Dice, places: &[usize], outside: usize) -> String {
    let mut names: Vec<String> = town
        .at(places)
        .map(|person| match () {
            () if person.shared_name => town.told_apart(person),
            () if person.female && dice.chance(6) => format!("{}（女）", person.name),
            () if person.name.contains('·') && dice.chance(30) => person.name.replace('·', "•"),
            () => person.name.clone(),
        })
        .collect();
    let mut others: Vec<&str> = words::OUTSIDE.to_vec();
    dice.shuffle(&mut others);
    names.extend(others.iter().take(outside).map(|name| (*name).to_owned()));
    let separator = dice.weigh(&[("、", 80), ("\n", 12), ("，", 8)]);
    names.join(if names.len() > 6 { "、" } else { separator })
}

/// The same with further people who are counted but not named: 等5人.
pub(super) fn and_more(town: &Town, dice: &mut Dice, places: &[usize], unnamed: usize) -> String {
    let names: Vec<String> = town.at(places).map(|person| town.told_apart(person)).collect();
    format!("{}等{}人", names.join("、"), names.len() + unnamed + usize::from(dice.chance(20)))
}
