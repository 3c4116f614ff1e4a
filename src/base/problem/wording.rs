//! All wording of problems: what is wrong, what is expected, how to fix it, in Chinese and English.

use super::super::text::Say;
use super::Fault;

fn listed(words: &[String]) -> String {
    words.join("、")
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

fn guess(nearest: &[String]) -> Say {
    if nearest.is_empty() {
        return Say::default();
    }
    Say::new(format!("；是否为：{}？", listed(nearest)), format!("; did you mean {}?", nearest.join(", ")))
}

impl Fault {
    /// What is wrong; `found` is the value in the cell.
    pub(super) fn message(&self, found: &str) -> Say {
        match self {
            Self::FileUnreadable { why } => Say::new(format!("文件无法读取：{}", why.zh), format!("the file cannot be read: {}", why.en)),
            Self::FilePassword => Say::new("文件有密码保护", "the file is protected by a password"),
            Self::FileTwice => {
                Say::new("与另一文件内容完全相同，只读取一份", "this file and another have the same content; only one of them is read")
            }
            Self::FileEncoding => Say::new("文本既不是 UTF-8 也不是 GB18030 编码", "the text is neither UTF-8 nor GB18030"),
            Self::SheetUnknown { nearest } => Say::new(
                format!("办法中没有与此工作表对应的表，未读取{}", nearest.zh),
                format!("no table of the rubric takes this sheet; it was not read{}", nearest.en),
            ),
            Self::ColumnMissing { table, headers, nearest } => {
                let guess = guess(nearest.as_slice());
                Say::new(
                    format!("缺少列“{}”（办法的表 {table}）{}", headers.join("”或“"), guess.zh),
                    format!("there is no column headed {} (table `{table}` of the rubric){}", headers.join(" or "), guess.en),
                )
            }
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
            Self::NotANumber => Say::new(format!("“{found}”不是数字"), format!("“{found}” is not a number")),
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
            Self::OutOfRange { low, high } => {
                Say::new(format!("“{found}”超出 {low} 至 {high}"), format!("“{found}” is outside {low} to {high}"))
            }
            Self::OutOfRangeLeft { low, high } => Say::new(
                format!("“{found}”超出 {low} 至 {high}，按无效处理，不计入"),
                format!("“{found}” is outside {low} to {high}; it is invalid and not counted"),
            ),
            Self::Blank { header } => Say::new(format!("“{header}”为空"), format!("“{header}” is blank")),
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
            Self::NotRecorded { criterion, subject } => {
                Say::new(format!("{subject}：“{criterion}”没有记录"), format!("{subject}: nothing is recorded for “{criterion}”"))
            }
            Self::TwoValues { criterion, subject } => Say::new(
                format!("{subject}：“{criterion}”只取一行，却有两行"),
                format!("{subject}: two rows for “{criterion}”, which takes one"),
            ),
            Self::UnknownName { nearest } => {
                let guess = guess(nearest);
                Say::new(format!("名册中没有“{found}”{}", guess.zh), format!("“{found}” is not on the roster{}", guess.en))
            }
            Self::OutsideName => Say::new(
                format!("“{found}”不在名册中，按名册外人员计入人数"),
                format!("“{found}” is not on the roster and counts as a person from outside"),
            ),
            Self::NearName { nearest } => {
                let guess = guess(nearest);
                Say::new(
                    format!("“{found}”不在名册中，与名册上的姓名只差一个字{}", guess.zh),
                    format!("“{found}” is not on the roster, but one character from a name that is{}", guess.en),
                )
            }
            Self::NameOfTwo { keys } => Say::new(
                format!("名册中不止一人叫“{found}”：{}", listed(keys)),
                format!("more than one person on the roster is named “{found}”: {}", keys.join(", ")),
            ),
            Self::KeyOfTwo { names } => Say::new(
                format!("名册中编号“{found}”有两个人：{}", listed(names)),
                format!("the roster gives the key “{found}” to two people: {}", names.join(", ")),
            ),
            Self::KeyAndNameDiffer { name } => Say::new(
                format!("姓名“{found}”与旁边的编号不符，名册中此编号是{name}"),
                format!("“{found}” does not fit the key beside it, which on the roster is that of {name}"),
            ),
            Self::PeriodUnknown if found.is_empty() => Say::new("没有说明考核期", "nothing says which period is assessed"),
            Self::PeriodUnknown => Say::new(format!("“{found}”不是考核期"), format!("“{found}” is not a period")),
            Self::PeriodSeveral { periods } => Say::new(
                format!("材料分属几个考核期：{}", listed(periods)),
                format!("the inputs are of several periods: {}", periods.join(", ")),
            ),
            Self::RubricSyntax { why } => {
                Say::new(format!("语法有误，读不下去（{why}）"), format!("the file is not TOML from here on: {why}"))
            }
            Self::RubricUnknownKey { .. } => Say::new(format!("此处没有“{found}”这个键"), format!("there is no key `{found}` here")),
            Self::RubricMissingKey { key } => Say::new(format!("缺少“{key}”"), format!("the key `{key}` is missing")),
            Self::RubricValue { .. } => Say::new(format!("这里不能写 {found}"), format!("{found} does not fit here")),
            Self::RubricReference { .. } => Say::new(format!("办法中没有声明“{found}”"), format!("`{found}` is declared nowhere")),
            Self::RubricConflict { why } => why.clone(),
            Self::RubricExample { why, .. } => Say::new(format!("算例“{why}”得 {found}"), format!("the example “{why}” gives {found}")),
            Self::RubricNotInForce { why } if found.is_empty() => why.clone(),
            Self::RubricNotInForce { why } => Say::new(format!("{}：{found}", why.zh), format!("{}: {found}", why.en)),
            Self::PartMissing { part } => Say::new(format!("{found}没有“{part}”的分"), format!("{found} has no score for “{part}”")),
            Self::TieAtEdge { names, places } => {
                let group = if found.is_empty() { Say::default() } else { Say::new(format!("{found}："), format!("{found}: ")) };
                let left = if *places == 1 { "1 place is".to_owned() } else { format!("{places} places are") };
                Say::new(
                    format!("{}名额还余 {places} 名，{} 并列，由会议决定", group.zh, listed(names)),
                    format!("{}{left} left and {} are tied for it; the committee decides", group.en, names.join(", ")),
                )
            }
        }
    }

    /// What would be right.
    pub(super) fn expected(&self) -> Say {
        match self {
            Self::FileUnreadable { .. } | Self::FilePassword => {
                Say::new("未加密的 xlsx 或 csv 文件", "an xlsx or csv file without a password")
            }
            Self::FileTwice => Say::new("每份文件只放一份", "each file once"),
            Self::FileEncoding => Say::new("UTF-8 或 GB18030", "UTF-8 or GB18030"),
            Self::SheetUnknown { .. } => Say::new("办法 tables 中列出的表", "one of the rubric's tables"),
            Self::ColumnMissing { headers, .. } => Say::new(listed(headers), headers.join(" or ")),
            Self::ColumnTwice { .. } => Say::new("每项一列", "one column for each"),
            Self::TableMissing { sheets } => Say::new(listed(sheets), sheets.join(" or ")),
            Self::UnknownWord { allowed, .. } => Say::new(format!("{} 之一", listed(allowed)), format!("one of {}", allowed.join(", "))),
            Self::NotANumber => Say::new("数字，如 3 或 86.5", "a number such as 3 or 86.5"),
            Self::NumberTooFine => Say::new("至多六位小数", "at most six decimals"),
            Self::NotADate | Self::DateUnclear => Say::new("日期，如 2025-03-05 或 2025年3月5日", "a date such as 2025-03-05"),
            Self::OutOfRange { low, high } | Self::OutOfRangeLeft { low, high } => {
                Say::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
            }
            Self::Blank { .. } => Say::new("有内容", "something written in the cell"),
            Self::FormulaWithoutValue | Self::ErrorValue => Say::new("有结果的单元格", "a cell with a value"),
            Self::LostDigits => Say::new("以文本格式录入的完整号码", "the whole number, typed as text"),
            Self::RowTwice => Say::new("同一件事只登记一行", "one row for one thing that happened"),
            Self::NotRecorded { .. } => Say::new("有记录，或注明请假、未通知等", "a record, or the reason why there is none"),
            Self::TwoValues { .. } => Say::new("一行", "one row"),
            Self::UnknownName { .. } | Self::OutsideName | Self::NearName { .. } => Say::new("名册中的姓名", "a name of the roster"),
            Self::NameOfTwo { .. } => Say::new("能分清是哪一位", "a name that says which of them is meant"),
            Self::KeyOfTwo { .. } => Say::new("一号一人", "a key of one's own for each person"),
            Self::KeyAndNameDiffer { name } => Say::new(name.clone(), name.clone()),
            Self::PeriodUnknown | Self::PeriodSeveral { .. } => Say::new("一个考核期，如 2025-H1", "one period such as 2025-H1"),
            Self::RubricSyntax { .. } => Say::new("TOML 1.0", "TOML 1.0"),
            Self::RubricReference { known, .. } if known.is_empty() => Say::new("没有可用的", "nothing; there is none"),
            Self::RubricUnknownKey { known, nearest } | Self::RubricReference { known, nearest } => {
                let hint = guess(nearest.as_slice());
                Say::new(format!("{} 之一{}", listed(known), hint.zh), format!("one of {}{}", known.join(", "), hint.en))
            }
            Self::RubricMissingKey { key } => Say::new(format!("{key} = …"), format!("{key} = …")),
            Self::RubricValue { expected } => expected.clone(),
            Self::RubricConflict { .. } => Say::new("各处一致、没有遗漏", "parts that agree and leave nothing unsaid"),
            Self::RubricExample { expected, .. } => Say::new(format!("算例写的 {expected}"), format!("{expected}, as the example says")),
            Self::RubricNotInForce { .. } => Say::new("考核期内施行的一份办法", "one rubric in force in the period"),
            Self::PartMissing { part } => Say::new(format!("每人都有“{part}”的分"), format!("a score for “{part}” for everybody")),
            Self::TieAtEdge { .. } => Say::new("会议的决定", "a decision of the committee"),
        }
    }

    /// What to do about it.
    pub(super) fn fix(&self) -> Say {
        match self {
            Self::FileUnreadable { .. } => {
                Say::new("用 WPS 或 Excel 打开后另存为 xlsx", "open it in Excel or WPS and save it again as xlsx")
            }
            Self::FilePassword => Say::new("去掉密码后另存", "remove the password and save it again"),
            Self::FileTwice => Say::new("删去多余的一份", "delete one of the two"),
            Self::FileEncoding => Say::new("另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
            Self::SheetUnknown { .. } => Say::new(
                "不该读取则不必改；应读取则改表名，或在办法中补上这个表名和列名",
                "nothing, if it is not to be read; else rename it, or add its name and headers to the rubric",
            ),
            Self::ColumnMissing { table, .. } => Say::new(
                format!("补上此列，或在办法 tables.{table}.columns 中写明它的表头"),
                format!("add the column, or write its header into tables.{table}.columns of the rubric"),
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
            Self::NotANumber => Say::new("改为数字，不带文字", "write a number and nothing else"),
            Self::NumberTooFine => Say::new("四舍五入到六位小数以内", "round it to six decimals at most"),
            Self::NotADate | Self::DateUnclear => Say::new("写全年月日，年份在前", "write the year, then month and day"),
            Self::OutOfRange { .. } => Say::new("对照原始材料核对后改正", "check it against the paper and correct it"),
            Self::OutOfRangeLeft { .. } => Say::new("确为无效则不必改，否则改正", "nothing, if it is void; else correct it"),
            Self::Blank { .. } => Say::new("补填", "fill it in"),
            Self::FormulaWithoutValue => Say::new("用 WPS 或 Excel 打开并保存一次", "open the file in Excel or WPS and save it once"),
            Self::ErrorValue => Say::new("改正公式或直接填值", "correct the formula or write the value"),
            Self::LostDigits => Say::new("把列设为“文本”后重新录入", "format the column as text and type the number again"),
            Self::RowTwice => Say::new(
                "删去多余的一行；若确是两件事，写明日期或编号以区别",
                "delete one of them; if there were two, tell them apart by date or number",
            ),
            Self::NotRecorded { .. } => Say::new(
                "补录；或在办法 no-value 中写明不记录时如何计分",
                "record it; or say in the rubric's no-value what its absence gives",
            ),
            Self::TwoValues { .. } => Say::new("删去多余的一行", "delete one of the rows"),
            Self::UnknownName { nearest } | Self::NearName { nearest } if nearest.is_empty() => {
                Say::new("核对姓名，或把此人补入名册", "check the name, or add the person to the roster")
            }
            Self::UnknownName { nearest } => Say::new(
                format!("若指{}，改为名册上的写法；否则把此人补入名册", nearest.join("或")),
                format!("if {} is meant, write the name so; else add the person to the roster", nearest.join(" or ")),
            ),
            Self::NearName { nearest } => Say::new(
                format!("若指{}，改为名册上的写法；若是名册外的人，在姓名后注“（外）”", nearest.join("或")),
                format!(
                    "if {} is meant, write the name so; if it is somebody from outside, write （外） behind the name",
                    nearest.join(" or ")
                ),
            ),
            Self::OutsideName => Say::new(
                "若在名册中，改正姓名；确是名册外的人，在姓名后注“（外）”即不再提醒",
                "if the person is on the roster, correct the name; if not, write （外） behind it and this is not said again",
            ),
            Self::NameOfTwo { .. } => Say::new(
                "在姓名后括注能区分的内容，如“王伟（东村）”，或在编号列写明编号",
                "write behind the name, in brackets, what tells them apart, as in 王伟（东村）, or the key in its column",
            ),
            Self::KeyOfTwo { .. } => Say::new("更正名册上的编号", "correct one of the keys on the roster"),
            Self::KeyAndNameDiffer { .. } => Say::new("更正姓名或编号", "correct the name or the key"),
            Self::PeriodUnknown => Say::new(
                "加上 --period 2025-H1，或把文件放入名为 2025-H1 的文件夹",
                "add --period 2025-H1, or put the files into a folder named 2025-H1",
            ),
            Self::PeriodSeveral { .. } => Say::new(
                "用 --period 指定一个，如 --period 2025-H1；合并计算写全年，如 --period 2025",
                "choose one with --period, as in --period 2025-H1; for all of a year --period 2025",
            ),
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
            Self::RubricExample { .. } => {
                Say::new("对照条文，改正算例或规则", "compare with the clause and correct the example or the rule")
            }
            Self::RubricNotInForce { .. } => Say::new(
                "用 --rubric 换用当期施行的版本，或用 --rubric-id 选定",
                "choose the version in force with --rubric, or with --rubric-id",
            ),
            Self::PartMissing { .. } => Say::new(
                "补上这一部分的材料，或在办法 [blend] 的 missing 中写明缺项如何处理",
                "add what this part is scored from, or say in [blend] missing how to treat its absence",
            ),
            Self::TieAtEdge { .. } => Say::new(
                "交会议决定；或在办法 [selection] 的 ties 中写明并列怎样处理",
                "let the committee decide, or write a rule into ties of [selection] in the rubric",
            ),
        }
    }
}
