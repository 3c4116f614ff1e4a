//! How sure a rank is, in one plain sentence.

use crate::base::exact::{Exact, RoundMode};
use crate::base::text::{Language, Say};
use crate::confidence::{Confidence, PeerConfidence, Range, Sure, LEVEL};
use crate::report::wording::pick;
use crate::rubric::model::Rubric;
use crate::stats::weights::Input;

/// How sure the rank of this subject is, with what it was drawn from; or why nothing is told.
pub(in crate::report) fn of_subject(rubric: &Rubric, confidence: &Confidence, number: usize, language: Language) -> String {
    let (seed, draws) = (confidence.seed, confidence.draws);
    let found = confidence.peers.iter().find_map(|peer| Some((peer, peer.subjects.iter().find(|sure| sure.number == number)?)));
    let spared = || confidence.peers.iter().flat_map(|peer| &peer.spared).find(|(known, _)| *known == number);
    let told = match (found, spared()) {
        (Some((peer, sure)), _) => sentence(rubric, language, draws, peer, sure),
        (None, Some((_, spared))) => {
            let share = percent(*spared, draws);
            let told = Say::new(
                format!("按测评被否决或不排名，重抽中有{share}的次数参加排名"),
                format!("without rank by a rule on ballots; with one in {share} of the draws"),
            );
            told.text(language).to_owned()
        }
        (None, None) => pick(language, "没有名次，或该组未作分析", "it has no rank, or nothing is told of its group").to_owned(),
    };
    match language {
        Language::Chinese => format!("名次可信度（供参考，不代替正式名次；抽样{draws}次，种子{seed}）：{told}"),
        Language::English => format!("How sure the rank is (beside the official rank, never instead; {draws} draws, seed {seed}): {told}"),
    }
}

/// The sentence on one of the ranked: where it mostly stands, and what the edge of the quota lies within.
pub(super) fn sentence(rubric: &Rubric, language: Language, draws: u32, peer: &PeerConfidence, sure: &Sure) -> String {
    let mut clauses = vec![match language {
        Language::Chinese => format!("第{}名", sure.rank),
        Language::English => ordinal(sure.rank),
    }];
    let stood = [(sure.ballots, Say::new("按测评", "by ballots")), (sure.weights, Say::new("按权重", "by weights"))];
    let stood: Vec<String> = stood.into_iter().filter_map(|(found, how)| Some(stood_between(language, found?, &how))).collect();
    clauses.push(stood.join(pick(language, "，", ", ")));
    clauses.extend(edge(language, draws, sure));
    clauses.extend(sure.ballots.filter(|found| found.out > 0).map(|found| taken(language, draws, found.out)));
    if let Some(input) = sure.moved_by.and_then(|index| peer.influences.get(index)) {
        let name = input_name(rubric, input.input);
        clauses.push(match language {
            Language::Chinese => format!("影响最大的是{}", name.zh),
            Language::English => format!("moved most by {}", name.en),
        });
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses.join(pick(language, "；", "; "))
}

/// `1st`, `22nd`, `13th`.
fn ordinal(rank: u32) -> String {
    let ending = match (rank % 10, rank % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{rank}{ending}")
}

fn stood_between(language: Language, found: Range, how: &Say) -> String {
    let Range { low, high, .. } = found;
    match language {
        Language::Chinese if low == high => format!("{}多为第{low}名", how.zh),
        Language::Chinese => format!("{}多在第{low}至第{high}名之间", how.zh),
        Language::English if low == high => format!("{} mostly {}", how.en, ordinal(low)),
        Language::English => format!("{} mostly between {} and {}", how.en, ordinal(low), ordinal(high)),
    }
}

/// How often other ballots would leave it without rank.
fn taken(language: Language, draws: u32, out: u32) -> String {
    let share = percent(out, draws);
    match language {
        Language::Chinese => format!("重抽中有{share}的次数被否决或不排名"),
        Language::English => format!("without rank by a veto in {share} of the draws of ballots"),
    }
}

/// What the edge of the quota lies within, and how often the subject was on the inner side of it.
fn edge(language: Language, draws: u32, sure: &Sure) -> Option<String> {
    let places = sure.places.filter(|_| sure.near)?;
    let open = |found: Option<Range>| found.filter(|found| is_open(draws, *found));
    let (ballots, weights) = (open(sure.ballots), open(sure.weights));
    let within = match (ballots.is_some(), weights.is_some()) {
        (true, true) => Say::new("测评的误差和权重的变动", "the noise of ratings and the play of weights"),
        (true, false) => Say::new("测评的误差", "the noise of ratings"),
        (false, _) => Say::new("权重的变动", "the play of weights"),
    };
    let share = |found: Range| Some(percent(found.within?, draws));
    let shares: Vec<String> = [ballots, weights].into_iter().flatten().filter_map(share).collect();
    Some(match language {
        Language::Chinese => format!("名额（{places}名）的界线落在{}之内，入围的占{}", within.zh, shares.join("、")),
        Language::English => format!("the cut after {places} places falls within {} (inside in {})", within.en, shares.join(" and ")),
    })
}

/// Whether a place within the quota is neither all but sure nor all but out of the question.
fn is_open(draws: u32, found: Range) -> bool {
    let tail = u64::from(draws) * (1000 - LEVEL as u64);
    found.within.is_some_and(|within| (tail + 1..u64::from(draws) * 2000 - tail).contains(&(u64::from(within) * 2000)))
}

/// A share of draws in whole percent.
pub(super) fn percent(hits: u32, draws: u32) -> String {
    let share = Exact::ratio(i64::from(hits) * 100, i64::from(draws)).unwrap_or_default();
    format!("{}%", share.print(0, RoundMode::HalfUp))
}

/// What an input is called.
pub(super) fn input_name(rubric: &Rubric, input: Input) -> Say {
    let weight = |name: &str| Say::new(format!("“{name}”的权重"), format!("the weight of “{name}”"));
    match input {
        Input::Dimension(index) => rubric.dimensions.get(index).map(|one| weight(&one.name)).unwrap_or_default(),
        Input::Part(index) => rubric.parts.get(index).map(|one| weight(&one.name)).unwrap_or_default(),
        Input::BonusCap => Say::new("附加分是否封顶", "whether bonus points are capped"),
        Input::Rounding => Say::new("按取整前还是取整后的总分排名", "ranks on rounded or on exact totals"),
        Input::Ballots => Say::new("测评的选票", "the ballots"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_said_as_they_are_spoken() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112, 123].map(ordinal),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "123rd"]
        );
    }

    fn sure(within: u32) -> Sure {
        let range = |low, high, within| Some(Range { low, high, within: Some(within), out: 0 });
        Sure {
            number: 0,
            rank: 5,
            ballots: range(3, 9, within),
            weights: range(5, 5, 100),
            set: None,
            among_best: None,
            without: Vec::new(),
            near: true,
            places: Some(6),
            moved_by: None,
            errors: None,
        }
    }

    #[test]
    fn the_edge_is_told_with_what_it_lies_within() {
        assert_eq!(edge(Language::Chinese, 100, &sure(62)).as_deref(), Some("名额（6名）的界线落在测评的误差之内，入围的占62%"));
        assert_eq!(
            edge(Language::English, 100, &sure(62)).as_deref(),
            Some("the cut after 6 places falls within the noise of ratings (inside in 62%)")
        );
        assert_eq!(edge(Language::English, 100, &Sure { near: false, ..sure(62) }), None);
    }

    #[test]
    fn a_single_rank_is_no_range() {
        let how = Say::new("按权重", "by weights");
        let found = Range { low: 5, high: 5, within: None, out: 0 };
        assert_eq!(stood_between(Language::Chinese, found, &how), "按权重多为第5名");
        assert_eq!(stood_between(Language::English, Range { high: 9, ..found }, &how), "by weights mostly between 5th and 9th");
    }
}
