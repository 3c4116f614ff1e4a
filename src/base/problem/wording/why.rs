//! Why a warning on a rubric matters, in one sentence.

use crate::base::text::Language;

/// Code, Chinese, English.
const WHY: [(&str, &str, &str); 8] = [
    (
        "rubric/weights",
        "权重合计多少，满分就变成多少倍，而等次线不会跟着变",
        "the highest total moves with the sum of the weights, and the grades do not move with it",
    ),
    (
        "rubric/gap",
        "总会有人正好落在空档里，事先没有说明，等次就会有争议",
        "sooner or later somebody's number lies in the gap, and what was not settled before is disputed then",
    ),
    (
        "rubric/overlap",
        "同一个分数按条文可归两档，落在哪一档会有争议",
        "by the published text one number is in two ranges, and people will dispute which",
    ),
    (
        "rubric/unreachable",
        "写出来的分谁也得不到，多半是漏了一条规则或抄错了数",
        "points that nobody can have mostly mean that a rule was left out or a number copied wrongly",
    ),
    (
        "rubric/undecided",
        "请假的、不要求的怎样计分，会改变名次，应由办法来定，不由程序来定",
        "what leave or an exemption gives changes ranks; the regulation should decide it, not the program",
    ),
    ("rubric/quota", "名额永远空着，人选表上不会有人", "the places stay empty, and the list of those selected with them"),
    (
        "rubric/flattering",
        "这样的公式使不满意看上去像及格，读到分数的人会误解",
        "such a formula makes disapproval look like a pass, and misleads whoever reads the number",
    ),
    (
        "rubric/no-example",
        "没有算例，就没有人核对过这一条的读法与条文相同",
        "without one nobody has proved that the rule is read as the clause means it",
    ),
];

/// The sentence for a code; most faults speak for themselves.
pub(in crate::base::problem) fn why(code: &str, language: Language) -> Option<&'static str> {
    WHY.iter().find(|(known, ..)| *known == code).map(|(_, zh, en)| match language {
        Language::Chinese => *zh,
        Language::English => *en,
    })
}
