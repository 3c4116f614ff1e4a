//! `duly explain`: a tree from the total down to the cells.

use std::collections::{BTreeMap, BTreeSet};

use super::args::ExplainArgs;
use super::corrected;
use super::ledger;
use super::show::Show;
use super::Exit;
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::{name_form, squeeze, Language, Say};
use crate::fact::evidence::{Aside, Subject};
use crate::report::record::{outside_share, Teller};
use crate::report::sure_in_words;
use crate::rubric::model::Criterion;
use crate::run::{run, Failure, Run};
use crate::score::card::{Item, Step};
use crate::sheet::corrections::Correction;
use crate::tally::Tracer;

pub(super) fn explain(options: &ExplainArgs, show: &mut Show) -> Result<Exit, Failure> {
    let run = run(&options.request(), &|stage| show.progress(stage))?;
    show.finish_progress();
    let exit = explained(options, &run, show)?;
    if show.is_json() {
        show.problems(&run.problems);
        show.json_summary("explain", exit, &run.problems, &run.evidence.accounts, &[]);
    }
    Ok(exit)
}

fn explained(options: &ExplainArgs, run: &Run, show: &Show) -> Result<Exit, Failure> {
    let found = who(run, &options.who);
    let [number] = found.as_slice() else {
        return Ok(nobody_or_several(run, &found, &options.who, show));
    };
    let known = |id: &String| run.rubric().criterion(id).is_some();
    if let Some(id) = options.criterion.as_ref().filter(|id| !known(id)) {
        let ids: Vec<&str> = run.rubric().criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        let ids = ids.join(" ");
        let text = Say::new(format!("办法中没有指标“{id}”，有：{ids}"), format!("there is no criterion {id}; there are: {ids}"));
        show.complain(text.text(show.language));
        return Ok(Exit::Failed);
    }
    let tracer = Tracer::new(&run.evidence, run.rubric())?;
    Tree { run, tracer, number: *number, show }.print(options.criterion.as_deref())?;
    let errors = run.errors();
    if errors > 0 {
        show.say(
            &format!("\n注意：数据中有 {errors} 个错误，先运行 duly check。"),
            &format!("\nNote: the inputs have {errors} errors; run duly check."),
        );
        return Ok(Exit::Errors);
    }
    Ok(Exit::Done)
}

/// By key, else by name.
fn who(run: &Run, asked: &str) -> Vec<usize> {
    let subjects = run.evidence.subjects.iter().enumerate();
    let by_key: Vec<usize> =
        subjects.clone().filter(|(_, subject)| squeeze(&subject.key) == squeeze(asked)).map(|(index, _)| index).collect();
    if !by_key.is_empty() {
        return by_key;
    }
    let (name, note) = parted(asked);
    let fits = |subject: &Subject| {
        let marks = run.rubric().subject.tell_apart.iter().filter_map(|column| subject.columns.get(column));
        note.is_empty() || parted(&subject.name).1 == note || marks.map(|mark| squeeze(mark)).any(|mark| mark == note)
    };
    subjects.filter(|(_, subject)| parted(&subject.name).0 == name && fits(subject)).map(|(index, _)| index).collect()
}

/// `王伟（东村）` → the name and its note.
fn parted(name: &str) -> (String, String) {
    let plain = name.replace('（', "(").replace('）', ")");
    let (bare, note) = plain.split_once('(').unwrap_or((&plain, ""));
    (name_form(bare), squeeze(note.trim_end_matches(')')))
}

/// Names of the roster that are one character away.
fn nearest(run: &Run, asked: &str) -> Vec<String> {
    let near = run.evidence.subjects.iter().filter(|subject| strsim::levenshtein(&name_form(&subject.name), &name_form(asked)) <= 1);
    near.map(|subject| subject.name.clone()).take(3).collect()
}

fn nobody_or_several(run: &Run, found: &[usize], asked: &str, show: &Show) -> Exit {
    if found.is_empty() {
        let near = nearest(run, asked);
        let hint = if near.is_empty() {
            Say::default()
        } else {
            Say::new(format!("；是否为 {}？", near.join("、")), format!("; did you mean {}?", near.join(", ")))
        };
        let text = Say::new(format!("名册中没有“{asked}”{}", hint.zh), format!("“{asked}” is not on the roster{}", hint.en));
        show.complain(text.text(show.language));
    } else {
        let keys = found.iter().filter_map(|index| run.evidence.subjects.get(*index));
        let marks = |subject: &Subject| {
            let told = run.rubric().subject.tell_apart.iter().filter_map(|column| subject.columns.get(column).cloned());
            std::iter::once(subject.peer.clone()).chain(told).collect::<Vec<_>>().join("，")
        };
        let keys: Vec<String> = keys.map(|subject| format!("{}（{}）", subject.key, marks(subject))).collect();
        let text = Say::new(
            format!("“{asked}”有 {} 位，用编号指定：{}", keys.len(), keys.join("、")),
            format!("“{asked}” fits {}; name the key: {}", keys.len(), keys.join(", ")),
        );
        show.complain(text.text(show.language));
    }
    Exit::Failed
}

struct Tree<'a> {
    run: &'a Run,
    tracer: Tracer<'a>,
    number: usize,
    show: &'a Show,
}

impl Tree<'_> {
    fn print(&self, only: Option<&str>) -> Result<(), Failure> {
        let rubric = self.run.rubric();
        let (Some(subject), Some(card)) = (self.run.evidence.subjects.get(self.number), self.run.cards.get(self.number)) else {
            return Ok(());
        };
        let Some(standing) = self.run.outcome.standings.get(self.number) else { return Ok(()) };
        let rank = standing.rank.map(|rank| format!("  #{rank}")).unwrap_or_default();
        let grade = standing.grade_or_open();
        self.show.line(&format!(
            "{}  {}  {}  {}{rank}  {grade}",
            subject.name,
            subject.key,
            subject.peer,
            self.shown(standing.total.as_ref())
        ));
        for notice in rubric.notices.iter().filter(|notice| standing.notices.iter().any(|noticed| noticed.id == notice.id)) {
            let colon = match self.show.language {
                Language::Chinese => "：",
                Language::English => ": ",
            };
            self.show.line(&format!("  {}{}{colon}{}", notice.name, self.show.language.bracketed(&notice.clause), notice.text));
        }
        if let Some(reason) = &standing.reason {
            self.show.line(&format!("  {}", reason.text(self.show.language)));
        }
        if let Some(confidence) = &self.run.confidence {
            self.show.line(&format!("  {}", sure_in_words(rubric, confidence, self.number, self.show.language)));
        }
        if only.is_none() {
            self.steps("  ", &card.steps);
            self.steps("  ", &standing.steps);
        }
        for (part, score) in rubric.parts.iter().zip(&card.parts) {
            if only.is_none() {
                if rubric.blend.declared {
                    self.show.line(&format!("├ {}  {}", part.name, self.shown(score.points.as_ref())));
                }
                self.steps("│   ", &score.steps);
            }
            for (dimension, score) in rubric.dimensions.iter().zip(&card.dimensions).filter(|(dimension, _)| dimension.part == part.id) {
                if only.is_none() {
                    self.show.line(&format!("│ ├ {}  {}", dimension.name, self.shown(score.points.as_ref())));
                    self.steps("│ │   ", &score.steps);
                }
                for (criterion, item) in
                    rubric.criteria.iter().zip(&card.items).filter(|(criterion, _)| criterion.dimension == dimension.id)
                {
                    if only.is_none_or(|only| only == criterion.id) {
                        self.item(criterion, item)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn item(&self, criterion: &Criterion, item: &Item) -> Result<(), Failure> {
        let why = item.nothing().map(|why| why.text(self.show.language).to_owned());
        // Why there are too few has brackets of its own.
        let kind = why.map(|why| if item.few.is_some() { format!("  {why}") } else { self.show.language.bracketed(why) });
        let kind = kind.unwrap_or_default();
        let head = format!(
            "│ │ ├ {}{}  {}{kind}",
            criterion.name,
            self.show.language.bracketed(&criterion.clause),
            self.shown(item.points.as_ref())
        );
        self.show.line(&head);
        self.steps("│ │ │   ", &item.steps);
        let teller = Teller { rubric: self.run.rubric(), language: self.show.language };
        let traced = self.tracer.trace(&criterion.query)?;
        let mut counted: BTreeMap<(Place, String), u64> = BTreeMap::new();
        let mut touched: BTreeSet<Say> = BTreeSet::new();
        for one in traced.iter().filter(|one| one.subject as usize == self.number) {
            let Some(entry) = self.run.evidence.table(&one.table).and_then(|table| table.entries.get(one.entry)) else { continue };
            if one.aside == Some(Aside::Where) || teller.is_together(criterion, &one.table) {
                let choice = teller.option(criterion, &one.table, entry);
                let what = one.aside.map(|reason| reason.say().text(self.show.language).to_owned()).or(choice);
                *counted.entry((entry.place.at(0, 0), what.unwrap_or_default())).or_default() += entry.n;
                touched.extend(corrected::of_row(self.run, &one.table, entry).into_iter().map(Correction::told));
                continue;
            }
            let told = teller.told(&one.table, entry);
            match one.aside {
                None if outside_share(criterion, entry) => {
                    self.show.say(
                        &format!("│ │ │   – {}  {told}（不计入应到）", entry.place),
                        &format!("│ │ │   – {}  {told} (not in the denominator)", entry.place),
                    );
                }
                None => {
                    let factor = if one.factor == Exact::one() { String::new() } else { format!(" × {}", one.factor) };
                    self.show.line(&format!("│ │ │   ✓ {}  {told}{factor}", entry.place));
                }
                Some(reason) => {
                    let reason = reason.say();
                    let reason = self.show.language.bracketed(reason.text(self.show.language));
                    self.show.line(&format!("│ │ │   – {}  {told}{reason}", entry.place));
                }
            }
            for correction in corrected::of_row(self.run, &one.table, entry) {
                self.show.line(&format!("│ │ │     〔{}〕", correction.told().text(self.show.language)));
            }
        }
        for line in corrected::gone(self.run, &criterion.query.from, self.number, self.show.language) {
            self.show.line(&format!("│ │ │   {line}"));
        }
        for ((sheet, what), count) in counted {
            self.show.line(&format!("│ │ │   · {sheet}  {what} {count}"));
        }
        for said in touched {
            self.show.line(&format!("│ │ │     〔{}〕", said.text(self.show.language)));
        }
        Ok(())
    }

    fn steps(&self, indent: &str, steps: &[Step]) {
        ledger::steps(self.show, self.run.rubric().rounding, indent, steps);
    }

    fn shown(&self, number: Option<&Exact>) -> String {
        number.map_or_else(|| "—".to_owned(), |number| ledger::both(number, self.run.rubric().rounding))
    }
}
