//! What would be right.

use super::parts::{guess, listed};
use crate::base::problem::Fault;
use crate::base::text::Say;

impl Fault {
    /// What would be right.
    #[expect(clippy::too_many_lines, reason = "one match over all faults")]
    pub(in crate::base::problem) fn expected(&self) -> Say {
        match self {
            Self::FileUnreadable { .. } | Self::FilePassword => {
                Say::new("未加密的工作簿或文本表格", "a workbook or a text table without a password")
            }
            Self::FileOfOtherPeriod => Say::new("本考核期自己的内容", "what belongs to this period"),
            Self::FileTwice => Say::new("每份文件只放一份", "each file once"),
            Self::FileEncoding => Say::new("UTF-8、UTF-16 或 GB18030（含 GBK）", "UTF-8, UTF-16 or GB18030 (with GBK in it)"),
            Self::FileQuoteOpen { .. } => Say::new("开头的引号在本格末尾成对", "a quotation mark that is closed where its field ends"),
            Self::FileTooLarge { .. } => Say::new("docs/inputs/limits.md 所列的上限之内", "what docs/inputs/limits.md allows"),
            Self::SheetUnknown { .. } | Self::OtherTable { .. } => Say::new("办法 tables 中列出的表", "one of the rubric's tables"),
            Self::ColumnMissing { headers, .. } => Say::new(listed(headers), headers.join(" or ")),
            Self::ColumnWithoutDay { .. } => Say::new("表头中有日期，如 3月5日", "a day in the header, such as 3月5日"),
            Self::ColumnTwice { .. } => Say::new("每项一列", "one column for each"),
            Self::TableMissing { sheets } => Say::new(listed(sheets), sheets.join(" or ")),
            Self::UnknownWord { allowed, .. } => Say::new(format!("{} 之一", listed(allowed)), format!("one of {}", allowed.join(", "))),
            Self::AboutNumber { .. } => Say::new("确切的数，如 100", "an exact number such as 100"),
            Self::NotANumber { .. } => Say::new("数字，如 3 或 86.5", "a number such as 3 or 86.5"),
            Self::UnknownUnit { units } => Say::new(
                format!("数字，其后为空或为{}", units.join("、")),
                format!("a number, with nothing or one of {} behind it", units.join(", ")),
            ),
            Self::NotWhole => Say::new("0、1、2 等整数", "a whole number, 0 or above"),
            Self::PercentOfScale => Say::new("分数，如 85", "a mark such as 85"),
            Self::NumberTooFine => Say::new("至多六位小数", "at most six decimals"),
            Self::NotADate | Self::DateUnclear | Self::DateWithoutDay { .. } => {
                Say::new("日期，如 2025-03-05 或 2025年3月5日", "a date such as 2025-03-05")
            }
            Self::OutsideRanges { ranges } => {
                let ranges = super::parts::spans(ranges);
                Say::new(format!("其中一段之内的数：{}", ranges.zh), format!("a number in one of {}", ranges.en))
            }
            Self::OutOfRange { low, high } | Self::OutOfRangeLeft { low, high } => {
                Say::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
            }
            Self::Blank { .. } => Say::new("有内容", "something written in the cell"),
            Self::FormulaWithoutValue | Self::ErrorValue => Say::new("有结果的单元格", "a cell with a value"),
            Self::LostDigits => Say::new("以文本格式录入的完整号码", "the whole number, typed as text"),
            Self::RowTwice => Say::new("同一件事只登记一行", "one row for one thing that happened"),
            Self::StepOutOfOrder { .. }
            | Self::StepUnrecorded { .. }
            | Self::NothingAfter { .. }
            | Self::NotCarried { .. }
            | Self::StepContradicted { .. }
            | Self::NumberTwice => self.mending_record().map(|(expected, _)| expected).unwrap_or_default(),
            Self::PersonTwice => Say::new("每人一行", "one row for each person"),
            Self::NotRecorded { .. } => Say::new("有记录，或注明请假、未通知等", "a record, or the reason why there is none"),
            Self::NoSubPeriod { per, .. } => {
                let per = per.say();
                Say::new(format!("日期，或一个{}的文件夹", per.zh), format!("a date, or a folder of one {}", per.en))
            }
            Self::TwoValues { .. } => Say::new("一行", "one row"),
            Self::Turnout { with, number, equal: true, .. } => {
                Say::new(format!("{number}，即{}", with.zh), format!("{number}, as {} is", with.en))
            }
            Self::Turnout { with, number, .. } => Say::new(format!("不多于{} {number}", with.zh), format!("at most {} {number}", with.en)),
            Self::UnknownName { .. } | Self::OutsideName { .. } | Self::NearName { .. } => Say::new("名册中的姓名", "a name of the roster"),
            Self::GroupName | Self::NotAllNamed { sign: false, .. } | Self::NotAllNamed { several: false, .. } => {
                Say::new("每个人的姓名", "the name of each person")
            }
            Self::NotAllNamed { sign: true, several: true, .. } => {
                Say::new("每个人的姓名，或写明共几人", "the name of each person, or how many they are")
            }
            Self::QuestionOfNobody | Self::QuestionOfSeveral { .. } => Say::new("题目里有一位代表的姓名", "one delegate named"),
            Self::NameOfTwo { .. } => Say::new("能分清是哪一位", "a name that says which of them is meant"),
            Self::KeysOfOne { .. } => Say::new("一人一号，两人则能分清", "one key for one person; or two people who can be told apart"),
            Self::KeyOfTwo { .. } => Say::new("一号一人", "a key of one's own for each person"),
            Self::SheetCopy { .. } => Say::new("每件事只登记一次", "each thing told once"),
            Self::TermReversed => Say::new("离任不早于当选，恢复不早于暂停", "an end that is not before its beginning"),
            Self::DateOutsidePeriod { from, to, .. } => {
                Say::new(format!("{from} 至 {to} 之间的日期"), format!("a date from {from} to {to}"))
            }
            Self::KeyAndNameDiffer { name } => Say::new(name.clone(), name.clone()),
            Self::NobodyInOffice { period, .. } => Say::new(format!("{period} 至少有一人在任"), format!("somebody in office in {period}")),
            Self::PeriodUnknown | Self::PeriodSeveral { .. } => Say::new("一个考核期，如 2025-H1", "one period such as 2025-H1"),
            Self::PreviousNone { .. } | Self::PreviousChanged => {
                Say::new("duly score 写出的文件夹，未经改动", "a folder that duly score wrote, as it was written")
            }
            Self::PreviousNotBefore { next } | Self::PreviousGap { next } => {
                Say::new(format!("{next} 的前一期，两期首尾相接"), format!("the period that ends the day before {next} begins"))
            }
            Self::PreviousFew { needed } => {
                Say::new(format!("此前 {needed} 期的结果"), format!("results of the {needed} period(s) before"))
            }
            Self::PreviousRubric { here } => Say::new(here, here),
            Self::RubricSyntax { .. } => Say::new("TOML 1.0", "TOML 1.0"),
            Self::RubricReference { known, .. } if known.is_empty() => Say::new("没有可用的", "nothing; there is none"),
            Self::RubricUnknownKey { known, nearest } | Self::RubricReference { known, nearest } => {
                let hint = guess(nearest.as_slice());
                Say::new(format!("{} 之一{}", listed(known), hint.zh), format!("one of {}{}", known.join(", "), hint.en))
            }
            Self::RubricMissingKey { key } => Say::new(format!("{key} = …"), format!("{key} = …")),
            Self::RubricValue { expected } => expected.clone(),
            Self::RubricConflict { .. } => Say::new("各处一致、没有遗漏", "parts that agree and leave nothing unsaid"),
            Self::RubricWeights { .. } => Say::new("合计为 1", "weights that add up to 1"),
            Self::RubricGap { next, .. } | Self::RubricOverlap { next } => {
                Say::new(format!("与上一档相接，到 {next} 为止"), format!("a range that ends where the next one begins, at {next}"))
            }
            Self::RubricUnreachable { most, .. } => Say::new(format!("至多 {most}"), format!("at most {most}")),
            Self::RubricUndecided { keys, .. } => {
                Say::new(format!("在 [no-value] 中写明 {keys}"), format!("{keys} in [no-value] or in the criterion's own no-value"))
            }
            Self::RubricQuota { .. } => Say::new("至少能有一人入选", "a quota that somebody can fill"),
            Self::RubricFlattering { best, .. } => {
                Say::new(format!("最差的评价低于满分 {best} 的一半"), format!("less than half of {best} for the worst ballot"))
            }
            Self::RubricNoExample { .. } => Say::new("每项至少一个算例", "at least one example for each criterion"),
            Self::RubricExample { expected, .. } => Say::new(format!("算例写的 {expected}"), format!("{expected}, as the example says")),
            Self::RubricNotInForce { choices, .. } if !choices.is_empty() => {
                Say::new(format!("{} 之一", listed(choices)), format!("one of {}", choices.join(", ")))
            }
            Self::RubricNotInForce { .. } => Say::new("考核期内施行的一份办法", "one rubric in force in the period"),
            Self::CorrectionColumns { headers } => Say::new(listed(headers), headers.join(", ")),
            Self::CorrectionNowhere { .. } => Say::new(
                "读取过的文件、工作表和其中有内容的一个单元格",
                "a file and a sheet that were read, and one cell in a row that holds something",
            ),
            Self::CorrectionRefused { .. } => Say::new("计分用到的一个单元格", "a cell that scores rest on"),
            Self::CorrectionDiffers { .. } => {
                Say::new("与原表相同的原值（全角半角、空格不计）", "the value as it stands there, whatever its width and spaces")
            }
            Self::CorrectionTwice => Say::new("一处只更正一次", "one correction for one cell"),
            Self::CorrectionIncomplete { .. } => Say::new("更正为、理由、批准人都有", "what is right, a reason, and who approved it"),
            Self::PartMissing { part } => Say::new(format!("每人都有“{part}”的分"), format!("a score for “{part}” for everybody")),
            Self::GradePlaces { demands, .. } => {
                let places = |rest: &'static str| demands.iter().map(move |(grade, bounds)| bounded(grade, *bounds, rest));
                let (zh, en): (Vec<String>, Vec<String>) = (places("不限").collect(), places("any number").collect());
                Say::new(zh.join("、"), en.join(", "))
            }
            Self::TieAtEdge { lot: true, .. } => Say::new("抽签的种子数", "the seed of a lot"),
            Self::GradeOpen { .. } | Self::TieAtEdge { lot: false, .. } => Say::new("会议的决定", "a decision of the committee"),
            Self::PublicPrivate { .. } => Say::new("只有可以公开的内容", "nothing but what may be public"),
            Self::PublicHidden { .. } => Say::new("打印出来看得见的内容，此外没有别的", "what is seen on paper, and nothing else"),
            Self::PublicCount { fewest } => Say::new(format!("{fewest} 张以上，或不列出"), format!("{fewest} or more, or no number")),
            Self::PublicUnread { .. } => Say::new("文字和数字", "texts and numbers"),
            Self::PublicPart { .. } => Say::new("读得通、可以逐字检查的部分", "a part that can be read to the end"),
            Self::PublicStrokes { .. } => Say::new("笔画表中有的字", "characters of the table of strokes"),
            Self::PlanUnsaid { .. }
            | Self::TalliesNone { .. }
            | Self::TalliesOther { .. }
            | Self::TalliesRoster { .. }
            | Self::TalliesEvidence { .. }
            | Self::TalliesAlone { .. } => self.mending_tallies().map(|(expected, _)| expected).unwrap_or_default(),
            Self::PublicSameName => Say::new("看得出是哪一位", "a name that tells who is meant"),
        }
    }
}

/// `合格 4–6`.
fn bounded(grade: &str, bounds: Option<(u64, u64)>, rest: &str) -> String {
    match bounds {
        Some((least, most)) if least == most => format!("{grade} {least}"),
        Some((least, most)) => format!("{grade} {least}–{most}"),
        None => format!("{grade} {rest}"),
    }
}
