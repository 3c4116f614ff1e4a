//! Ballots as counts, none of them so small that a voter could be guessed.

use crate::base::text::Language;
use crate::report::folio::{Block, Folio, Slot};
use crate::report::sheet::Cell;
use crate::report::sheets::ballots::vote::Vote;
use crate::tally::FEWEST_TOLD;

use super::suppress::suppress;
use super::List;

/// A sheet with a table for each rating that the rubric publishes; none where it publishes none.
pub(super) fn folio(list: &List) -> Option<Folio> {
    let roll = list.roll;
    let criteria = list.publication.ratings.iter().filter_map(|id| roll.rubric().criterion(id));
    let votes = criteria.filter_map(|criterion| Vote::of(roll, criterion)).map(|vote| {
        let options = vote.options(roll);
        (vote, options)
    });
    // Ballots that are numbers have no options to be counted by.
    let votes: Vec<(Vote, Vec<String>)> = votes.filter(|(_, options)| !options.is_empty()).collect();
    let most = votes.iter().map(|(_, options)| options.len()).max()?;
    let name = roll.pick("测评结果", "Ratings");
    let mut blocks = vec![Block::Title(roll.titled(name)), Block::Gap];
    for (vote, options) in &votes {
        for group in &list.groups {
            let of = if list.groups.len() > 1 { roll.language().bracketed(group.name) } else { String::new() };
            blocks.push(Block::Caption(format!("{}{of}", vote.criterion.name)));
            blocks.extend(table(list, vote, options, group, most));
            blocks.push(Block::Gap);
        }
    }
    blocks.push(Block::Note(match roll.language() {
        Language::Chinese => format!("“—”：不足 {FEWEST_TOLD} 张的票数，以及可据以推算出它的票数，不列出。"),
        Language::English => format!("—: numbers below {FEWEST_TOLD}, and those from which they could be reckoned, are not shown."),
    }));
    let widths = std::iter::once(18).chain(std::iter::repeat_n(66 / u16::try_from(most + 1).unwrap_or(1), most + 1)).collect();
    Some(Folio { name: name.to_owned(), widths, blocks, repeated: None, row_height: 24.0, narrow: false })
}

/// One name a row; the last option takes the columns that the table does not need.
fn table(list: &List, vote: &Vote, options: &[String], group: &super::Group, most: usize) -> Vec<Block> {
    let roll = list.roll;
    let spare = u16::try_from(most - options.len()).unwrap_or(0);
    let row = |first: Slot, counts: Vec<Slot>, last: Slot| Block::Row(std::iter::once(first).chain(counts).chain([last]).collect());
    let head = row(
        Slot::head(roll.named(), 1),
        options.iter().map(|option| Slot::head(option, 1)).collect(),
        Slot::head(roll.pick("合计票数", "Ballots in all"), 1 + spare),
    );
    let lines = group.lines.iter().map(|(line, name)| {
        let shown = suppress(&vote.cast(roll, line).counts);
        let cell = |count: Option<u64>, span| Slot::of(count.map_or_else(Cell::dash, Cell::whole), span);
        row(Slot::of(Cell::text(name), 1), shown.counts.iter().map(|count| cell(*count, 1)).collect(), cell(shown.sum, 1 + spare))
    });
    std::iter::once(head).chain(lines).collect()
}
