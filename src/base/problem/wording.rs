//! All wording of problems: what is wrong, what is expected, how to fix it, in Chinese and English.

use super::super::text::Say;
use super::Fault;

fn listed(words: &[String]) -> String {
    words.join("、")
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
            Self::FileUnreadable { why } => Say::new(format!("文件无法读取：{why}"), format!("the file cannot be read: {why}")),
            Self::FilePassword => Say::new("文件有密码保护", "the file is protected by a password"),
            Self::FileTwice => Say::new("与另一文件内容完全相同，只读取一份", "has the same bytes as another file; one of them is read"),
            Self::FileEncoding => Say::new("文本既不是 UTF-8 也不是 GB18030 编码", "the text is neither UTF-8 nor GB18030"),
            Self::SheetUnknown { nearest } => Say::new(
                format!("办法中没有与此工作表对应的表，未读取{}", nearest.zh),
                format!("no table of the rubric takes this sheet; it was not read{}", nearest.en),
            ),
            Self::ColumnMissing { table, headers } => Say::new(
                format!("表“{table}”缺少列：{}", listed(headers)),
                format!("table `{table}` lacks a column headed {}", headers.join(" or ")),
            ),
            Self::ColumnTwice { column } => {
                Say::new(format!("有两列都可作为“{column}”：“{found}”"), format!("two columns could be `{column}`: “{found}”"))
            }
            Self::TableMissing { sheets } => {
                Say::new(format!("没有找到工作表：{}", listed(sheets)), format!("no sheet named {} was found", sheets.join(" or ")))
            }
            Self::UnknownWord { .. } => Say::new(format!("“{found}”不在规定用语之内"), format!("found “{found}”")),
            Self::NotANumber => Say::new(format!("“{found}”不是数字"), format!("found “{found}”, which is not a number")),
            Self::NumberTooFine => {
                Say::new(format!("“{found}”小数位过多或数值过大"), format!("“{found}” has more digits than can be counted exactly"))
            }
            Self::NotADate => Say::new(format!("“{found}”不是日期"), format!("“{found}” is not a date")),
            Self::DateUnclear => Say::new(
                format!("日期“{found}”有两种读法或缺年份"),
                format!("the date “{found}” can be read in two ways or lacks its year"),
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
            Self::LostDigits => Say::new("长数字的末几位已被 Excel 舍去", "Excel has dropped the last digits of this long number"),
            Self::RowTwice => Say::new("与另一行完全相同，只计一次", "the same as another row; it is counted once"),
            Self::NotRecorded { criterion, subject } => {
                Say::new(format!("{subject}：“{criterion}”没有记录"), format!("{subject}: nothing is recorded for “{criterion}”"))
            }
            Self::TwoValues { criterion, subject } => {
                Say::new(format!("{subject}：“{criterion}”有两行数据"), format!("{subject}: two rows for “{criterion}”, which takes one"))
            }
            Self::UnknownName { nearest } => {
                let guess = guess(nearest);
                Say::new(format!("名册中没有“{found}”{}", guess.zh), format!("“{found}” is not on the roster{}", guess.en))
            }
            Self::OutsideName => Say::new(
                format!("“{found}”不在名册中，按名册外人员计入人数"),
                format!("“{found}” is not on the roster and counts as an outside signer"),
            ),
            Self::NearName { nearest } => {
                let guess = guess(nearest);
                Say::new(
                    format!("“{found}”与名册姓名只差一字{}", guess.zh),
                    format!("“{found}” is one character from a roster name{}", guess.en),
                )
            }
            Self::NameOfTwo { keys } => Say::new(
                format!("“{found}”在名册中有两人：{}", listed(keys)),
                format!("“{found}” is the name of two subjects: {}", keys.join(", ")),
            ),
            Self::KeyOfTwo { names } => Say::new(
                format!("编号“{found}”对应两人：{}", listed(names)),
                format!("key “{found}” belongs to two names: {}", names.join(", ")),
            ),
            Self::KeyAndNameDiffer { name } => Say::new(
                format!("编号与姓名不符：“{found}”，名册中此编号为 {name}"),
                format!("“{found}” does not fit the key beside it, which the roster gives to {name}"),
            ),
            Self::PeriodUnknown => Say::new("不知道考核期", "the period is not known"),
            Self::PeriodSeveral { periods } => Say::new(
                format!("输入含多个考核期：{}", listed(periods)),
                format!("the inputs are of several periods: {}", periods.join(", ")),
            ),
            Self::RubricSyntax { why } => Say::new(format!("TOML 语法有误：{why}"), format!("not TOML: {why}")),
            Self::RubricUnknownKey { .. } => Say::new(format!("没有“{found}”这个键"), format!("unknown key `{found}`")),
            Self::RubricMissingKey { key } => Say::new(format!("缺少“{key}”"), format!("`{key}` is missing")),
            Self::RubricValue { .. } => Say::new(format!("值为 {found}"), format!("found {found}")),
            Self::RubricReference { .. } => Say::new(format!("没有声明“{found}”"), format!("`{found}` is not declared")),
            Self::RubricConflict { why } => why.clone(),
            Self::RubricExample { why, .. } => Say::new(format!("算例“{why}”得 {found}"), format!("the example “{why}” gives {found}")),
            Self::RubricNotInForce { period } => {
                Say::new(format!("办法在 {period} 不施行（{found}）"), format!("the rubric is not in force in {period} ({found})"))
            }
            Self::PartMissing { part } => Say::new(format!("{found}缺少“{part}”得分"), format!("{found} has no score for “{part}”")),
            Self::TieAtEdge { names, places } => Say::new(
                format!("名额边缘并列，余 {places} 名，留待会议决定：{}", listed(names)),
                format!("tied at the edge of the quota, {places} place(s) left, for the committee to decide: {}", names.join(", ")),
            ),
        }
    }

    /// What would be right.
    pub(super) fn expected(&self) -> Say {
        match self {
            Self::FileUnreadable { .. } | Self::FilePassword => {
                Say::new("未加密的 xlsx 或 csv 文件", "an xlsx or csv file without a password")
            }
            Self::FileTwice => Say::new("每份文件一次", "each file once"),
            Self::FileEncoding => Say::new("UTF-8 或 GB18030", "UTF-8 or GB18030"),
            Self::SheetUnknown { .. } => Say::new("办法 tables 中列出的表", "one of the rubric's tables"),
            Self::ColumnMissing { headers, .. } => Say::new(listed(headers), headers.join(" or ")),
            Self::ColumnTwice { .. } => Say::new("每项一列", "one column for each"),
            Self::TableMissing { sheets } => Say::new(listed(sheets), sheets.join(" or ")),
            Self::UnknownWord { allowed, .. } => Say::new(allowed.join(" "), format!("one of {}", allowed.join(" "))),
            Self::NotANumber => Say::new("数字，如 3 或 86.5", "a number such as 3 or 86.5"),
            Self::NumberTooFine => Say::new("至多六位小数", "at most six decimals"),
            Self::NotADate | Self::DateUnclear => Say::new("日期，如 2025-03-05 或 2025年3月5日", "a date such as 2025-03-05"),
            Self::OutOfRange { low, high } | Self::OutOfRangeLeft { low, high } => {
                Say::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
            }
            Self::Blank { .. } => Say::new("一个值", "a value"),
            Self::FormulaWithoutValue | Self::ErrorValue => Say::new("有结果的单元格", "a cell with a value"),
            Self::LostDigits => Say::new("文本格式的号码", "the number as text"),
            Self::RowTwice => Say::new("每行一次", "each row once"),
            Self::NotRecorded { .. } => Say::new("有记录，或注明请假、未通知等", "a record, or the reason why there is none"),
            Self::TwoValues { .. } => Say::new("一行", "one row"),
            Self::UnknownName { .. } | Self::OutsideName | Self::NearName { .. } => Say::new("名册中的姓名", "a name of the roster"),
            Self::NameOfTwo { .. } => Say::new("姓名加编号或括注", "the name with its key or a note in brackets"),
            Self::KeyOfTwo { .. } => Say::new("一号一人", "one key for one subject"),
            Self::KeyAndNameDiffer { name } => Say::new(name.clone(), name.clone()),
            Self::PeriodUnknown | Self::PeriodSeveral { .. } => Say::new("一个考核期，如 2025-H1", "one period such as 2025-H1"),
            Self::RubricSyntax { .. } => Say::new("TOML 1.0", "TOML 1.0"),
            Self::RubricUnknownKey { known, nearest } | Self::RubricReference { known, nearest } => {
                let hint = guess(&nearest.iter().cloned().collect::<Vec<_>>());
                Say::new(format!("{}{}", listed(known), hint.zh), format!("one of {}{}", known.join(", "), hint.en))
            }
            Self::RubricMissingKey { key } => Say::new(key.clone(), key.clone()),
            Self::RubricValue { expected } => expected.clone(),
            Self::RubricConflict { .. } => Say::new("前后一致", "parts that agree"),
            Self::RubricExample { expected, .. } => Say::new(expected.clone(), expected.clone()),
            Self::RubricNotInForce { .. } => Say::new("当期施行的版本", "the version in force"),
            Self::PartMissing { part } => Say::new(format!("“{part}”得分"), format!("a score for “{part}”")),
            Self::TieAtEdge { .. } => Say::new("会议决定", "a decision of the committee"),
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
            Self::SheetUnknown { .. } => {
                Say::new("若应读取，在办法中补上表名和列名", "if it should be read, add its name and headers to the rubric")
            }
            Self::ColumnMissing { table, .. } => Say::new(
                format!("补上此列，或在办法 tables.{table}.columns 中写明它的表头"),
                format!("add the column, or write its header into tables.{table}.columns of the rubric"),
            ),
            Self::ColumnTwice { .. } => Say::new("改名或删去其中一列", "rename or delete one of them"),
            Self::TableMissing { .. } => Say::new(
                "补上此表；若本期确实没有，在办法中写 optional = true",
                "add it; where there is none, write optional = true for the table in the rubric",
            ),
            Self::UnknownWord { key, .. } => Say::new(
                format!("改为其中之一；或在办法 {key}.words 中加入此词"),
                format!("write one of them; or add the word to {key}.words in the rubric"),
            ),
            Self::NotANumber | Self::NumberTooFine => Say::new("改为数字", "write a number"),
            Self::NotADate | Self::DateUnclear => Say::new("写全年月日", "write year, month and day"),
            Self::OutOfRange { .. } => Say::new("核对原始票据后改正", "check it against the paper and correct it"),
            Self::OutOfRangeLeft { .. } => Say::new("确为废票则无需改", "nothing, if the ballot is void"),
            Self::Blank { .. } => Say::new("补填", "fill it in"),
            Self::FormulaWithoutValue => Say::new("用 WPS 或 Excel 打开并保存一次", "open the file in Excel or WPS and save it once"),
            Self::ErrorValue => Say::new("改正公式或直接填值", "correct the formula or write the value"),
            Self::LostDigits => Say::new("把列设为“文本”后重新录入", "format the column as text and type the number again"),
            Self::RowTwice => {
                Say::new("删去重复行；若确为两次，写明日期或编号以区别", "delete it; if there were two, tell them apart by date or number")
            }
            Self::NotRecorded { .. } => Say::new(
                "补录；或在办法 no-value 中写明不记录时如何计分",
                "record it; or say in the rubric's no-value what its absence gives",
            ),
            Self::TwoValues { .. } => Say::new("删去多余的一行", "delete one of the rows"),
            Self::UnknownName { .. } | Self::NearName { .. } => {
                Say::new("改为名册上的姓名，或把此人补入名册", "write the roster's name, or add the person to the roster")
            }
            Self::OutsideName => Say::new("若为本级代表，核对姓名", "check the name if the person is a delegate"),
            Self::NameOfTwo { .. } => Say::new(
                "在姓名后括注村居或编号，如“王伟（东村）”",
                "write a note behind the name as in 王伟（东村）, or the key in its column",
            ),
            Self::KeyOfTwo { .. } => Say::new("更正名册编号", "correct the key on the roster"),
            Self::KeyAndNameDiffer { .. } => Say::new("更正姓名或编号", "correct the name or the key"),
            Self::PeriodUnknown => Say::new(
                "加上 --period 2025-H1，或把文件放入名为 2025-H1 的文件夹",
                "add --period 2025-H1, or put the files into a folder named 2025-H1",
            ),
            Self::PeriodSeveral { .. } => Say::new("用 --period 指定", "choose with --period"),
            Self::RubricSyntax { .. } => Say::new("按标出的位置改正", "mend the marked place"),
            Self::RubricUnknownKey { nearest, .. } | Self::RubricReference { nearest, .. } => match nearest {
                Some(near) => Say::new(format!("改为 {near}"), format!("write {near}")),
                None => Say::new("删去或改为所列之一", "delete it or write one of those"),
            },
            Self::RubricMissingKey { key } => Say::new(format!("写上 {key} = …"), format!("write {key} = …")),
            Self::RubricValue { .. } | Self::RubricConflict { .. } => Say::new("按所需改正", "write what is expected"),
            Self::RubricExample { .. } => Say::new("核对条文：改算例或改规则", "check the clause: correct the example or the rule"),
            Self::RubricNotInForce { .. } => Say::new("换用当期版本", "take the version in force"),
            Self::PartMissing { .. } => Say::new(
                "补齐该项，或在办法 [blend] missing 中写明缺项如何处理",
                "complete it, or say in [blend] missing how to treat its absence",
            ),
            Self::TieAtEdge { .. } => {
                Say::new("由主席团会议决定，或在办法中写明并列规则", "let the committee decide, or give the rubric a rule for ties")
            }
        }
    }
}
