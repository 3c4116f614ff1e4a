//! 数据问题: what became of every sheet's rows, and every problem with its place and how to fix it.

use std::collections::BTreeSet;

use crate::base::problem::{Problem, Severity};
use crate::base::text::Language;
use crate::fact::evidence::SheetAccount;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::report::wording::pick;
use crate::report::Copies;
use crate::rubric::model::Rubric;
use crate::sheet::list_name;

/// Makes the sheet; accounts may be empty when nothing could be read.
pub(in crate::report) fn sheet(problems: &[Problem], accounts: &[SheetAccount], rubric: &Rubric, language: Language) -> Sheet {
    told(problems, (!accounts.is_empty()).then(|| account_grid(accounts, rubric, language)), language)
}

fn told(problems: &[Problem], accounts: Option<Grid>, language: Language) -> Sheet {
    let name = pick(language, "数据问题", "Problems").to_owned();
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    let grids = [problem_grid(problems, language)].into_iter().chain(accounts).collect();
    Sheet {
        title: pick(language, "数据问题清单", "Problems in the data").to_owned(),
        name,
        leads: vec![match language {
            Language::Chinese => format!("错误 {errors} 个，提醒 {warnings} 个。错误会使得分可能有误，须先改正；提醒说明了程序的读法。"),
            Language::English => {
                format!("{errors} error(s), {warnings} warning(s). With an error a score could be wrong; a warning says how the program read it.")
            }
        }],
        grids,
        ..Sheet::default()
    }
}

/// The list beside marked copies: the problems, how they are mended, and which copies carry no marks.
pub(in crate::report) fn list(copies: &Copies, language: Language) -> Sheet {
    let Copies { problems, files, without } = copies;
    let mut list = told(problems, None, language);
    for (row, problem) in list.grids.iter_mut().flat_map(|grid| &mut grid.rows).zip(*problems).take(MOST_LINKS) {
        if let (Some(target), Some(file)) = (target(problem, files), row.get_mut(FILE)) {
            *file = Cell::Link(problem.place.file.to_string(), target);
        }
    }
    list_name(language).clone_into(&mut list.name);
    list.fixed = true;
    let how = match language {
        Language::Chinese => "请在所抄的文件里照改：有问题的单元格标了底色（红为错误，黄为提醒），批注里写明改法。改好后再核对这个文件夹；本表不会被当作数据读入。",
        Language::English => "Mend the copies: the cells in question are coloured (red: error, yellow: warning), and their comments tell the fix. Then check the folder again; this list is not read as data.",
    };
    list.leads.push(how.to_owned());
    if !without.is_empty() {
        let (count, names) = (without.len(), without.join(pick(language, "、", ", ")));
        list.leads.push(match language {
            Language::Chinese => format!("以下 {count} 个文件没有标注（格式带不了标注，或内部结构读不通），请对照本表改，或另存为 xlsx：{names}"),
            Language::English => format!(
                "{count} file(s) carry no marks, as their format has none or their inner structure cannot be read. Mend them from this list, or save them as xlsx: {names}"
            ),
        });
    }
    list
}

/// The column of the file.
const FILE: usize = 1;
/// A sheet has at most 65,530 links.
const MOST_LINKS: usize = 60_000;
/// A link has at most so many characters.
const LONGEST_LINK: usize = 400;

/// The cell of the copy, as a link leads to it; none where a name has marks that links use for something else.
fn target(problem: &Problem, files: &BTreeSet<&str>) -> Option<String> {
    let place = &problem.place;
    if !files.contains(&*place.file) || place.file.contains(['#', '%', '?']) {
        return None;
    }
    let cell = place.at(place.row.max(1), place.column.max(1)).cell().unwrap_or_default();
    let within = if place.sheet.is_empty() { String::new() } else { format!("#'{}'!{cell}", place.sheet.replace('\'', "''")) };
    Some(format!("{}{within}", place.file)).filter(|target| target.chars().count() <= LONGEST_LINK)
}

/// What is wrong, and why it matters where that is not plain.
fn message(problem: &Problem, language: Language) -> String {
    let (message, why) = (problem.message(language), problem.why(language));
    why.map_or_else(|| message.clone(), |why| format!("{message}{}{why}", pick(language, "。", ". Why it matters: ")))
}

fn problem_grid(problems: &[Problem], language: Language) -> Grid {
    let row = |(number, problem): (usize, &Problem)| {
        let severity = match problem.fault.severity() {
            Severity::Error => pick(language, "错误", "error"),
            Severity::Warning => pick(language, "提醒", "warning"),
        };
        vec![
            Cell::whole(number + 1),
            Cell::long(problem.place.file.as_ref()),
            Cell::text(problem.place.sheet.as_ref()),
            Cell::text(problem.spot().unwrap_or_default()),
            Cell::text(severity),
            Cell::long(message(problem, language)),
            Cell::long(problem.expected(language)),
            Cell::long(problem.fix(language)),
            Cell::text(problem.fault.code()),
        ]
    };
    Grid {
        caption: None,
        heads: vec![
            Head::new(pick(language, "序号", "No."), 6, 8),
            Head::new(pick(language, "文件", "File"), 14, 36),
            Head::new(pick(language, "工作表", "Sheet"), 10, 18),
            Head::new(pick(language, "单元格", "Cell"), 8, 10),
            Head::new(pick(language, "级别", "Severity"), 8, 9),
            Head::new(pick(language, "问题", "Problem"), 24, 40),
            Head::new(pick(language, "应为", "Expected"), 14, 28),
            Head::new(pick(language, "处理", "Fix"), 18, 34),
            Head::new(pick(language, "代码", "Code"), 10, 22),
        ],
        rows: problems.iter().enumerate().map(row).collect(),
        filter: true,
        ..Grid::default()
    }
}

fn account_grid(accounts: &[SheetAccount], rubric: &Rubric, language: Language) -> Grid {
    // As the office calls it; its id where the rubric gives no sheet's name.
    let called = |id: &str| rubric.table(id).and_then(|table| table.sheets.first()).map_or(id, String::as_str).to_owned();
    let row = |(number, account): (usize, &SheetAccount)| {
        let aside = account.aside();
        let reasons = account.set_aside.iter().map(|(reason, rows)| format!("{} {}", reason.text(language), rows.count()));
        vec![
            Cell::whole(number + 1),
            Cell::long(account.place.file.as_ref()),
            Cell::text(account.place.sheet.as_ref()),
            Cell::whole(account.read),
            Cell::whole(account.counted),
            Cell::long(reasons.collect::<Vec<_>>().join(pick(language, "，", ", "))),
            Cell::whole(aside),
            Cell::whole(account.problems.count()),
            Cell::text(called(&account.table)),
        ]
    };
    Grid {
        caption: Some(
            pick(language, "各表行数：读取 = 计入 + 不计 + 有问题", "Rows of each sheet: read = counted + set aside + problems").to_owned(),
        ),
        heads: vec![
            Head::new(pick(language, "序号", "No."), 6, 8),
            Head::new(pick(language, "文件", "File"), 14, 36),
            Head::new(pick(language, "工作表", "Sheet"), 10, 18),
            Head::new(pick(language, "读取", "Read"), 8, 10),
            Head::new(pick(language, "计入", "Counted"), 8, 9),
            Head::new(pick(language, "不计的原因和行数", "Why set aside"), 24, 40),
            Head::new(pick(language, "不计", "Set aside"), 8, 28),
            Head::new(pick(language, "有问题", "Problems"), 8, 34),
            Head::new(pick(language, "对应的表", "Table"), 10, 22),
        ],
        rows: accounts.iter().enumerate().map(row).collect(),
        ..Grid::default()
    }
}
