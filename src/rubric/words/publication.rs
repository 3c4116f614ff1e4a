//! What is put on public display.

use super::{Kind, Section, Word};

pub(super) static PUBLICATION: Section = Section::new(
    "[publication]",
    &[
        Word::said("name", Kind::Filled, "from the words of `[selection]`", "the title of the public list"),
        Word::default("who", Kind::Choice(&["selected", "ranked", "all"]), "\"selected\"", "who is listed"),
        Word::default(
            "columns",
            Kind::SomeTexts,
            "[\"number\", \"name\", \"grade\"]",
            "what is shown, in this order: `number`, `name`, `peer`, `rank`, `total`, `grade`, or a roster column by its id; nothing else leaves \
             the office",
        ),
        Word::default("order", Kind::Choice(&["strokes", "rank"]), "\"strokes\"", "`strokes` (姓氏笔画) or `rank`, within the peer group"),
        Word::default("days", Kind::Whole, "5", "working days of the notice, at least 1"),
        Word::default("holidays", Kind::List(&Kind::Day), "[]", "days off within the notice"),
        Word::default("workdays", Kind::List(&Kind::Day), "[]", "Saturdays and Sundays that are worked (调休)"),
        Word::said("contact", Kind::Filled, "a line to fill in", "whom to turn to, with telephone number and place"),
        Word::said("objection", Kind::Filled, "the usual sentence", "how to object"),
        Word::said("issuer", Kind::Filled, "the rubric's", "who signs"),
        Word::default("ratings", Kind::Texts, "[]", "ids of rating criteria whose ballots are shown as counts, none of them below 5"),
    ],
);
