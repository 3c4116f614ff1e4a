//! What to do about a fault: an imperative.

use super::parts::quoted;
use super::people;
use crate::base::problem::Fault;
use crate::base::text::Say;

impl Fault {
    /// What to do about it.
    #[expect(clippy::too_many_lines, reason = "one match over all faults")]
    pub(in crate::base::problem) fn fix(&self) -> Say {
        match self {
            Self::FileUnreadable { .. } => {
                Say::new("用 WPS 或 Excel 打开后另存为 xlsx", "open it in Excel or WPS and save it again as xlsx")
            }
            Self::FilePassword => Say::new("去掉密码后另存", "remove the password and save it again"),
            Self::FileTwice => Say::new("删去多余的一份", "delete one of the two"),
            Self::FileOfOtherPeriod => Say::new(
                "两期确实相同则不必改；忘了更新的，换成本期的文件",
                "nothing, if it is so in both periods; else put this period's file in its place",
            ),
            Self::FileEncoding => Say::new("另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
            Self::FileQuoteOpen { .. } => Say::new(
                "补上成对的引号；引号属于内容的，写两个并给整格加引号",
                "close it; one that belongs to the text is written twice, within quotation marks around the field",
            ),
            Self::FileTooLarge { .. } => Say::new(
                "删去不需要的内容，或者分成几个文件；内存和时间的上限可用 --max-memory、--max-seconds 放宽",
                "take out what is not needed, or split the file; --max-memory and --max-seconds allow more memory and time",
            ),
            Self::SheetUnknown { .. } => Say::new(
                "不该读取则不必改；应读取则改表名，或在办法中补上这个表名和列名",
                "nothing, if it is not to be read; else rename it, or add its name and headers to the rubric",
            ),
            Self::OtherTable { .. } => Say::new(
                "不该读取则不必改；应读取则在其上方写明表名，或另放一张工作表",
                "nothing, if it is not to be read; else write the table's name above it, or move it to a sheet of its own",
            ),
            Self::ColumnMissing { table, .. } => Say::new(
                format!("补上此列，或在办法 tables.{table}.columns 中写明它的表头"),
                format!("add the column, or write its header into tables.{table}.columns of the rubric"),
            ),
            Self::ColumnWithoutDay { key } => Say::new(
                format!("在表头下一行或名称后写上日期；若是合计、次数之类，把列名加入办法的 {key}"),
                format!("write the day below the name or behind it; if it is a total or the like, add the header to {key} in the rubric"),
            ),
            Self::ColumnTwice { .. } => Say::new("改名或删去其中一列", "rename or delete one of them"),
            Self::TableMissing { .. } => Say::new(
                "补上此表；若本期确实没有，在办法中写 optional = true",
                "add it; where there is none, write optional = true for the table in the rubric",
            ),
            Self::UnknownWord { key, nearest, .. } => {
                let write = nearest.as_ref().map_or_else(
                    || Say::new("改为其中之一", "write one of them"),
                    |near| Say::new(format!("改为{}", quoted(near)), format!("write {near}, if that is meant")),
                );
                Say::new(
                    format!("{}；或在办法 {key}.words 中加入此词", write.zh),
                    format!("{}; or add the word to {key}.words in the rubric", write.en),
                )
            }
            Self::AboutNumber { read } => Say::new(
                format!("有确数的改为确数；就按 {read} 计的，写 {read}"),
                format!("write the exact number; or {read}, if that is how it shall count"),
            ),
            Self::NotANumber { meant: Some(meant) } => Say::new(format!("写成 {meant}"), format!("write {meant}")),
            Self::NotANumber { meant: None } => Say::new("改为数字，不带文字", "write a number and nothing else"),
            Self::UnknownUnit { .. } => Say::new(
                "换算成所列的单位，或在办法该列的 units 中补上这个单位",
                "convert it to one of those units, or add this unit to the column's `units` in the rubric",
            ),
            Self::NotWhole => Say::new("核对票数后改为整数", "check the count and write a whole number"),
            Self::PercentOfScale => Say::new("去掉百分号，写分数", "write the mark without the percent sign"),
            Self::NumberTooFine => Say::new("四舍五入到六位小数以内", "round it to six decimals at most"),
            Self::NotADate | Self::DateUnclear => Say::new("写全年月日，年份在前", "write the year, then month and day"),
            Self::DateWithoutDay { .. } => {
                Say::new("写明哪一天；确实不知的，不必改", "write the day; nothing, if nobody knows it")
            }
            Self::StepOutOfOrder { .. } | Self::StepUnrecorded { .. } | Self::NothingAfter { .. } | Self::NotCarried { .. } | Self::StepContradicted { .. } | Self::NumberTwice => {
                self.mending_record().map(|(_, fix)| fix).unwrap_or_default()
            }
            Self::OutOfRange { .. } | Self::OutsideRanges { .. } => {
                Say::new("对照原始材料核对后改正", "check it against the paper and correct it")
            }
            Self::OutOfRangeLeft { .. } => Say::new("确为无效则不必改，否则改正", "nothing, if it is void; else correct it"),
            Self::Blank { .. } => Say::new("补填", "fill it in"),
            Self::FormulaWithoutValue => Say::new("用 WPS 或 Excel 打开并保存一次", "open the file in Excel or WPS and save it once"),
            Self::ErrorValue => Say::new("改正公式或直接填值", "correct the formula or write the value"),
            Self::LostDigits => Say::new("把列设为“文本”后重新录入", "format the column as text and type the number again"),
            Self::RowTwice => Say::new(
                "删去多余的一行；若确是两件事，写明日期或编号以区别",
                "delete one of them; if there were two, tell them apart by date or number",
            ),
            Self::PersonTwice => Say::new("核对两行，只留正确的一行；若是两个人，改正姓名", "compare the two rows and keep the right one; if they are two people, correct a name"),
            Self::NotRecorded { kind: Some(_), .. } => Say::new(
                "补上有效的记录；或在办法 no-value 中写明这种情形如何计分",
                "add a record that counts; or say in the rubric's no-value what this gives",
            ),
            Self::NotRecorded { open: 1.., .. } => Say::new(
                "先改正有问题的行；仍没有的，补录，或在办法 no-value 中写明不记录时如何计分",
                "mend the rows with problems first; if it is still missing, record it, or say in the rubric's no-value what its absence gives",
            ),
            Self::NotRecorded { .. } => Say::new(
                "补录；或在办法 no-value 中写明不记录时如何计分",
                "record it; or say in the rubric's no-value what its absence gives",
            ),
            Self::NoSubPeriod { example, .. } => Say::new(
                format!("写上日期；或把此表移入它那一段的文件夹，如 {example}"),
                format!("write the date; or move the file into the folder of its own part of the period, such as {example}"),
            ),
            Self::TwoValues { .. } => Say::new("删去多余的一行", "delete one of the rows"),
            Self::Turnout { .. } => Say::new("对照计票记录，改正其中有误的数", "compare with the record of the count, and correct the number that is wrong"),
            Self::UnknownName { nearest, several } => people::mend_unknown(nearest, *several),
            Self::NearName { nearest } => people::mend_near(nearest),
            Self::OutsideName { .. } => Say::new(
                "若在名册中，改正姓名；确是名册外的人，在姓名后注“（外）”即不再提醒",
                "if the person is on the roster, correct the name; if not, write （外） behind it and this is not said again",
            ),
            Self::GroupName => people::name_them(),
            Self::NotAllNamed { said, sign, several, .. } => people::name_all(said, *sign, *several),
            Self::QuestionOfNobody => Say::new(
                "若是评价某位代表，在表头写上他在名册中的姓名；若不是，把题目列入办法中这张表的 ignore",
                "if it rates a delegate, write the roster's name into the header; if not, add the question to the table's ignore in the rubric",
            ),
            Self::QuestionOfSeveral { .. } => {
                Say::new("在表头只留下被评价的那一位的姓名", "leave in the header the name of the one who is rated, and no other")
            }
            Self::NameOfTwo { .. } => Say::new(
                "在姓名后括注能区分的内容，如“王伟（东村）”，或在编号列写明编号",
                "write behind the name, in brackets, what tells them apart, as in 王伟（东村）, or the key in its column",
            ),
            Self::KeyOfTwo { .. } => Say::new(
                "更正名册上的编号；编号是席位号、前后两人接任的，给每人各编一号",
                "correct one of the keys on the roster; if it is the number of a seat in which one followed the other, give each a key",
            ),
            Self::KeysOfOne { .. } => Say::new(
                "同一人的，各期名册写同一个编号；确是两人的，写明能区分的内容（如选区），或前一人的离任日期",
                "if it is one person, write the same key in every roster; if they are two, write what tells them apart, or the day on which the first left office",
            ),
            Self::SheetCopy { .. } => Say::new(
                "删去多余的一份；若确是另外的事，写明日期或编号以区别",
                "delete one of the two; if it tells of other things, tell them apart by date or number",
            ),
            Self::TermReversed => Say::new("核对名册上的当选、离任、暂停、恢复日期", "check the dates on the roster"),
            Self::DateOutsidePeriod { .. } => Say::new(
                "若日期写错，改正；若确是别的时期的事，移入那个时期的文件夹",
                "correct the date; or move the row into the folder of its own period",
            ),
            Self::KeyAndNameDiffer { .. } => Say::new("更正姓名或编号", "correct the name or the key"),
            Self::NobodyInOffice { blank: true, .. } => Say::new("填写名册，一行一名", "fill in the roster, a row each"),
            Self::NobodyInOffice { blank: false, .. } => Say::new("核对名册上的任期和考核期", "check the terms on the roster, and the period"),
            Self::PeriodUnknown => Say::new(
                "加上 --period 2025-H1，或把文件放入名为 2025-H1 的文件夹",
                "add --period 2025-H1, or put the files into a folder named 2025-H1",
            ),
            Self::PeriodSeveral { .. } => Say::new(
                "用 --period 指定一个，如 --period 2025-H1；合并计算写全年，如 --period 2025",
                "choose one with --period, as in --period 2025-H1; for all of a year --period 2025",
            ),
            Self::PreviousNone { .. } => {
                Say::new("指定往期 duly score 的 --out 文件夹；当时没有写 json 的，在 --format 中加上 json 重新评出那一期", "name the folder that --out of the earlier run named; if it was written without json, score that period again with json among --format")
            }
            Self::PreviousChanged => Say::new(
                "从备份恢复，或用 duly score 重新评出那一期",
                "take the folder from a backup, or score that period again with duly score",
            ),
            Self::PreviousNotBefore { .. } => Say::new("去掉这个 --previous，或改为更早一期的", "leave this --previous out, or name that of an earlier period"),
            Self::PreviousGap { .. } => Say::new("补上中间各期的 --previous", "add --previous for the periods between"),
            Self::PreviousFew { .. } => Say::new(
                "每个往期加一个 --previous DIR；确实没有的，不必改",
                "add --previous DIR for each of them; nothing, where there are none",
            ),
            Self::PreviousRubric { .. } => {
                Say::new("核对是否指错文件夹；办法已换的，不必改", "check the folder; nothing, if the rubric was replaced since")
            }
            Self::RubricSyntax { .. } => Say::new(
                "检查标出的位置和它的上一行：是否缺引号、括号或等号",
                "look at the mark and the line before it for a missing quotation mark, bracket or equals sign",
            ),
            Self::RubricUnknownKey { nearest, .. } | Self::RubricReference { nearest, .. } => match nearest {
                Some(near) => Say::new(format!("改为 {near}"), format!("write {near}")),
                None => Say::new("改为所列之一，或删去", "write one of those, or delete it"),
            },
            Self::RubricMissingKey { key } => Say::new(format!("在此处补上 {key}"), format!("write {key} into this part of the rubric")),
            Self::RubricValue { .. } => Say::new("改为所需的写法", "write what is expected"),
            Self::RubricConflict { .. } => Say::new("改正其中一处，或补上遗漏的", "change one of the parts, or add what is missing"),
            Self::RubricWeights { .. } => Say::new(
                "对照条文改正权重；本来就不是份额的，不必改",
                "compare them with the clause and correct them; nothing, if they are not meant as shares",
            ),
            Self::RubricGap { between, .. } => Say::new(
                format!("请制定机关明确 {between} 归哪一档，照此改 from 或 to；就按现在的读法的，不必改"),
                format!("have the issuer say where {between} belongs and change `from` or `to`; nothing, if it is to be read so"),
            ),
            Self::RubricOverlap { .. } => Say::new("对照条文改正 from 或 to", "compare them with the clause and correct `from` or `to`"),
            Self::RubricUnreachable { .. } => Say::new(
                "对照条文核对分值：是否少写了一项，或写错了上限",
                "compare the points with the clause: a rule may be missing, or the number is another one",
            ),
            Self::RubricUndecided { keys, .. } => Say::new(
                format!("在 [no-value] 中写明 {keys} 怎样计，如 \"renormalise\" 或 \"zero\""),
                format!("write into [no-value] what {keys} does, such as \"renormalise\" or \"zero\""),
            ),
            Self::RubricQuota { .. } => Say::new(
                "改正名额或不参评的条件；不评选的，删去 [selection]",
                "correct the quota or `barred`; delete [selection] where nobody is selected",
            ),
            Self::RubricFlattering { .. } => Say::new(
                "条文确是这样规定的，不必改，公布时把各种票数一并列出；否则改正 values",
                "nothing, if the clause says so, but publish the numbers of ballots beside it; else correct `values`",
            ),
            Self::RubricNoExample { .. } => {
                Say::new("照条文手算一例，写入 examples", "work one case by hand from the clause and write it into `examples`")
            }
            Self::RubricExample { .. } => {
                Say::new("对照条文，改正算例或规则", "compare with the clause and correct the example or the rule")
            }
            Self::RubricNotInForce { choices, .. } => match choices.first() {
                Some(id) => Say::new(
                    format!("用 --rubric-id 选定一份，如 --rubric-id {id}"),
                    format!("choose one with --rubric-id, as in --rubric-id {id}"),
                ),
                None => Say::new("用 --rubric 写明当期施行的那一份的文件名", "name the file of the one in force with --rubric"),
            },
            Self::CorrectionColumns { .. } => {
                Say::new("补上这些列；不是更正表的，改工作表的名字", "add them; rename the sheet, if it is something else")
            }
            Self::CorrectionNowhere { .. } => Say::new(
                "对照原表，改正文件、工作表、单元格（或行和栏目）",
                "compare it with the sheet, and correct the file, sheet and cell (or row and column)",
            ),
            Self::CorrectionRefused { .. } => {
                Say::new("删去这一条；原表确有错误的，直接改原表", "delete this line; where the sheet is wrong, correct it there")
            }
            Self::CorrectionDiffers { .. } => Say::new(
                "核对是不是这个单元格；原表已经改好的，删去这一条",
                "check that it is this cell; delete the line, if the sheet has been corrected already",
            ),
            Self::CorrectionTwice => Say::new("只留最后审定的一条", "keep the one that was approved last"),
            Self::CorrectionIncomplete { .. } => {
                Say::new("补写；没有批准的，删去这一条", "write it down; delete the line, if nobody has approved it")
            }
            Self::PartMissing { .. } => Say::new(
                "补上这一部分的材料，或在办法 [blend] 的 missing 中写明缺项如何处理",
                "add what this part is scored from, or say in [blend] missing how to treat its absence",
            ),
            Self::GradeOpen { .. } => Say::new(
                "交会议决定；或在办法 [[grades]] 的 places、ties 中写明",
                "let the committee decide, or say more in places or ties of [[grades]] in the rubric",
            ),
            Self::GradePlaces { .. } => Say::new(
                "核对名册和分组；或在办法 [[grades]] 中放宽 places，或加 from 使名额成为上限",
                "check the roster and its groups; or widen places of [[grades]] in the rubric, or add from, which makes them an upper limit",
            ),
            Self::TieAtEdge { lot: true, .. } => Say::new(
                "当众产生种子数，再以 --seed 种子数 运行一次；抽签过程写入“抽签记录”",
                "draw a seed in public and run again with --seed and that number; every step will stand on the sheet of lots",
            ),
            Self::TieAtEdge { lot: false, .. } => Say::new(
                "交会议决定；或在办法 [selection] 的 ties 中写明并列怎样处理",
                "let the committee decide, or write a rule into ties of [selection] in the rubric",
            ),
            Self::PublicPrivate { .. } => Say::new(
                "删去；确是本单位对外的联系方式，写进办法 [publication] 的 contact，检查现成文件时用 --allow 注明",
                "delete it; where it is the office's own contact, write it into contact of [publication], or name it with --allow for a finished file",
            ),
            Self::PublicHidden { .. } => Say::new(
                "删去（隐藏的行、列、表先取消隐藏再删；作者等在“文件—属性”中清除），另存为 xlsx",
                "delete it (show hidden rows, columns and sheets first; clear authors under File, Properties) and save as xlsx",
            ),
            Self::PublicCount { .. } => Say::new(
                "改为“—”，并把能据以推算出它的另一格也改为“—”",
                "write a dash instead, and another one in a cell from which it could be reckoned",
            ),
            Self::PublicUnread { .. } => Say::new("打开看一遍，确认可以公开；不需要的删去", "look at it yourself; delete it if it is not needed"),
            Self::PublicPart { .. } => Say::new(
                "删去表上的旧式控件、文本框和批注，另存为新的 .xlsx；还不行就把要公示的单元格复制到新建的工作簿",
                "delete old controls, text boxes and comments and save as a new .xlsx; or copy the cells that are to be published into a new workbook",
            ),
            Self::PublicStrokes { .. } => {
                Say::new("公示前按笔画数把此人移到应在的位置", "move the name to its place by hand before the list goes out")
            }
            Self::PlanUnsaid { .. }
            | Self::TalliesNone { .. }
            | Self::TalliesOther { .. }
            | Self::TalliesRoster { .. }
            | Self::TalliesEvidence { .. }
            | Self::TalliesAlone { .. } => self.mending_tallies().map(|(_, fix)| fix).unwrap_or_default(),
            Self::PublicSameName => Say::new(
                "在办法 subject 的 tell-apart 中写一列能区别的（如选区），或在 [publication] 的 columns 中加一列",
                "name a column that tells them apart in tell-apart of `subject`, or add one to columns of [publication]",
            ),
        }
    }
}
