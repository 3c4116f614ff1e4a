//! 备注: in words, what else is to be known of a line.

use crate::base::text::Language;
use crate::rank::standing::Selected;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::Cell;
use crate::rubric::model::VetoEffect;

/// Marks a line whose subject is proposed.
pub(super) const PROPOSED: &str = "★";
/// Marks a line whose subject is tied at the edge.
pub(super) const TIED: &str = "◇";

/// The word that stands before the names of vetoes.
pub(super) fn veto_word(language: Language) -> &'static str {
    match language {
        Language::Chinese => "否决：",
        Language::English => "Veto: ",
    }
}

/// The grade; where several are open, all of them.
pub(super) fn grade(roll: &Roll, line: &Line) -> Cell {
    let standing = line.standing;
    if standing.grades_open.is_empty() {
        return standing.grade.as_ref().map_or_else(Cell::dash, Cell::text);
    }
    Cell::text(format!("{}{}", standing.grades_open.join("/"), roll.pick("，待定", ", open")))
}

/// Proposed, tied, why not ranked, vetoes, why passed over.
pub(in crate::report) fn remarks(roll: &Roll, line: &Line) -> String {
    let mut parts: Vec<String> = Vec::new();
    match line.standing.selected {
        Selected::Yes => parts.push(format!("{PROPOSED}{}", roll.pick("建议人选", " proposed"))),
        Selected::Committee => parts.push(format!("{TIED}{}", left(roll, line))),
        Selected::No => {}
    }
    parts.extend(line.standing.reason.as_ref().map(|reason| reason.text(roll.language()).to_owned()));
    parts.extend(vetoes(roll, line));
    if line.ranked() {
        parts.extend(line.standing.held_back.as_ref().map(|why| why.text(roll.language()).to_owned()));
        parts.extend(passed_over(roll, line));
    }
    parts.join(roll.pick("；", "; "))
}

/// Why the committee decides: a tie, or a range of places.
fn left(roll: &Roll, line: &Line) -> &'static str {
    if in_range(roll, line) {
        roll.pick("名额范围之内，待会议决定", " within the range of places, for the committee")
    } else {
        roll.pick("名额边缘并列，待会议决定", " tied at the edge, for the committee")
    }
}

/// Whether a range of places leaves the subject to the committee.
pub(super) fn in_range(roll: &Roll, line: &Line) -> bool {
    roll.review.outcome.quotas.iter().any(|quota| quota.open.contains(&line.number) && !quota.tied.contains(&line.number))
}

/// The vetoes that struck; one that only limits the grade is called so, since it bars nobody from being proposed.
pub(super) fn vetoes(roll: &Roll, line: &Line) -> Option<String> {
    let (mut struck, mut limits) = (Vec::new(), Vec::new());
    for id in &line.standing.vetoes {
        let Some(veto) = roll.rubric().vetoes.iter().find(|veto| veto.id == *id) else { continue };
        let named = format!("{}{}", veto.name, roll.language().bracketed(&veto.clause));
        match &veto.effect {
            VetoEffect::GradeAtMost(grade) => {
                limits.push(format!("{}{grade}{}{named}", roll.pick("等次至多", "grade at most "), roll.pick("：", ": ")));
            }
            VetoEffect::NoGrade => limits.push(format!("{}{named}", roll.pick("不定等次：", "no grade: "))),
            VetoEffect::LowestGrade | VetoEffect::Zero | VetoEffect::Exclude | VetoEffect::BarSelection => struck.push(named),
        }
    }
    let vetoes = (!struck.is_empty()).then(|| format!("{}{}", veto_word(roll.language()), struck.join(roll.pick("、", ", "))));
    let all: Vec<String> = vetoes.into_iter().chain(limits).collect();
    (!all.is_empty()).then(|| all.join(roll.pick("；", "; ")))
}

/// Why the subject may not be proposed.
pub(super) fn passed_over(roll: &Roll, line: &Line) -> Option<String> {
    let reasons: Vec<&str> = line.standing.barred.iter().map(|reason| reason.text(roll.language())).collect();
    (!reasons.is_empty()).then(|| format!("{}{}", roll.pick("不参评：", "Not eligible: "), reasons.join(roll.pick("、", ", "))))
}
