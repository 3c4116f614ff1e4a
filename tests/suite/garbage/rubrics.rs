//! Hostile rubrics through the program; the township's, changed line by line, through the library.

use std::fs;

use duly::report::articles;
use duly::rubric::read;
use duly::score::check_examples;

use super::bounded::ends;
use super::mutated::{assert_answered, whole_way};
use super::{sound, Dice};
use crate::program::cases;
use crate::program::{folder, project};

fn township() -> String {
    fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"))
}

fn many(times: usize, piece: &dyn Fn(usize) -> String) -> String {
    (0..times).map(piece).collect()
}

#[test]
fn hostile_rubrics_are_refused() {
    let place = folder();
    let text = township();
    let spaced = |piece: &str, times: usize| piece.repeat(times);
    let rubrics: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("one", b"x".to_vec()),
        ("null", b"\0".repeat(1000)),
        ("not text", b"\xFF\xFE\x00".to_vec()),
        ("deep array", format!("a = {}", spaced("[", 200_000)).into()),
        ("deep table", format!("a = {}", spaced("{a=", 200_000)).into()),
        ("deep key", format!("{}a = 1", spaced("a.", 200_000)).into()),
        ("deep header", format!("[{}a]", spaced("a.", 200_000)).into()),
        ("long comment", format!("#{}\n", spaced("长", 3_500_000)).into()),
        ("long text", format!("a = \"{}\"", spaced("长", 3_500_000)).into()),
        ("many keys", many(100_000, &|number| format!("key{number} = 1\n")).into()),
        ("many tables", many(30_000, &|number| format!("[criteria.c{number}]\n")).into()),
        ("many mistakes", spaced("= = =\n", 60_000).into()),
        ("long line", format!("a = {{ {} }}", many(40_000, &|number| format!("key{number} = 1, "))).into()),
        ("long rule", text.replacen("points = ", &format!("{} points = ", spaced("a.b.c.d = 1, ", 20_000)), 1).into()),
        ("same key", spaced("a = 1\n", 20_000).into()),
        ("twice", format!("{text}\n{text}").into()),
        ("key twice", text.replacen("id ", "id = \"x\"\nid ", 1).into()),
        ("quotes", spaced("\"\"\"", 100_001).into()),
        ("number", text.replacen("points = ", "points = 1e999999999 #", 3).into()),
        ("decimals", text.replace("decimals = 2", "decimals = 4294967295").into()),
    ];
    let path = place.path().join("rubric.toml");
    for (name, bytes) in rubrics {
        let case = place.path().join(format!("{name}.toml"));
        fs::write(&path, &bytes).unwrap_or_else(|error| panic!("{error}"));
        fs::copy(&path, &case).unwrap_or_else(|error| panic!("{error}"));
        ends(&["rubric", "check", &case.to_string_lossy()], &[1, 2]);
    }
    let ended = ends(&["check", "sample_data/2025-H2", "--rubric", &place.path().to_string_lossy()], &[1, 2]);
    assert!(!ended.stdout.is_empty() || !ended.stderr.is_empty());
}

/// Reads a rubric and, where it is sound, does with it all that needs no input.
fn try_out(case: &str, text: &str) -> bool {
    sound(case, || {
        let Ok(sound) = read("rubric.toml", text) else { return false };
        assert!(check_examples(&sound.rubric).is_ok(), "{case}: an example cannot be run");
        assert!(!articles(&sound.rubric).is_empty(), "{case}: nothing is said of it");
        true
    })
}

#[test]
fn the_township_with_each_line_removed_is_read_or_refused() {
    let text = township();
    let lines: Vec<&str> = text.lines().collect();
    let mut read = 0;
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).step_by(cases(1, 6)) {
        let others = lines.iter().enumerate().filter(|(index, _)| *index != number).map(|(_, line)| format!("{line}\n"));
        read += usize::from(try_out(&format!("line {}: {line}", number + 1), &others.collect::<String>()));
    }
    assert!(read > 15, "{read} were sound");
}

const VALUES: [&str; 24] = [
    "0",
    "-1",
    "1e308",
    "1e999999999",
    "1e-999999999",
    "9223372036854775807",
    "0.1234567890123456789012345678901234567890",
    "true",
    "\"\"",
    "\"none\"",
    "\"\\u0000\"",
    "[]",
    "{}",
    "[[]]",
    "[\"\", \"\"]",
    "{ a = 1 }",
    "nan",
    "inf",
    "1979-05-27",
    "0000-01-01",
    "\"lead\"",
    "\"1/0\"",
    "\"-1/3\"",
    "{ each = -1 }",
];

/// The text with one value, word or character changed.
fn changed(lines: &[&str], dice: &mut Dice) -> (String, String) {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let number = dice.below(lines.len());
    let line = lines.get(number).cloned().unwrap_or_default();
    let other = match (dice.below(5), line.split_once('=')) {
        (0 | 1, Some((key, _))) => format!("{key}= {}", dice.pick(&VALUES)),
        (2, Some((_, value))) => format!("{} ={value}", dice.pick(&["per", "cap", "", "a.b.c", "\"\"", "from", "where"])),
        (3, _) => {
            let mut marks: Vec<char> = line.chars().collect();
            if !marks.is_empty() {
                let (from, to) = (dice.below(marks.len()), dice.below(marks.len()));
                marks.swap(from, to);
            }
            marks.into_iter().collect()
        }
        _ => {
            let digits = line.chars().map(|mark| if mark.is_ascii_digit() { '9' } else { mark });
            digits.collect::<String>().replace('9', dice.pick(&["0", "99999999999", "-9", "9."]))
        }
    };
    let case = format!("line {}: {other}", number + 1);
    if let Some(line) = lines.get_mut(number) {
        *line = other;
    }
    (lines.join("\n"), case)
}

#[test]
fn the_township_with_one_thing_changed_is_read_or_refused() {
    let text = township();
    let lines: Vec<&str> = text.lines().collect();
    let mut dice = Dice::new(3);
    let place = folder();
    let path = place.path().join("rubric.toml");
    let mut scored = 0;
    for _ in 0..cases(200, 40) {
        let (text, case) = changed(&lines, &mut dice);
        if try_out(&case, &text) && scored < cases(8, 2) {
            scored += 1;
            fs::write(&path, &text).unwrap_or_else(|error| panic!("{error}"));
            let input = project().join("sample_data/2025-H2");
            assert_answered(&case, &sound(&case, || whole_way(&input, &path.to_string_lossy())));
        }
    }
    assert!(scored == cases(8, 2), "{scored} were sound");
}
