//! All wording of problems in Chinese and English: here what is wrong; `expected`, `fix` and `why` beside it.

mod correction;
mod expected;
mod fix;
mod follow;
mod parts;
mod people;
mod publication;
mod standing;
mod tallies;
mod why;

use parts::{guess, listed, spans, turnout, unrecorded};
pub(super) use why::why;

use super::Fault;
use crate::base::text::Say;

impl Fault {
    /// What is wrong; `found` is the value in the cell.
    #[expect(clippy::too_many_lines, reason = "one match over all faults")]
    pub(super) fn message(&self, found: &str) -> Say {
        match self {
            Self::FileUnreadable { why } => Say::new(format!("文件无法读取：{}", why.zh), format!("the file cannot be read: {}", why.en)),
            Self::FilePassword => Say::new("文件有密码保护", "the file is protected by a password"),
            Self::FileTwice => {
                Say::new("与另一文件内容完全相同，只读取一份", "this file and another have the same content; only one of them is read")
            }
            Self::FileOfOtherPeriod => Say::new(
                "与另一考核期的文件内容完全相同，两份各计入自己的考核期",
                "this file has the same content as one of another period; each is read for its own period",
            ),
            Self::FileEncoding => Say::new(
                "看不出文本的编码：不是 UTF-8、UTF-16，也不像 GB18030",
                "the text is neither UTF-8 nor UTF-16, and does not look like GB18030",
            ),
            Self::FileQuoteOpen { line } => Say::new(
                format!("第 {line} 行有一个引号没有成对，其后的内容会并入这一格"),
                format!("a quotation mark in line {line} is not closed, and what stands behind it would be part of that field"),
            ),
            Self::FileTooLarge { why } => Say::new(format!("文件过大：{}", why.zh), format!("the file is too large: {}", why.en)),
            Self::SheetUnknown { nearest } => Say::new(
                format!("办法中没有与此工作表对应的表，未读取{}", nearest.zh),
                format!("no table of the rubric takes this sheet; it was not read{}", nearest.en),
            ),
            Self::OtherTable { last, nearest } => Say::new(
                format!("此处起至第 {last} 行像是另一张表（{found}），办法中没有，未读取{}", nearest.zh),
                format!("from here to row {last} stands what looks like another table ({found}); no table of the rubric takes it; it was not read{}", nearest.en),
            ),
            Self::ColumnMissing { table, headers, nearest } => {
                let guess = guess(nearest.as_slice());
                Say::new(
                    format!("缺少列“{}”（办法的表 {table}）{}", headers.join("”或“"), guess.zh),
                    format!("there is no column headed {} (table `{table}` of the rubric){}", headers.join(" or "), guess.en),
                )
            }
            Self::ColumnWithoutDay { .. } => Say::new(
                format!("“{found}”一列没有日期，而这张表从姓名往后每列记一次会议或活动"),
                format!("the column “{found}” has no date: in this table every further column is an event with its day"),
            ),
            Self::ColumnTwice { column } => Say::new(
                format!("“{found}”列出现两次，都可作为 {column}"),
                format!("“{found}” is a second column that could be `{column}`"),
            ),
            Self::TableMissing { sheets } => {
                Say::new(format!("没有找到工作表：{}", listed(sheets)), format!("no sheet named {} was found", sheets.join(" or ")))
            }
            Self::UnknownWord { nearest, .. } => {
                let guess = guess(nearest.as_slice());
                Say::new(
                    format!("“{found}”不在规定用语之内{}", guess.zh),
                    format!("“{found}” is not one of the words for this column{}", guess.en),
                )
            }
            Self::NotANumber { .. } => Say::new(format!("“{found}”不是数字"), format!("“{found}” is not a number")),
            Self::AboutNumber { read } => {
                Say::new(format!("“{found}”不是确数，按 {read} 计"), format!("“{found}” is no exact number; it is read as {read}"))
            }
            Self::UnknownUnit { .. } => {
                Say::new(format!("“{found}”的单位不在此列规定的单位之内"), format!("“{found}” has a unit that is not one of this column's"))
            }
            Self::NotWhole => Say::new(format!("“{found}”不是整数"), format!("“{found}” is not a whole number")),
            Self::PercentOfScale => Say::new(
                format!("“{found}”是百分数，而此列的分数高于 1，读法不明"),
                format!("“{found}” is a percentage, in a column of marks that reach above 1"),
            ),
            Self::NumberTooFine => {
                Say::new(format!("“{found}”小数位过多或数值过大"), format!("“{found}” has more digits than can be counted exactly"))
            }
            Self::NotADate => {
                Say::new(format!("“{found}”不是日期，或没有这一天"), format!("“{found}” is not a date, or there is no such day"))
            }
            Self::DateUnclear => Say::new(
                format!("日期“{found}”有两种读法，或年月日不全"),
                format!("the date “{found}” can be read in two ways, or lacks its year or day"),
            ),
            Self::DateWithoutDay { from, to } => Say::new(
                format!("“{found}”没有写明哪一天，按 {from} 计（所指的时间为 {from} 至 {to}）"),
                format!("“{found}” names no day; of {from} to {to} it is read as the first"),
            ),
            Self::OutOfRange { low, high } => {
                Say::new(format!("“{found}”超出 {low} 至 {high}"), format!("“{found}” is outside {low} to {high}"))
            }
            Self::OutsideRanges { ranges } => {
                let ranges = spans(ranges);
                Say::new(format!("“{found}”不在这些分数段之内：{}", ranges.zh), format!("“{found}” is in none of the ranges {}", ranges.en))
            }
            Self::OutOfRangeLeft { low, high } => Say::new(
                format!("“{found}”超出 {low} 至 {high}，按无效处理，不计入"),
                format!("“{found}” is outside {low} to {high}; it is void and not counted"),
            ),
            Self::Blank { header } if found.is_empty() => Say::new(format!("“{header}”为空"), format!("“{header}” is blank")),
            Self::Blank { header } => {
                Say::new(format!("“{header}”填的是“{found}”，等于没有填"), format!("“{header}” holds “{found}”, which says no more than a blank"))
            }
            Self::FormulaWithoutValue => Say::new("公式没有保存计算结果", "the formula has no stored result"),
            Self::ErrorValue => Say::new(format!("单元格为错误值 {found}"), format!("the cell holds the error {found}")),
            Self::LostDigits => Say::new(
                "长号码的末几位已丢失（表格软件只保留 15 位数字）",
                "the last digits of this long number are lost (spreadsheet programs keep 15)",
            ),
            Self::RowTwice => Say::new(
                "与另一行完全相同；除办法规定只计一次的以外，两行都计入",
                "the same as another row; both count, except where the rubric counts once",
            ),
            Self::StepOutOfOrder { .. } | Self::StepUnrecorded { .. } | Self::NothingAfter { .. } | Self::NotCarried { .. } | Self::StepContradicted { .. } | Self::NumberTwice => self.of_record(found).unwrap_or_default(),
            Self::PersonTwice => Say::new(
                format!("“{found}”在本表中已有一行，同一次会议会计两次"),
                format!("“{found}” has a row on this sheet already, so that each meeting would count twice"),
            ),
            Self::NotRecorded { criterion, subject, kind, few, open } => unrecorded(criterion, subject, kind.as_deref(), *few, *open),
            Self::TwoValues { criterion, subject } => Say::new(
                format!("{subject}：“{criterion}”只取一行，却有两行"),
                format!("{subject}: two rows for “{criterion}”, which takes one"),
            ),
            Self::NoSubPeriod { per, .. } => {
                let per = per.say();
                let folder = if found.is_empty() { Say::default() } else { Say::new(format!("（{found}）"), format!(" ({found})")) };
                Say::new(
                    format!("这一行没有日期，文件夹的时期{}又不在一个{}之内，不知归入哪一段", folder.zh, per.zh),
                    format!("the row has no date, and the period of its folder{} lies in no single {}", folder.en, per.en),
                )
            }
            Self::Turnout { what, with, number, equal } => turnout(found, what, with, number, *equal),
            Self::UnknownName { nearest, several } => people::unknown(found, nearest, *several),
            Self::OutsideName { nearest } => people::outside(found, nearest),
            Self::NearName { nearest } => people::near(found, nearest),
            Self::GroupName => people::group(found),
            Self::NotAllNamed { named, total, .. } => people::not_all_named(found, *named, *total),
            Self::QuestionOfNobody => Say::new(
                format!("题目“{found}”的答案像是评价，题目里却没有名册中的姓名"),
                format!("the question “{found}” is answered like a rating, and names nobody of the roster"),
            ),
            Self::QuestionOfSeveral { names } => Say::new(
                format!("题目“{found}”里有几个姓名：{}", listed(names)),
                format!("the question “{found}” names several: {}", names.join(", ")),
            ),
            Self::NameOfTwo { keys } => Say::new(
                format!("名册中不止一人叫“{found}”：{}", listed(keys)),
                format!("more than one person on the roster is named “{found}”: {}", keys.join(", ")),
            ),
            Self::KeyOfTwo { names } => Say::new(
                format!("名册中编号“{found}”有两个人：{}", listed(names)),
                format!("the roster gives the key “{found}” to two people: {}", names.join(", ")),
            ),
            Self::KeysOfOne { keys } => Say::new(
                format!("名册中“{found}”有两个编号：{}，其余各项相同，像是同一个人", listed(keys)),
                format!(
                    "the roster gives “{found}” two keys, {}, and nothing else that differs: this looks like one person",
                    keys.join(" and ")
                ),
            ),
            Self::SheetCopy { repeated, rows } => Say::new(
                format!("{rows} 行中有 {repeated} 行与另一张工作表相同，会重复计分"),
                format!("{repeated} of {rows} rows stand in another sheet too and would count twice"),
            ),
            Self::TermReversed => Say::new(
                format!("{found}：离任早于当选，或恢复早于暂停，任期不成立"),
                format!("{found}: the term ends before it begins, or a suspension before it began"),
            ),
            Self::DateOutsidePeriod { counts: false, .. } => Say::new(
                format!("日期 {found} 不在本文件夹的考核期内，此行不计"),
                format!("the date {found} lies outside the period of its folder; the row does not count"),
            ),
            Self::DateOutsidePeriod { counts: true, .. } => Say::new(
                format!("日期 {found} 不在本文件夹的考核期内，此行按日期计"),
                format!("the date {found} lies outside the period of its folder; the row counts by its date"),
            ),
            Self::KeyAndNameDiffer { name } => Say::new(
                format!("姓名“{found}”与旁边的编号不符，名册中此编号是{name}"),
                format!("“{found}” does not fit the key beside it, which on the roster is that of {name}"),
            ),
            Self::NobodyInOffice { blank: true, .. } => Say::new("名册还没有填写", "nothing is filled in on the roster"),
            Self::NobodyInOffice { period, blank: false } => {
                Say::new(format!("名册中没有人在 {period} 任职"), format!("nobody of the roster is in office in {period}"))
            }
            Self::PeriodUnknown if found.is_empty() => Say::new("没有说明考核期", "nothing says which period is assessed"),
            Self::PeriodUnknown => Say::new(format!("“{found}”不是考核期"), format!("“{found}” is not a period")),
            Self::PeriodSeveral { periods } => Say::new(
                format!("材料分属几个考核期：{}", listed(periods)),
                format!("the inputs are of several periods: {}", periods.join(", ")),
            ),
            Self::PreviousNone { why } => {
                Say::new(format!("不能作为往期结果：{}", why.zh), format!("this is no folder of earlier results: {}", why.en))
            }
            Self::PreviousChanged => Say::new(
                "往期结果 results.json 与当时的清单不符，写出之后改动过",
                "results.json of these earlier results is not the one that its manifest tells of: it was changed",
            ),
            Self::PreviousNotBefore { next } => Say::new(
                format!("往期结果是 {found} 的，不在 {next} 之前"),
                format!("these earlier results are of {found}, which is not before {next}"),
            ),
            Self::PreviousGap { next } => Say::new(
                format!("{found} 与 {next} 之间缺一段，{found} 及更早的结果不用于连续几期的规定"),
                format!("between {found} and {next} lies time without results; {found} and what is earlier is not looked at"),
            ),
            Self::PreviousFew { needed } => Say::new(
                format!("办法要看此前 {needed} 期，而相连的往期结果只有 {found} 期；缺的各期按不符合条件处理"),
                format!(
                    "the rubric looks at {needed} period(s) before this one, and {found} are given; nobody meets a condition on the others"
                ),
            ),
            Self::PreviousRubric { here } => Say::new(
                format!("往期结果按另一办法 {found} 评出，与本期 {here} 的等次、名次未必可比"),
                format!("these earlier results are under the rubric {found}, not {here}; grades and ranks may mean something else"),
            ),
            Self::RubricSyntax { why } => {
                Say::new(format!("语法有误，读不下去（{why}）"), format!("the file is not TOML from here on: {why}"))
            }
            Self::RubricUnknownKey { .. } => Say::new(format!("此处没有“{found}”这个键"), format!("there is no key `{found}` here")),
            Self::RubricMissingKey { key } => Say::new(format!("缺少“{key}”"), format!("the key `{key}` is missing")),
            Self::RubricValue { .. } => Say::new(format!("这里不能写 {found}"), format!("{found} does not fit here")),
            Self::RubricReference { .. } => Say::new(format!("办法中没有声明“{found}”"), format!("`{found}` is declared nowhere")),
            Self::RubricConflict { why } | Self::RubricNotInForce { why, .. } | Self::RubricQuota { why } => why.clone(),
            Self::RubricWeights { of } => {
                Say::new(format!("{}的权重合计 {found}，不是 1", of.zh), format!("the weights of {} add up to {found}, not to 1", of.en))
            }
            Self::RubricGap { next, between } => Say::new(
                format!("写到 {found} 为止，上一档从 {next} 起：{between} 落在空档里，读作不足 {next}"),
                format!(
                    "this range ends at {found} and the next one begins at {next}: {between} lies in the gap and is read as below {next}"
                ),
            ),
            Self::RubricOverlap { next } => Say::new(
                format!("写到 {found} 为止，而上一档从 {next} 起：两档重叠，{next} 及以上读作上一档"),
                format!("this range ends at {found} and the next one begins at {next}: what lies in both is read as of the next one"),
            ),
            Self::RubricUnreachable { key, what, most } => Say::new(
                format!("{key} = {found}，而{}至多 {most} 分，达不到", what.zh),
                format!("`{key}` is {found}, but {} can give {most} at most", what.en),
            ),
            Self::RubricUndecided { criterion, kinds, .. } => Say::new(
                format!("“{criterion}”可能出现“{}”，而 no-value 没有写明怎样计；现按不计、其余折满处理", kinds.zh),
                format!(
                    "“{criterion}” can be {}, and no-value does not say what that does; it is left out and the rest scaled up",
                    kinds.en
                ),
            ),
            Self::RubricFlattering { criterion, worst, best } => Say::new(
                format!("“{criterion}”：全部投最差的“{found}”，仍得 {worst} 分；满分 {best} 分"),
                format!("“{criterion}”: with the worst ballot “{found}” throughout it still gives {worst} of {best}"),
            ),
            Self::RubricNoExample { criterion } => {
                Say::new(format!("“{criterion}”没有算例"), format!("“{criterion}” has no worked example"))
            }
            Self::RubricExample { why, .. } => Say::new(format!("算例“{why}”得 {found}"), format!("the example “{why}” gives {found}")),
            Self::PartMissing { part } => Say::new(format!("{found}没有“{part}”的分"), format!("{found} has no score for “{part}”")),
            Self::GradeOpen { names, options, more } => standing::open(found, names, options, *more),
            Self::GradePlaces { graded, .. } => standing::places(found, *graded),
            Self::TieAtEdge { names, places, lot } => standing::tied(found, names, *places, *lot),
            Self::CorrectionColumns { headers } => correction::columns(headers),
            Self::CorrectionNowhere { why } => correction::nowhere(found, why),
            Self::CorrectionRefused { why } => correction::refused(found, why),
            Self::CorrectionDiffers { cell, stands } => correction::differs(found, cell, stands.as_deref()),
            Self::CorrectionTwice => correction::twice(found),
            Self::CorrectionIncomplete { what } => correction::incomplete(found, what),
            Self::PublicPrivate { what } => publication::private(what, found),
            Self::PublicHidden { what } => publication::hidden(what, found),
            Self::PublicCount { fewest } => publication::small_count(found, *fewest),
            Self::PublicUnread { what } => publication::unread(what),
            Self::PublicPart { why } => publication::part(found, why),
            Self::PublicStrokes { characters } => publication::strokes(found, characters),
            Self::PublicSameName => publication::same_name(found),
            Self::PlanUnsaid { .. }
            | Self::TalliesNone { .. }
            | Self::TalliesOther { .. }
            | Self::TalliesRoster { .. }
            | Self::TalliesEvidence { .. }
            | Self::TalliesAlone { .. } => self.of_tallies(found).unwrap_or_default(),
        }
    }
}
