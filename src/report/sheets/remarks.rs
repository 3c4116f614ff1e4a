//! 备注: in words, what else is to be known of a line.

use crate::base::text::Language;
use crate::rank::standing::Selected;
use crate::report::roll::{Line, Roll};
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

/// Proposed, tied, why not ranked, vetoes, why passed over.
pub(super) fn remarks(roll: &Roll, line: &Line) -> String {
    let mut parts: Vec<String> = Vec::new();
    match line.standing.selected {
        Selected::Yes => parts.push(format!("{PROPOSED}{}", roll.pick("建议人选", " proposed"))),
        Selected::Committee => {
            parts.push(format!("{TIED}{}", roll.pick("名额边缘并列，待会议决定", " tied at the edge, for the committee")));
        }
        Selected::No => {}
    }
    parts.extend(line.standing.reason.as_ref().map(|reason| reason.text(roll.language()).to_owned()));
    parts.extend(vetoes(roll, line));
    if line.ranked() {
        parts.extend(passed_over(roll, line));
    }
    parts.join(roll.pick("；", "; "))
}

/// The vetoes that struck; one that only limits the grade is called so, since it bars nobody from being proposed.
pub(super) fn vetoes(roll: &Roll, line: &Line) -> Option<String> {
    let (mut struck, mut limits) = (Vec::new(), Vec::new());
    for id in &line.standing.vetoes {
        let Some(veto) = roll.rubric().vetoes.iter().find(|veto| veto.id == *id) else { continue };
        let named = format!("{}（{}）", veto.name, veto.clause);
        if let VetoEffect::GradeAtMost(grade) = &veto.effect {
            limits.push(format!("{}{grade}：{named}", roll.pick("等次至多", "grade at most ")));
        } else {
            struck.push(named);
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
