//! The page on tables: every row of its list of what is set aside is set aside as it says.

use super::*;

const PAGE: &str = include_str!("../../../docs/inputs/tables.md");
/// The header that the examples stand under; no rule reads the last column.
const HEADER: [&str; 5] = ["序号", "编号", "案由", "提出人", "备注"];

/// A reason, and the rows that the page names for it: codes apart by a comma are a row each, codes side by side are cells of one.
struct Reason {
    reason: String,
    examples: Vec<Vec<&'static str>>,
}

fn reasons() -> Vec<Reason> {
    let section = PAGE.split("## What is set aside").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    section.lines().filter(|line| line.starts_with('|')).skip(2).map(reason).collect()
}

fn reason(line: &'static str) -> Reason {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [reason, examples] = cells.as_slice() else { panic!("two columns: {line}") };
    let english = reason.chars().take_while(char::is_ascii).collect::<String>().trim().to_owned();
    let codes = |example: &'static str| example.split('`').skip(1).step_by(2).map(|code| if code == "—" { "" } else { code }).collect();
    Reason { reason: english, examples: examples.split(", ").map(codes).filter(|row: &Vec<&str>| !row.is_empty()).collect() }
}

#[test]
fn what_the_page_says_is_set_aside_is_set_aside() -> Tried {
    let mut listed = table("suggestions", "建议台账", Vec::new());
    listed.columns.push(optional(column("serial", &["序号"], ColumnKind::Text)));
    for (id, header) in [("number", "编号"), ("title", "案由"), ("lead", "提出人")] {
        listed.columns.push(column(id, &[header], ColumnKind::Text));
    }
    let mut run = 0;
    for Reason { reason, examples } in reasons() {
        assert!(!examples.is_empty(), "{reason} has no example");
        // What may stand below a signature only, stands below one here.
        let below = reason == "a note or signature";
        for example in examples {
            let reading = read_sheet("建议台账", vec![listed.clone()], |sheet| {
                rows(sheet, 0, &[&HEADER, &["1", "7", "修路", "张三"]])?;
                rows(sheet, 2, &[&example])?;
                if below {
                    rows(sheet, 2, &[&["审核人：高某"], &example])?;
                } else {
                    rows(sheet, 3, &[&["3", "8", "架桥", "李四"]])?;
                }
                Ok(())
            })?;
            let place = if below { 4 } else { 3 };
            let aside: Vec<_> = reading.tables.iter().flat_map(|table| &table.set_aside).collect();
            let told = aside.iter().find(|(row, _)| *row == place).map(|(_, why)| why.en.as_str());
            assert_eq!(told, Some(reason.as_str()), "{example:?}: {aside:?}");
            assert_eq!(all_rows(&reading).len(), if below { 1 } else { 2 }, "{example:?}");
            run += 1;
        }
    }
    assert!(run >= 12, "only {run} examples");
    Ok(())
}
