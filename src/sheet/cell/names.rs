//! People named in a cell.
//!
//! In: texts such as `张三（领衔）、李　四，王五等5人`. Out: each name as written, its notes, and whether
//! the cell speaks of others, and of how many. It knows no roster.

use super::number;
use crate::base::text::{squeeze, tidy};
use crate::sheet::table::{More, Named, Names};

/// Marks between names; at the end of a single one they are left over from a list. A stroke is none of these: `/` may be all there is.
const PARTING: &str = "、,;，；";

/// Reads the names in a cell; `several` says whether marks and spaces part them.
pub fn read(text: &str, several: bool) -> Names {
    let text = text.lines().map(tidy).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    if number::is_nothing(&squeeze(&text)) {
        return Names::default();
    }
    let one = |text: &str| text.trim_matches(|mark| PARTING.contains(mark) || mark == '\n').replace('\n', " ");
    let (text, more) = without_more(&text);
    let text = if several { text.to_owned() } else { one(text) };
    let people: Vec<Named> = parts(&text, several).into_iter().flat_map(|part| people(part, several)).collect();
    let are_all_named = |total: u32| usize::try_from(total).is_ok_and(|total| total <= people.len());
    let more = more.filter(|more| !more.total.is_some_and(are_all_named));
    Names { people, more }
}

/// Text of one part and the notes in brackets in it.
#[derive(Default)]
struct Part {
    text: String,
    notes: Vec<String>,
}

/// Parts the text at marks outside brackets.
fn parts(text: &str, several: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part::default();
    let mut note = String::new();
    let mut depth = 0_u32;
    for mark in text.chars() {
        match mark {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    part.notes.extend(notes(&std::mem::take(&mut note)));
                }
            }
            _ if depth > 0 => note.push(mark),
            '、' | ',' | ';' | '/' | '|' | '\n' if several => parts.push(std::mem::take(&mut part)),
            // A name ends where another begins behind its note.
            _ if several && !part.notes.is_empty() && !mark.is_whitespace() => {
                parts.push(std::mem::take(&mut part));
                part.text.push(mark);
            }
            _ => part.text.push(mark),
        }
    }
    part.notes.extend(notes(&note));
    parts.push(part);
    parts
}

fn notes(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split([',', '、', ';', '\n']).map(tidy).filter(|note| !note.is_empty())
}

/// The names in one part: a space parts whole Chinese names, not the characters of one.
fn people(part: Part, several: bool) -> Vec<Named> {
    let tokens: Vec<&str> = part.text.split_whitespace().collect();
    let mut names: Vec<String> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let followed_by_single = tokens.get(index + 1).is_some_and(|next| is_short(next));
        let parted =
            |last: &String| several && is_chinese(last) && is_chinese(token) && !is_short(last) && (!is_short(token) || followed_by_single);
        match names.last_mut() {
            Some(last) if !parted(last) => {
                last.push(' ');
                last.push_str(token);
            }
            Some(_) | None => names.push((*token).to_owned()),
        }
    }
    let last = names.len().saturating_sub(1);
    let mut notes = part.notes;
    let mut notes_of = |index| if index == last { std::mem::take(&mut notes) } else { Vec::new() };
    names.into_iter().enumerate().map(|(index, name)| Named { name, notes: notes_of(index) }).collect()
}

/// A single character: a padded piece of a name.
fn is_short(token: &str) -> bool {
    token.chars().nth(1).is_none()
}

fn is_chinese(text: &str) -> bool {
    const DOTS: &str = "·•‧∙・･⋅ ";
    // Rare characters stand beyond the basic plane, or in the private area of an old font.
    let is_han = |mark| matches!(mark, '\u{2e80}'..='\u{9fff}' | '\u{e000}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    text.chars().all(|mark| is_han(mark) || DOTS.contains(mark))
}

/// What may stand behind the number in 等5人.
const PEOPLE: [&str; 11] = ["名代表", "位代表", "人代表", "名同志", "位同志", "代表", "同志", "委员", "人", "名", "位"];
/// What stands there in place of a number.
const SEVERAL: [&str; 5] = ["", "多", "数", "若干", "几"];

/// Takes 等5人, 等3名代表, 共五人, 等人 off the end.
fn without_more(text: &str) -> (&str, Option<More>) {
    let Some((start, mark)) = text.char_indices().rfind(|(_, mark)| matches!(mark, '等' | '共')) else { return (text, None) };
    let (rest, said) = text.split_at(start);
    let behind = squeeze(said.strip_prefix(mark).unwrap_or_default());
    let unit = PEOPLE.iter().find_map(|unit| behind.strip_suffix(unit));
    let total = unit.and_then(|count| count.parse().ok().or_else(|| number::chinese(count)));
    let is_several = || SEVERAL.contains(&unit.unwrap_or(&behind)) || unit.is_some_and(is_more_than_number);
    // The last character of a name of two may be 等 itself.
    let is_named = || rest.trim_end().chars().rev().take_while(|mark| !PARTING.contains(*mark)).nth(1).is_some();
    if total.is_none() && !(mark == '等' && is_several() && is_named()) {
        return (text, None);
    }
    let (rest, said) = rest.strip_suffix('等').map_or((rest, said), |shorter| (shorter, text.get(shorter.len()..).unwrap_or(said)));
    (rest, Some(More { said: said.to_owned(), total }))
}

/// 10余, 十多: nobody can tell how many.
fn is_more_than_number(count: &str) -> bool {
    let number = count.trim_end_matches(['余', '多', '几', '来']);
    number.len() < count.len() && (number.parse::<u32>().is_ok() || number::chinese(number).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, several: bool) -> (Vec<String>, Option<u32>) {
        let (names, more) = told_with_more(text, several);
        (names, more.and_then(|more| more.total))
    }

    fn told_with_more(text: &str, several: bool) -> (Vec<String>, Option<More>) {
        let names = read(text, several);
        let person = |person: &Named| match person.notes.as_slice() {
            [] => person.name.clone(),
            notes => format!("{}[{}]", person.name, notes.join("|")),
        };
        (names.people.iter().map(person).collect(), names.more)
    }

    #[test]
    fn names_are_parted_at_every_usual_mark() {
        for text in [
            "张三、李四",
            "张三，李四",
            "张三,李四",
            "张三；李四",
            "张三/李四",
            "张三／李四",
            "张三 李四",
            "张三\u{3000}李四",
            "张三\r\n李四",
            "张三、\n李四、",
        ] {
            assert_eq!(told(text, true).0, ["张三", "李四"], "{text}");
        }
    }

    #[test]
    fn a_padded_name_is_one_name() {
        assert_eq!(told("张　三", true).0, ["张 三"]);
        assert_eq!(told("张 三、李四", true).0, ["张 三", "李四"]);
        assert_eq!(told("张 三 李四", true).0, ["张 三", "李四"]);
        assert_eq!(told("李四 张 三", true).0, ["李四", "张 三"]);
        assert_eq!(told("欧阳 修", true).0, ["欧阳 修"]);
        assert_eq!(told("Abdul Khaleque, Ann Lee", true).0, ["Abdul Khaleque", "Ann Lee"]);
    }

    #[test]
    fn notes_stand_beside_the_name() {
        assert_eq!(told("阿依古丽（女，维吾尔族）", false).0, ["阿依古丽[女|维吾尔族]"]);
        assert_eq!(told("李红（女） 王伟 (东村)、赵六", true).0, ["李红[女]", "王伟[东村]", "赵六"]);
        assert_eq!(told("张三（领衔）李四", true).0, ["张三[领衔]", "李四"]);
        assert_eq!(told("阿依·古丽", true).0, ["阿依·古丽"]);
        assert_eq!(told("张三主席", true).0, ["张三主席"]);
        assert_eq!(told("张三（女", true).0, ["张三[女]"]);
    }

    #[test]
    fn the_number_of_people_is_read() {
        assert_eq!(told("张三、李四等3名代表", true), (vec!["张三".into(), "李四".into()], Some(3)));
        assert_eq!(told("张三等5人", true), (vec!["张三".into()], Some(5)));
        assert_eq!(told("张三、李四等二人", true), (vec!["张三".into(), "李四".into()], None));
        assert_eq!(told("张三，李四，共四人", true), (vec!["张三".into(), "李四".into()], Some(4)));
        assert_eq!(told("等5人", true), (vec![], Some(5)));
        assert_eq!(told("张三等5名同志", true), (vec!["张三".into()], Some(5)));
        assert_eq!(told("张三等5人", false), (vec!["张三".into()], Some(5)));
    }

    #[test]
    fn others_are_noticed_also_where_no_number_is_said() {
        for (text, said) in [
            ("张三、李四等", "等"),
            ("张三、李四 等", "等"),
            ("张三、李四等人", "等人"),
            ("张三、李四等代表", "等代表"),
            ("张三、李四等多人", "等多人"),
            ("张三、李四等10余人", "等10余人"),
            ("张三、李四等十多名代表", "等十多名代表"),
        ] {
            let more = Some(More { said: said.into(), total: None });
            assert_eq!(told_with_more(text, true), (vec!["张三".into(), "李四".into()], more), "{text}");
        }
        let more = Some(More { said: "等3人".into(), total: Some(3) });
        assert_eq!(told_with_more("张三等3人", false), (vec!["张三".into()], more));
        // Nobody else is meant: all are named, 等 is part of a name or of another word.
        for text in ["李等", "张三、李等", "张三等三", "李等生"] {
            assert_eq!(told_with_more(text, true).1, None, "{text}");
        }
        assert_eq!(told_with_more("张三、李四等2人", true), (vec!["张三".into(), "李四".into()], None));
    }

    #[test]
    fn a_column_of_one_name_is_not_parted() {
        assert_eq!(told("张三、李四", false).0, ["张三、李四"]);
        assert_eq!(told("Lee, Ann", false).0, ["Lee, Ann"]);
        assert_eq!(told("张\n三", false).0, ["张 三"]);
        for text in ["张三、", "张三，", "、张三", "张三、\n", "张三;"] {
            assert_eq!(told(text, false).0, ["张三"], "{text}");
        }
        assert_eq!(told("王伟（东村）、", false).0, ["王伟[东村]"]);
        for text in ["", "—", "/", "无"] {
            assert_eq!(told(text, true), (vec![], None), "{text}");
        }
    }
}
