//! The sections of a file.

use super::composition::{BASE, BLEND, BONUS, DIMENSION, PART};
use super::following::{CALENDAR, FOLLOW, SUMMARY};
use super::head::HEAD;
use super::nothing::NO_VALUE;
use super::publication::PUBLICATION;
use super::rules::{COUNT, CRITERION, FIGURE};
use super::standing::{FAIRNESS, GRADE, NOTICE, SELECTION, STANDING, VETO};
use super::tables::TABLE;
use super::{Kind, Section, Word};

/// The file itself.
pub static ROOT: Section = Section::new(
    "a rubric",
    &[
        Word::required("rubric", Kind::Table(&HEAD), "What this regulation is."),
        Word::optional("no-value", Kind::Table(&NO_VALUE), "What each of the four kinds of nothing does."),
        Word::optional("parts", Kind::Each(&Kind::Table(&PART)), "Parts of a blend, in order of the file."),
        Word::optional("blend", Kind::Table(&BLEND), "How the parts become the total."),
        Word::optional("tables", Kind::Each(&Kind::Table(&TABLE)), "Which sheets, headers and words."),
        Word::optional("dimensions", Kind::Each(&Kind::Table(&DIMENSION)), "Sums of criteria, capped and weighed."),
        Word::optional("criteria", Kind::Each(&Kind::Table(&CRITERION)), "Scored rules."),
        Word::optional("counts", Kind::Each(&Kind::Table(&COUNT)), "Numbers that only rules refer to; no points."),
        Word::optional("base", Kind::Table(&BASE), "Points added when conditions hold."),
        Word::optional("bonus", Kind::Table(&BONUS), "The bonus dimensions together."),
        Word::optional("vetoes", Kind::Each(&VETO), "What overrides a total, a grade or a selection."),
        Word::optional("standing", Kind::Table(&STANDING), "How ranks are given."),
        Word::optional("grades", Kind::List(&Kind::Table(&GRADE)), "Grades from best to worst."),
        Word::optional("selection", Kind::Table(&SELECTION), "Who is selected, and how many."),
        Word::optional("fairness", Kind::Table(&FAIRNESS), "By what scores and proposals are compared; it changes nothing."),
        Word::optional("notices", Kind::Each(&Kind::Table(&NOTICE)), "What follows for whom; it changes no number, grade or rank."),
        Word::optional("publication", Kind::Table(&PUBLICATION), "What is put on public display."),
        Word::optional(
            "figures",
            Kind::Each(&Kind::Table(&FIGURE)),
            "Figures of the report: over all source rows of the period, whoever they name.",
        ),
        Word::optional("follow", Kind::Each(&Kind::Table(&FOLLOW)), "What is followed from opening to closing: cases, suggestions, tasks."),
        Word::optional("calendar", Kind::Each(&Kind::Table(&CALENDAR)), "Days on which something is to be held, as a table that is made."),
        Word::optional("summaries", Kind::Each(&Kind::Table(&SUMMARY)), "Further sheets of `stations.xlsx`; they change no number."),
    ],
);
