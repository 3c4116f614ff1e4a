//! `docs/problems.md`, made from the folders.

use std::path::Path;

use duly::base::problem::Fault;

use super::{read, CHINESE, ENGLISH};

const HEAD: &str = "# Problems · 问题一览

Generated from `tests/problems/`; to change a text, change `src/base/problem/wording/` and run the tests with
`UPDATE=1`.

An **error** could make a score wrong: its peer group is not ranked until it is mended. A **warning** says under
which reading the score is right. The code in brackets never changes and is the same in both languages.

**错误**（error）可能使得分有误：改正之前，所在的一组不出排名。**提醒**（warning）说明按什么理解计分。方括号中的代码不随语言变化。
";

/// The page.
pub fn text(cases: &Path) -> String {
    let mut page = HEAD.to_owned();
    let mut section = "";
    for code in Fault::CODES {
        let (kind, _) = code.split_once('/').unwrap_or((code, ""));
        if kind != section {
            section = kind;
            page.extend(["\n## ", kind, "\n"]);
        }
        let case = cases.join(code.replace('/', "-"));
        let when = read(&case.join("when.txt"));
        let (english, chinese) = when.trim().split_once('\n').unwrap_or((&when, ""));
        let expected = read(&case.join("expected.txt"));
        let (english_said, chinese_said) = expected.split_once(CHINESE).unwrap_or_default();
        let (_, english_said) = english_said.split_once(ENGLISH).unwrap_or_default();
        page.extend(["\n### `", code, "`\n\n", english, "\n\n", chinese, "\n"]);
        for said in [english_said, chinese_said] {
            page.extend(["\n```text\n", &problems(code, said).join("\n\n"), "\n```\n"]);
        }
    }
    page
}

/// The messages of this code, without the summary that follows them.
fn problems<'t>(code: &str, said: &'t str) -> Vec<&'t str> {
    let told = said.split("\n\n").map(str::trim_end);
    told.map(|told| told.trim_start_matches('\n'))
        .filter(|told| told.lines().next().is_some_and(|line| line.contains(&format!("[{code}]"))))
        .collect()
}
