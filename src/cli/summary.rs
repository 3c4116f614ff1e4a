//! The short summary at the end of a run that a person can read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::flags;
use super::show::Show;
use super::{changes, corrections};
use crate::base::exact::Exact;
use crate::base::problem::Problem;
use crate::base::text::Language;
use crate::fact::evidence::{SheetAccount, Subject};
use crate::rank::standing::{Selected, Standing};
use crate::report::{Output, CHANGES, DOSSIERS, INTERNAL, MOST_DOSSIERS, PUBLICATION, RANKING};
use crate::rubric::model::Edge;
use crate::run::{Bulk, Numbers, Run};

/// How many of each peer group are shown.
const TOP: usize = 10;

/// `outputs` are the files that this run wrote, `told` says where.
pub(super) fn all(run: &Run, outputs: &[Output], told: &[String], show: &Show) {
    let wrote = |name: &str| outputs.iter().any(|output| output.name == name);
    corrections::all(run, wrote(RANKING), show);
    changes::all(run, wrote(CHANGES), show);
    if show.is_json() {
        return;
    }
    let rubric = run.rubric();
    show.line(&format!("{}  {}  {}", rubric.name, rubric.version, run.period.id));
    if run.draft {
        if run.errors() > 0 {
            show.say("【草稿】数据中的错误尚未改正，不得作为结果使用。", "DRAFT: not a result as long as there are errors in the data.");
        } else {
            show.say(
                "【草稿】数据没有错误；要作为结果使用，请去掉 --draft 再运行一次。",
                "DRAFT: the data have no errors; run again without --draft for a result.",
            );
        }
    }
    rows(run, show);
    tops(run, show);
    proposed(run, show);
    if !run.stopped.is_empty() {
        let everybody = if show.language == Language::Chinese { "全部" } else { "everybody" };
        let groups = run.stopped.iter().map(|peer| if peer.is_empty() { everybody } else { peer }).collect::<Vec<_>>().join("、");
        show.say(&format!("\n有错误，未出排名：{groups}"), &format!("\nNot ranked because of errors: {groups}"));
    }
    if wrote(INTERNAL) {
        flags::count(run, show);
    }
    not_written(run, outputs, show);
    let count = Show::counted(&run.problems);
    show.say(&format!("\n{}已写出：", count.zh), &format!("\n{} Written:", count.en));
    for path in told {
        show.line(&format!("  {path}"));
    }
}

/// The same of large files, whose people are too many to be told one by one.
pub(super) fn bulk(bulk: &Bulk, written: &[String], show: &Show) {
    if show.is_json() {
        return;
    }
    let (run, numbers) = (&bulk.run, bulk.numbers);
    let rubric = run.rubric();
    show.line(&format!("{}  {}  {}", rubric.name, rubric.version, run.period.id));
    rows(run, show);
    let Numbers { peers, subjects, ranked, proposed, .. } = numbers;
    show.say(
        &format!("\n{peers} 组，{subjects} 人，排名 {ranked} 人，评选 {proposed} 人。数据量大，未查可疑情形。"),
        &format!("\n{peers} groups, {subjects} subjects, {ranked} ranked, {proposed} proposed. Nothing was flagged: these files are read without a look at each row."),
    );
    if !run.stopped.is_empty() {
        let some = run.stopped.iter().take(TOP).cloned().collect::<Vec<_>>().join("、");
        let dots = if run.stopped.len() > TOP { " …" } else { "" };
        show.say(
            &format!("\n有错误，{} 组未出排名：{some}{dots}", run.stopped.len()),
            &format!("\nNot ranked because of errors, {} groups: {some}{dots}", run.stopped.len()),
        );
    }
    let count = Show::counted(&run.problems);
    show.say(&format!("\n{}已写出：", count.zh), &format!("\n{} Written:", count.en));
    for path in written {
        show.line(&format!("  {path}"));
    }
}

/// Workbooks that somebody may miss.
fn not_written(run: &Run, outputs: &[Output], show: &Show) {
    let refused = |problem: &Problem| problem.is_error() && problem.fault.code().starts_with("publication/");
    if run.problems.iter().any(refused) {
        show.say(
            &format!("\n{PUBLICATION} 未写出：其中有不得公开的内容，见以上问题。"),
            &format!("\n{PUBLICATION} was not written: it would show what must not be published, see the problems above."),
        );
    }
    let subjects = run.evidence.subjects.len();
    // Where nobody is ranked, or no workbooks are asked for, it would be missed for another reason.
    let has_workbooks = !run.nothing_sound() && outputs.iter().any(is_workbook);
    if has_workbooks && subjects > MOST_DOSSIERS {
        show.say(
            &format!("\n{DOSSIERS} 未写出：{subjects} 人，多于 {MOST_DOSSIERS} 人的请分组评分。"),
            &format!("\n{DOSSIERS} was not written: of more than {MOST_DOSSIERS} subjects (here {subjects}) score group by group."),
        );
    }
}

fn is_workbook(output: &Output) -> bool {
    Path::new(&output.name).extension().is_some_and(|ending| ending == "xlsx")
}

/// How many rows were read from which sheet and what became of them.
pub(super) fn rows(run: &Run, show: &Show) {
    if show.is_json() {
        return;
    }
    head(show);
    for account in &run.evidence.accounts {
        let reasons: Vec<String> =
            account.set_aside.iter().map(|(reason, rows)| format!("{} {}", reason.text(show.language), rows.count())).collect();
        let why = if reasons.is_empty() {
            String::new()
        } else {
            show.language.bracketed(reasons.join(match show.language {
                Language::Chinese => "；",
                Language::English => "; ",
            }))
        };
        show.line(&format!("{}{}{why}", numbers(account), account.place));
        if let Some(quality) = account.quality {
            show.line(&format!("{}{}", " ".repeat(26), quality.say().text(show.language)));
        }
    }
    skipped(run, show);
}

/// The line above the numbers of all sheets.
pub(super) fn head(show: &Show) {
    show.say("\n读取  计入  搁置  问题   工作表", "\n Read Count Aside Probl   Sheet");
}

/// The numbers of a sheet, in columns.
pub(super) fn numbers(account: &SheetAccount) -> String {
    format!("{:>5} {:>5} {:>5} {:>5}   ", account.read, account.counted, account.aside(), account.problems.count())
}

/// Files that were not read, and why.
pub(super) fn skipped(run: &Run, show: &Show) {
    for (path, why) in &run.skipped {
        show.say(&format!("  未读：{path}（{}）", why.zh), &format!("  not read: {path} ({})", why.en));
    }
}

fn tops(run: &Run, show: &Show) {
    let stopped: BTreeSet<&str> = run.stopped.iter().map(String::as_str).collect();
    let mut peers: BTreeMap<&str, Vec<(u32, &Subject, &Standing)>> = BTreeMap::new();
    for index in &run.outcome.order {
        let (Some(subject), Some(standing)) = (run.evidence.subjects.get(*index), run.outcome.standings.get(*index)) else { continue };
        if !stopped.contains(subject.peer.as_str()) {
            let ranked = peers.entry(&subject.peer).or_default();
            ranked.extend(standing.rank.map(|rank| (rank, subject, standing)));
        }
    }
    for (peer, ranked) in peers {
        let peer = if peer.is_empty() { String::new() } else { format!("{peer}  ") };
        show.say(
            &format!("\n{peer}前 {} 名，共 {} 名", TOP.min(ranked.len()), ranked.len()),
            &format!("\n{peer}the first {} of {}", TOP.min(ranked.len()), ranked.len()),
        );
        for (rank, subject, standing) in ranked.into_iter().take(TOP) {
            let total = standing.total.as_ref().map(|total| printed(run, total)).unwrap_or_default();
            let star = if standing.selected == Selected::Yes { "★" } else { "" };
            let grade = standing.grade_or_open();
            show.line(&format!("{rank:>4}  {} {total:>8}  {grade} {star}", padded(&subject.name, 16)));
        }
    }
}

fn printed(run: &Run, number: &Exact) -> String {
    let rounding = run.rubric().rounding;
    number.print(rounding.decimals, rounding.mode)
}

/// Chinese characters take two columns on a terminal.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn proposed(run: &Run, show: &Show) {
    let Some(selection) = &run.rubric().selection else { return };
    let stopped: BTreeSet<&String> = run.stopped.iter().collect();
    for line in run.outcome.quotas.iter().filter(|line| !stopped.contains(&line.peer)) {
        let names = |indices: &[usize]| {
            let names = indices.iter().filter_map(|index| run.evidence.subjects.get(*index)).map(|subject| subject.name.as_str());
            names.collect::<Vec<_>>().join("、")
        };
        let group = if line.group.is_empty() { String::new() } else { show.language.bracketed(&line.group) };
        let (places, exact) = (line.places, line.exact.plain());
        let (zh, en) =
            line.base.map_or_else(Default::default, |base| (format!("按 {base} 人算得 {exact}，"), format!("{exact} of {base}, ")));
        let name = &selection.name;
        show.say(&format!("\n{name}{group}  {zh}名额 {places} 名"), &format!("\n{name}{group}  {en}{places} place(s)"));
        if line.eligible == 0 {
            show.say("  没有符合条件的人", "  nobody is eligible");
        } else if !line.selected.is_empty() {
            show.line(&format!("  {}", names(&line.selected)));
        }
        if !line.open.is_empty() {
            let open = names(&line.open);
            show.say(&format!("  名额范围之内，待会议决定：{open}"), &format!("  within the range, for the committee: {open}"));
        }
        if let Some(lot) = &line.lot {
            let (drawn, seed) = (names(&lot.order), lot.seed);
            show.say(
                &format!("  名额边缘并列，以种子数 {seed} 抽签，先后为：{drawn}"),
                &format!("  tied at the edge; drawn by lot from seed {seed}, in this order: {drawn}"),
            );
        }
        if !line.tied.is_empty() {
            let (tied, left) = (names(&line.tied), line.places_at_edge);
            match selection.ties {
                Edge::Committee | Edge::Include => show.say(
                    &format!("  名额边缘并列，余 {left} 名，待会议决定：{tied}"),
                    &format!("  tied at the edge, {left} place(s) left: {tied}"),
                ),
                Edge::Lot => show.say(
                    &format!("  名额边缘并列，余 {left} 名，待抽签（--seed 种子数）：{tied}"),
                    &format!("  tied at the edge, {left} place(s) left, to be drawn by lot (--seed): {tied}"),
                ),
                Edge::Exclude => show.say(
                    &format!("  名额边缘并列，按办法不列入：{tied}"),
                    &format!("  tied at the edge and, as the rubric says, not proposed: {tied}"),
                ),
            }
        }
    }
}
