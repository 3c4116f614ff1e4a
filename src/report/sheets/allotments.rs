//! Under a ranking: how the places of grades by rank were filled, and what the rubric leaves open.

use crate::base::text::Language;
use crate::rank::standing::Allotment;
use crate::report::roll::{Peer, Roll};

/// One line for each of these peer groups.
pub(super) fn lines(roll: &Roll, peers: &[Peer]) -> Vec<String> {
    let of = |peer: &Peer| roll.review.outcome.allotments.iter().find(|line| line.peer == peer.name);
    peers.iter().filter_map(of).map(|allotment| line(roll, allotment, peers.len() > 1)).collect()
}

fn line(roll: &Roll, allotment: &Allotment, several: bool) -> String {
    let names = &roll.rubric().grades;
    let between = roll.pick("、", ", ");
    let demands = names.iter().zip(&allotment.demands).map(|(grade, bounds)| match bounds {
        Some((least, most)) if least == most => format!("{} {least}", grade.name),
        Some((least, most)) => format!("{} {least}–{most}", grade.name),
        None => format!("{} {}", grade.name, roll.pick("不限", "any number")),
    });
    let demands = demands.collect::<Vec<_>>().join(between);
    let option = |option: &Vec<u64>| {
        names.iter().zip(option).map(|(grade, number)| format!("{} {number}", grade.name)).collect::<Vec<_>>().join(between)
    };
    let options: Vec<String> = allotment.options.iter().map(option).collect();
    let further = if allotment.more { roll.pick("，等等", "; and more") } else { "" };
    let options = format!("{}{further}", options.join(roll.pick("，或 ", "; or ")));
    let (graded, open) = (allotment.graded, allotment.open.len());
    match roll.language() {
        Language::Chinese => {
            let peer = if several { format!("（{}）", allotment.peer) } else { String::new() };
            let left = match open {
                0 => String::new(),
                open => format!("；{open} 人等次待定，由会议决定"),
            };
            if allotment.options.is_empty() {
                return format!("等次名额{peer}：{demands}；{graded} 人定等次，没有合乎名额的分法，未定等次。");
            }
            format!("等次名额{peer}：{demands}；{graded} 人定等次，分为 {options}{left}。")
        }
        Language::English => {
            let peer = if several { format!(" ({})", allotment.peer) } else { String::new() };
            let left = match open {
                0 => String::new(),
                open => format!("; {open} open, for the committee"),
            };
            if allotment.options.is_empty() {
                return format!("Places of grades{peer}: {demands}; {graded} to be graded: nothing fits, so nobody is graded.");
            }
            format!("Places of grades{peer}: {demands}; {graded} graded as {options}{left}.")
        }
    }
}
