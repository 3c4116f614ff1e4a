//! `duly rubric check|test|show|list`.

use super::args::{RubricArgs, RubricCommand};
use super::show::Show;
use super::Exit;
use crate::base::problem::{in_order, Problem};
use crate::rubric::library::BUILT_IN;
use crate::run::{examples, load_rubric, Chosen, Failure};
use crate::score::check_examples;

pub(super) fn rubric(options: &RubricArgs, show: &mut Show) -> Result<Exit, Failure> {
    match &options.command {
        RubricCommand::Check(named) => each(&named.files, "rubric check", show, |chosen, show| {
            let problems = examples(chosen)?;
            let (id, criteria) = (&chosen.rubric.id, chosen.rubric.criteria.len());
            if problems.is_empty() {
                show.say(
                    &format!("{}：{id}，{criteria} 项，无误", chosen.name),
                    &format!("{}: {id}, {criteria} criteria, no mistakes", chosen.name),
                );
            }
            Ok(problems)
        }),
        RubricCommand::Test(named) => each(&named.files, "rubric test", show, |chosen, show| {
            let (run, failed) = check_examples(&chosen.rubric)?;
            let passed = run - failed.len();
            show.say(
                &format!("{}：算例 {run} 个，{passed} 个相符", chosen.name),
                &format!("{}: {passed} of {run} examples agree", chosen.name),
            );
            examples(chosen)
        }),
        RubricCommand::Show(named) => each(&named.files, "rubric show", show, |chosen, show| {
            told(chosen, show);
            Ok(Vec::new())
        }),
        RubricCommand::List { files } => list(files, show),
    }
}

fn each(
    files: &[String],
    command: &str,
    show: &Show,
    act: impl Fn(&Chosen, &Show) -> Result<Vec<Problem>, Failure>,
) -> Result<Exit, Failure> {
    let (mut problems, mut unopened) = (Vec::new(), Vec::new());
    for file in files {
        match load_rubric(file) {
            Ok(loaded) => {
                problems.extend(loaded.problems);
                for chosen in &loaded.rubrics {
                    problems.extend(act(chosen, show)?);
                }
            }
            Err(Failure::Io(error)) => unopened.push(error),
            Err(other) => return Err(other),
        }
    }
    let problems = in_order(problems);
    show.problems(&problems);
    // A file that is not there hides no fault of the others.
    for error in &unopened {
        show.complain(&error.to_string());
    }
    let exit = match (unopened.is_empty(), problems.iter().any(Problem::is_error)) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Errors,
        (true, false) => Exit::Done,
    };
    show.json_summary(command, exit, &problems, &[], &[]);
    Ok(exit)
}

fn list(files: &[String], show: &Show) -> Result<Exit, Failure> {
    let names: Vec<String> = if files.is_empty() { BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect() } else { files.to_vec() };
    each(&names, "rubric list", show, |chosen, show| {
        let rubric = &chosen.rubric;
        let (from, to) = rubric.in_force;
        let to = to.map(|to| to.to_string()).unwrap_or_default();
        show.line(&format!("{}  {}  {}  {from}–{to}  {}", chosen.name, rubric.id, rubric.version, rubric.name));
        Ok(Vec::new())
    })
}

/// The rubric in words, dimension by dimension, and the order in which it is evaluated.
fn told(chosen: &Chosen, show: &Show) {
    let rubric = &chosen.rubric;
    show.line(&format!("{}  {}  {}", rubric.name, rubric.id, rubric.version));
    for dimension in &rubric.dimensions {
        let full = dimension.full.as_ref().map(|full| format!("  {}", full.plain())).unwrap_or_default();
        show.line(&format!("\n{}{full}", dimension.name));
        for criterion in rubric.criteria.iter().filter(|criterion| criterion.dimension == dimension.id) {
            let tables = criterion.query.from.join(", ");
            show.line(&format!("  {}  {}（{}）  ← {tables}", criterion.id, criterion.name, criterion.clause));
            show.line(&format!("      {}", crate::report::rule_in_words(criterion, rubric).text(show.language)));
        }
    }
    show.say(
        "\n评定顺序：1 核对姓名和日期 2 where 3 系数 4 once 5 计量 6 折算 7 计分 8 单项上下限 9 分项合计、上下限、权重 10 基础分 11 附加分 12 合成 13 取整一次 14 否决 15 按分定等次 16 名次、按名次定等次 17 名额 18 人选 19 提醒",
        "\nOrder: 1 people and dates 2 where 3 factors 4 once 5 measure 6 proration 7 points 8 item floor, cap 9 dimension sum, floor, cap, weight 10 base 11 bonus 12 blend 13 round once 14 vetoes 15 grade by band 16 rank, grade by rank 17 quota 18 selection 19 notices",
    );
}
