//! 姓氏笔画: the order in which official lists put names when no one is to stand before another.
//!
//! In: names. Out: a key to sort them by. `table.txt` has 6,940 characters (those of GB 2312 and those usual in names), a line for each
//! number of strokes: the number, then its characters in the order of their strokes 横 竖 撇 点 折, as GF 3002-1999 and GF 3003-1999
//! write and order them. The strokes were taken from the table of cnchar-order 3.2.6 (MIT), compared with a second list of
//! the characters of GB 13000.1, and, where the two differ (15 characters), decided by the parts of the character.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::text::name_form;

const TABLE: &str = include_str!("table.txt");

/// Where one character of a name belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// Number of strokes, and the place in the table.
    Han(u32, u32),
    /// A letter of another script: by its number.
    Other(char),
    /// A Chinese character that the table does not have: behind all others.
    Unknown(char),
}

/// Where a name belongs: by the strokes of its first character; of one surname those with a short given name first; then
/// character by character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameOrder {
    surname: Option<Mark>,
    length: usize,
    rest: Vec<Mark>,
}

/// The place of a name in a list by strokes.
pub fn name_order(name: &str) -> NameOrder {
    let name = name_form(name);
    let mut marks = name.chars().filter(|character| *character != '·').map(mark);
    let surname = marks.next();
    let rest: Vec<Mark> = marks.collect();
    // Only Chinese names are told apart by length; others are sorted like words.
    let length = if rest.iter().chain(&surname).all(|mark| matches!(mark, Mark::Han(..) | Mark::Unknown(_))) { rest.len() } else { 0 };
    NameOrder { surname, length, rest }
}

/// The number of strokes of a character, where the table has it.
pub fn strokes(character: char) -> Option<u32> {
    table().get(&character).map(|(count, _)| *count)
}

/// The Chinese characters of a name whose strokes the table does not have.
pub fn without_strokes(name: &str) -> Vec<char> {
    name_form(name).chars().filter(|character| is_han(*character) && strokes(*character).is_none()).collect()
}

fn mark(character: char) -> Mark {
    match table().get(&character) {
        Some((count, place)) => Mark::Han(*count, *place),
        None if is_han(character) => Mark::Unknown(character),
        None => Mark::Other(character),
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

fn table() -> &'static BTreeMap<char, (u32, u32)> {
    static MADE: OnceLock<BTreeMap<char, (u32, u32)>> = OnceLock::new();
    MADE.get_or_init(|| {
        let lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
        let counted = lines.filter_map(|(count, characters)| Some((count.parse::<u32>().ok()?, characters)));
        let all = counted.flat_map(|(count, characters)| characters.chars().map(move |character| (character, count)));
        all.zip(0u32..).map(|((character, count), place)| (character, (count, place))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &str) -> String {
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| name_order(name));
        names.join(" ")
    }

    #[test]
    fn the_table_has_each_character_once_and_strokes_that_are_known() {
        let characters = TABLE.lines().filter_map(|line| line.split_once('\t')).flat_map(|(_, characters)| characters.chars()).count();
        assert_eq!((characters, table().len()), (6940, 6940));
        for (count, surnames) in [
            (2, "丁刁卜"),
            (3, "于万马"),
            (4, "王孔尹毛方韦牛"),
            (5, "田史冯石白龙叶卢"),
            (6, "刘孙朱吕乔许江关"),
            (7, "李张陈吴何宋杜沈肖杨苏邹余邱严"),
            (8, "周林郑罗孟武范金易欧"),
            (9, "赵胡钟侯段施姚贺洪姜柳祝"),
            (10, "徐高郭唐袁夏陶顾贾钱秦耿莫"),
            (11, "黄梁曹崔章康盛梅常"),
            (12, "彭董程韩蒋谢傅曾鲁温葛"),
            (13, "雷赖蒙虞詹"),
            (14, "廖蔡谭熊裴管缪"),
            (15, "潘黎樊滕"),
            (16, "薛穆"),
            (17, "戴魏"),
        ] {
            for surname in surnames.chars() {
                assert_eq!(strokes(surname), Some(count), "{surname}");
            }
        }
    }

    #[test]
    fn names_are_ordered_by_strokes_then_by_the_first_strokes() {
        // Of three strokes 于 begins 横 横, 万 横 折, 马 折; of seven 李 and 杨 begin with 横, 张 and 陈 with 折.
        assert_eq!(sorted("陈一 张一 杨一 李一 王一 马一 万一 于一 丁一"), "丁一 于一 万一 马一 王一 李一 杨一 张一 陈一");
    }

    #[test]
    fn of_one_surname_short_given_names_come_first() {
        assert_eq!(sorted("王一一 王飞 王丁 王一丁"), "王丁 王飞 王一一 王一丁");
    }

    #[test]
    fn what_the_table_lacks_comes_last_and_is_told() {
        assert_eq!(sorted("𠮷一 阿依·古丽 Bo 戴一 Anna"), "阿依·古丽 戴一 Anna Bo 𠮷一");
        assert_eq!(without_strokes("𠮷一"), ['𠮷']);
        assert!(without_strokes("阿依·古丽 Anna").is_empty());
    }
}
