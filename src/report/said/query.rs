//! Which rows a rule takes, and what number is got from them, in words.

mod link;
mod measure;

use super::made;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Column, Filter, FilterTest, Measure, NoRows, Origin, Query, Range, Rubric, Split, Times};

/// The rubric, and the tables that the words of a query come from.
pub(in crate::report) struct Speaker<'a> {
    rubric: &'a Rubric,
    query: &'a Query,
    /// The tables that columns and words are of.
    from: &'a [String],
}

impl<'a> Speaker<'a> {
    /// For one query.
    pub fn new(rubric: &'a Rubric, query: &'a Query) -> Self {
        Self { rubric, query, from: &query.from }
    }

    /// Names of the tables: 建议台账.
    pub fn tables(&self) -> Say {
        let name = |id: &String| same(self.rubric.table(id).and_then(|table| table.sheets.first()).unwrap_or(id));
        join(&self.from.iter().map(name).collect::<Vec<_>>(), "、", ", ")
    }

    /// The conditions on its rows.
    pub fn filters(&self) -> Say {
        join(&self.query.filters.iter().map(|filter| self.filter(filter)).collect::<Vec<_>>(), "；", "; ")
    }

    /// Which rows are listed; all of them where nothing says otherwise.
    pub fn chosen(&self) -> Say {
        let query = self.query;
        let links = query.links.iter().map(|link| self.link(link));
        let once = query.once.as_ref().map(|once| self.once(&once.per));
        let parts: Vec<Say> = std::iter::once(self.filters()).chain(links).chain(once).collect();
        let said = join(&parts, "；", "; ");
        if said.zh.is_empty() {
            Say::new("全部", "all")
        } else {
            said
        }
    }

    /// The whole rule up to its measure.
    pub fn rule(&self) -> Say {
        let query = self.query;
        let mut parts = vec![self.filters()];
        parts.extend(query.links.iter().map(|link| self.link(link)));
        parts.extend(query.once.as_ref().map(|once| self.once(&once.per)));
        parts.extend(query.split.as_ref().map(split));
        parts.extend(query.times.iter().map(|times| self.times(times)));
        parts.push(self.measure());
        parts.extend(self.few());
        parts.push(match query.no_rows {
            NoRows::Zero => Say::new("没有记录的按 0 计", "no row counts as 0"),
            NoRows::NoValue(kind) => {
                let kind = kind.say();
                Say::new(format!("没有记录的视为“{}”", kind.zh), format!("no row means {}", kind.en))
            }
        });
        join(&parts, "；", "; ")
    }

    /// What too few ballots are.
    fn few(&self) -> Option<Say> {
        let measure = &self.query.measure;
        let trimmed = matches!(measure, Measure::Mean { trim: Some(_), .. });
        let minimum = measure.ballots().is_some_and(|ballots| ballots.minimum > 1 || ballots.turnout.is_some());
        let kind = self.query.few.say();
        (minimum || trimmed)
            .then(|| Say::new(format!("不足的没有数，处理同“{}”", kind.zh), format!("fewer give no number, treated like {}", kind.en)))
    }

    fn columns(&self, id: &'a str) -> impl Iterator<Item = &'a Column> + use<'a> {
        let (rubric, from) = (self.rubric, self.from);
        from.iter().filter_map(|table| rubric.table(table)).filter_map(move |table| table.column(id))
    }

    fn column(&self, id: &'a str) -> Say {
        if let Some(header) = self.columns(id).find_map(|column| column.headers.first()) {
            return same(header);
        }
        match self.columns(id).map(|column| column.origin).next() {
            Some(Origin::Header) => Say::new("表头", "the header"),
            Some(Origin::Sheet) => Say::new("表名", "the sheet's name"),
            Some(Origin::Folder) => Say::new("文件夹", "the folder"),
            Some(Origin::Column) => Say::new("登记", "the entry"),
            Some(Origin::Made) => self.made(id),
            None if id == "role" => Say::new("身份", "role"),
            None if id == "signers" => Say::new("署名人数", "number of signers"),
            None if id == "position" => Say::new("署名次序", "place among the signers"),
            None => same(id),
        }
    }

    /// A column that is made.
    fn made(&self, id: &str) -> Say {
        let mut tables = self.from.iter().filter_map(|table| self.rubric.table(table)).filter(|table| table.column(id).is_some());
        tables.next().map_or_else(|| same(id), |table| made::column(self.rubric, table, id))
    }

    /// A word as it is written on sheets; a role as its column is headed.
    fn word(&self, column: &'a str, word: &str) -> Say {
        if column == "role" {
            let tables = self.from.iter().filter_map(|table| self.rubric.table(table));
            let header =
                tables.flat_map(|table| &table.columns).filter(|of| of.role.as_deref() == Some(word)).find_map(|of| of.headers.first());
            return same(header.map_or(word, String::as_str));
        }
        if self.columns(column).any(|column| column.origin == Origin::Made) {
            let mut words = self.columns(column).flat_map(Column::words);
            let said = words.find(|(id, _)| id == word).and_then(|(_, said)| said.first());
            return Say::new(said.map_or(word, String::as_str), word);
        }
        let mut words = self.columns(column).flat_map(Column::words);
        let written = words.find(|(id, _)| id == word).and_then(|(_, written)| written.first());
        same(written.map_or(word, String::as_str))
    }

    fn words(&self, column: &'a str, words: &[String]) -> Say {
        join(&words.iter().map(|word| self.word(column, word)).collect::<Vec<_>>(), "、", ", ")
    }

    fn filter(&self, filter: &'a Filter) -> Say {
        let column = self.column(&filter.column);
        match &filter.test {
            FilterTest::Is(words) => {
                let words = self.words(&filter.column, words);
                Say::new(format!("{}为{}", column.zh, words.zh), format!("{} is {}", column.en, words.en))
            }
            FilterTest::IsNot(words) => {
                let words = self.words(&filter.column, words);
                Say::new(format!("{}不为{}", column.zh, words.zh), format!("{} is not {}", column.en, words.en))
            }
            FilterTest::Number(range) => {
                let range = self::range(range);
                Say::new(format!("{}{}", column.zh, range.zh), format!("{} {}", column.en, range.en))
            }
            FilterTest::Present(true) => Say::new(format!("{}已填", column.zh), format!("{} is filled in", column.en)),
            FilterTest::Present(false) => Say::new(format!("{}未填", column.zh), format!("{} is blank", column.en)),
        }
    }

    fn once(&self, per: &'a [String]) -> Say {
        if per.is_empty() {
            return Say::new("全期只计最高的一次", "only the highest in the period counts");
        }
        let columns = join(&per.iter().map(|id| self.column(id)).collect::<Vec<_>>(), "、", ", ");
        Say::new(format!("{}相同的只计最高一次", columns.zh), format!("of rows with the same {} the highest counts", columns.en))
    }

    fn times(&self, times: &'a Times) -> Say {
        let column = self.column(&times.column);
        let factor = |(word, factor): &(String, Exact)| {
            let word = self.word(&times.column, word);
            Say::new(format!("{}×{}", word.zh, factor.plain()), format!("{} ×{}", word.en, factor.plain()))
        };
        let mut parts: Vec<Say> = times.factors.iter().map(factor).collect();
        parts.extend(times.otherwise.as_ref().map(|other| Say::new(format!("其他×{}", other.plain()), format!("else ×{}", other.plain()))));
        let factors = join(&parts, "、", ", ");
        Say::new(format!("按{}：{}", column.zh, factors.zh), format!("by {}: {}", column.en, factors.en))
    }
}

fn split(split: &Split) -> Say {
    let most = |most: &Option<u32>| {
        most.map_or_else(Say::default, |most| Say::new(format!("，第 {most} 名以后不计"), format!(", none after the first {most}")))
    };
    match split {
        Split::LeadOnly => Say::new("只计领衔人", "the lead alone"),
        Split::EachFull => Say::new("联名者各计全分", "each signer in full"),
        Split::Equal => Say::new("联名者平分", "shared equally"),
        Split::LeadAndRest { lead, most: limit } => {
            let (lead, most) = (lead.plain(), most(limit));
            Say::new(
                format!("联名的，领衔人得 {lead}，其余由联名人平分{}", most.zh),
                format!("of joint items the lead gets {lead}, the others equal parts of the rest{}", most.en),
            )
        }
        Split::Pair { lead, joint, sole, most: limit } => {
            let (lead, joint, most) = (lead.plain(), joint.plain(), most(limit));
            let sole = sole.as_ref().map(Exact::plain);
            let zh = sole.as_ref().map_or_else(String::new, |sole| format!("独自署名的计 {sole}，"));
            let en = sole.as_ref().map_or_else(String::new, |sole| format!("a sole signer counts {sole}, "));
            Say::new(
                format!("{zh}领衔人计 {lead}，联名人各计 {joint}{}", most.zh),
                format!("{en}the lead counts {lead}, each joint signer {joint}{}", most.en),
            )
        }
    }
}

/// `不低于 3 且低于 5`.
pub(super) fn range(range: &Range) -> Say {
    let end = |end: &Option<Exact>, zh: &str, en: &str| {
        let end = end.as_ref()?.plain();
        Some(Say::new(format!("{zh} {end}"), format!("{en} {end}")))
    };
    let parts = [
        end(&range.at_least, "不低于", "at least"),
        end(&range.above, "高于", "above"),
        end(&range.at_most, "不高于", "at most"),
        end(&range.below, "低于", "below"),
    ];
    join(&parts.into_iter().flatten().collect::<Vec<_>>(), " 且", " and ")
}
