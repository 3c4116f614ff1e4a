//! Which sheet is which table, and what is said of files and sheets.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::*;

#[test]
fn a_roster_with_merged_groups_and_secrets() -> Tried {
    let plain = Format::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let reading = read_sheet("代表名册", vec![roster()], |sheet| {
        rows(sheet, 0, &[&["清溪镇代表名册"], &["联络站", "代表证号", "姓名（必填）", "当选日期", "身份证号", "天数"]])?;
        sheet.merge_range(2, 0, 3, 0, "东片站", &plain)?;
        rows(sheet, 2, &[&["", "001", "张三", "至今", "110101199001011234"], &["", "", "李四", "2021年11月5日"], &["", "", "王五"]])?;
        sheet.write_number(3, 1, 2)?.write_number(4, 1, 3)?;
        sheet.write_number(3, 4, 110_101_199_001_011_234_f64)?;
        sheet.write_with_format(4, 3, &ExcelDateTime::from_ymd(2024, 3, 5)?, &date)?;
        sheet.write_formula(2, 5, Formula::new("=1+1").set_result("2"))?.write_formula(3, 5, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    })?;
    assert_eq!(
        all_rows(&reading),
        ["3: card=001 days=2000000 delegate=张三 station=东片站", "5: card=3 delegate=王五 from=2024-03-05 station=东片站"]
    );
    assert_eq!(all_problems(&reading), ["cell/lost-digits E4", "cell/error-value F4 #DIV/0!"]);
    assert!(reading.problems.iter().all(|problem| !format!("{problem:?}").contains("110101")), "no secret is shown");
    Ok(())
}

#[test]
fn sheets_are_told_by_name_and_headers() -> Tried {
    let lists: &[&[&str]] = &[&["代表证号", "姓名", "联络站"], &["1", "张三", "东站"]];
    let fit = |name: &str, list: &[&[&str]]| read_sheet(name, vec![roster(), meetings()], |sheet| rows(sheet, 0, list));
    assert_eq!(all_rows(&fit("2025代表名册", lists)?).len(), 1);
    let unknown = fit("名单", lists)?;
    assert_eq!(all_problems(&unknown), ["sheet/unknown  名单"]);
    assert!(unknown.problems.iter().all(|problem| problem.message(Language::English).contains("whose sheet is named 代表名册")));
    assert_eq!(all_problems(&fit("代表名册", &[&["姓名"], &["张三"]])?), ["column/missing", "column/missing"]);
    assert_eq!(all_problems(&fit("代表名册说明", &[&["填表说明"], &["一、……"]])?), ["sheet/unknown  代表名册说明"]);
    assert_eq!(
        all_problems(&fit("代表名册", &[&["代表证号", "姓名", "联络站", "姓名"], &["1", "张三", "东", "李四"]])?),
        ["column/twice D1 姓名"]
    );
    assert_eq!(all_problems(&fit("空表", &[])?), Vec::<String>::new());
    Ok(())
}

#[test]
fn missing_tables_are_named() -> Tried {
    let needed = Table { optional: false, ..roster() };
    let reading = read_sheet("别的", vec![needed], |sheet| rows(sheet, 0, &[&["甲"], &["乙"]]))?;
    assert_eq!(all_problems(&reading), ["sheet/unknown  别的", "table/missing"]);
    Ok(())
}

#[test]
fn text_files_are_named_by_their_file() -> Tried {
    let folder = tempfile::tempdir()?;
    let (gbk, ..) = encoding_rs::GB18030.encode("代表证号;姓名;联络站\r\n001;张三;东站\r\n;;\r\n002;李四;\r\n");
    std::fs::write(folder.path().join("代表名册.csv"), gbk)?;
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(all_rows(&reading), ["2: card=001 delegate=张三 station=东站", "4: card=002 delegate=李四 station=东站"]);
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn files_that_are_no_workbooks_are_said() -> Tried {
    let folder = tempfile::tempdir()?;
    for (name, bytes) in [("a.xlsx", &b""[..]), ("b.xlsx", b"PK\x03\x04 and no more"), ("c.xlsx", b"<html>"), ("d.csv", b"\xFF\x00\xFF")] {
        std::fs::write(folder.path().join(name), bytes)?;
    }
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(all_problems(&reading), ["file/unreadable", "file/unreadable", "file/unreadable", "file/encoding"]);
    Ok(())
}

#[test]
fn a_hundred_thousand_rows_are_read_in_linear_time() -> Tried {
    let folder = tempfile::tempdir()?;
    let mut lines = String::new();
    for number in 0..20_000 {
        lines.push_str(&number.to_string());
        lines.push_str(",王五,东站\n");
    }
    std::fs::write(folder.path().join("代表名册.csv"), format!("代表证号,姓名,联络站\n{lines}"))?;
    let reading = read_files(folder.path(), vec![roster()])?;
    assert_eq!(reading.tables.iter().map(|table| table.rows.len()).sum::<usize>(), 20_000);
    Ok(())
}

#[test]
#[ignore = "needs ../shared/corpus"]
fn hard_spreadsheets_of_other_projects_end_in_a_reading() -> Tried {
    let found = find(&["../shared/corpus".into()])?;
    let period = Period::parse("2025").ok_or("a period")?;
    let reading = read(&found.sources, &rubric(vec![roster(), meetings()]), &period);
    let mut codes = std::collections::BTreeMap::new();
    for problem in found.problems.iter().chain(&reading.problems) {
        *codes.entry(problem.fault.code()).or_insert(0) += 1;
    }
    assert!(found.sources.len() > 500, "{codes:?}");
    Ok(())
}

#[test]
fn rows_that_are_no_data_are_set_aside() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("代表名册", vec![roster()], |sheet| {
        rows(sheet, 0, &[&["代表证号", "姓名", "联络站"]])?;
        sheet.merge_range(1, 0, 1, 2, "一、镇级代表", &plain)?;
        rows(
            sheet,
            2,
            &[&["1", "张三", "东站"], &["", "东站小计", "1"], &["代表证号", "姓 名", "联络站"], &["2", "李四", "西站"], &[" "]],
        )?;
        rows(sheet, 8, &[&["合计", "", "2"], &["制表人：王五", "", "审核："]])
    })?;
    assert_eq!(all_rows(&reading).len(), 2);
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    let aside = reading.tables.first().map(|table| table.set_aside.iter().map(|(row, why)| (*row, why.en.clone())).collect::<Vec<_>>());
    let aside = aside.unwrap_or_default();
    assert_eq!(
        aside.iter().map(|(row, why)| format!("{row} {why}")).collect::<Vec<_>>(),
        ["2 a heading within the table", "4 a row of totals", "5 the header repeated", "9 a row of totals", "10 a note or signature",]
    );
    Ok(())
}

#[test]
fn a_list_of_numbers_alone_is_data() -> Tried {
    let list = table("excellent", "优秀建议", vec![column("number", &["编号"], ColumnKind::Text)]);
    let reading = read_sheet("优秀建议", vec![list], |sheet| rows(sheet, 0, &[&["编号"], &["1"], &["2"]]))?;
    assert_eq!(all_rows(&reading).len(), 2);
    Ok(())
}

#[test]
fn folders_and_generic_names_are_used() -> Tried {
    let folder = tempfile::tempdir()?;
    let inner = folder.path().join("2025-H1").join("东镇");
    std::fs::create_dir_all(&inner)?;
    let mut workbook = Workbook::new();
    rows(workbook.add_worksheet().set_name("Sheet1")?, 0, &[&["代表证号", "姓名", "联络站"], &["1", "张三", "东站"]])?;
    workbook.save(inner.join("代表名册2025.xlsx"))?;
    let mut roster = roster();
    roster.columns.push(Column { origin: Origin::Folder, ..column("congress", &[], ColumnKind::Text) });
    let reading = read_files(folder.path(), vec![roster.clone()])?;
    assert_eq!(all_rows(&reading), ["2: card=1 congress=东镇 delegate=张三 station=东站"]);
    assert_eq!(reading.tables.first().and_then(|table| table.period.clone()).map(|period| period.id), Some("2025-H1".into()));
    let outside = read_files(&inner, vec![roster])?;
    assert_eq!(all_rows(&outside).len(), 1, "the period's folder is above the input");
    Ok(())
}

#[test]
fn a_number_is_no_value_without_its_companion() -> Tried {
    let folder = tempfile::tempdir()?;
    let attendance = Column { blank: Blank::NoValue(NoValue::NotRequired), ..column("attendance", &["Attendance"], ColumnKind::Number) };
    let debates = Column { only_with: Some("attendance".into()), ..column("debates", &["Debates"], ColumnKind::Number) };
    let mps = table("mps", "mps", vec![column("name", &["Name"], ColumnKind::Name), attendance, debates]);
    let lines = "\"Name\";\"Attendance\";\"Debates\"\n\"Ann Lee\";\"92.00%\";\"4\"\n\"A Minister\";;\"7\"\n\"Another\";\"\";\"\"\n";
    std::fs::write(folder.path().join("mps_17th.csv"), lines)?;
    let reading = read_files(folder.path(), vec![mps])?;
    assert_eq!(
        all_rows(&reading),
        [
            "2: attendance=920000 debates=4000000 name=Ann Lee",
            "3: attendance=not-required debates=not-required name=A Minister",
            "4: attendance=not-required debates=not-required name=Another",
        ]
    );
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn rows_with_blanks_that_stand_for_different_cells_above_are_not_the_same() -> Tried {
    let filled = |header: &str| Column { fill_down: true, ..column("course", &[header], ColumnKind::Text) };
    let sessions = table("sessions", "培训签到", vec![filled("期次"), column("name", &["姓名"], ColumnKind::Name)]);
    let reading = read_sheet("培训签到", vec![sessions], |sheet| {
        let sessions = [["第一期", "张三"], ["", "李四"], ["第二期", "张三"], ["", "李四"], ["第二期", "李四"], ["", "张三"]];
        rows(sheet, 0, &[&["期次", "姓名"]])?;
        rows(sheet, 1, &sessions.iter().map(<[_; 2]>::as_slice).collect::<Vec<_>>())
    })?;
    assert_eq!(all_problems(&reading), ["row/twice A6", "row/twice B7"]);
    Ok(())
}

#[test]
fn who_comes_twice_is_told_whatever_the_running_number_and_the_height_of_the_header() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("代表名册", vec![roster()], |sheet| {
        for (column, head) in [(0, "序号"), (1, "代表证号"), (2, "姓名"), (5, "备注")] {
            sheet.merge_range(0, column, 1, column, head, &plain)?;
        }
        sheet.merge_range(0, 3, 0, 4, "其他", &plain)?;
        rows(sheet, 1, &[&["", "", "", "联络站", "身份证号"]])?;
        let person = |number: &'static str| [number, "001", "张三", "东站", "110101199001011234"];
        rows(sheet, 2, &[&person("1"), &person("2"), &["3", "002", "李四", "东站", "110101199001011235"]])
    })?;
    assert_eq!(all_problems(&reading), ["row/twice A4"]);
    Ok(())
}
