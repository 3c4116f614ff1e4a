//! Wide tables: a column for each event, option or person.

use rust_xlsxwriter::Format;

use super::*;

#[test]
fn a_wide_table_with_two_header_rows_gives_a_row_for_each_cell() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("会议出勤（镇代表）", vec![meetings(), roster()], |sheet| {
        sheet.merge_range(1, 1, 1, 6, "2025年上半年会议签到表", &plain)?;
        sheet.merge_range(3, 1, 4, 1, "序号", &plain)?;
        sheet.merge_range(3, 2, 4, 2, "姓 名", &plain)?;
        sheet.merge_range(3, 3, 3, 4, "人代会", &plain)?;
        rows(sheet, 3, &[&["", "", "", "", "", "主席团会议", "备注"]])?;
        rows(sheet, 4, &[&["", "", "", "1月8日上午", "1月9日", "3月5日"]])?;
        rows(sheet, 5, &[&["", "1", "张　三", "出席", "", "√", "好"], &["", "2", "李四", "缺席", "出席", "未道"], &["", "3", ""]])?;
        rows(sheet, 9, &[&["", "", "合 计", "1", "1", "1"], &["", "备注：√为出席"]])?;
        Ok(())
    })?;
    assert_eq!(
        all_rows(&reading),
        [
            "6: date=2025-01-08 delegate=张 三 kind=congress level=town meeting=人代会/1月8日上午 status=present",
            "6: date=2025-01-09 delegate=张 三 kind=congress level=town meeting=人代会/1月9日 status=not-recorded",
            "6: date=2025-03-05 delegate=张 三 kind=presidium level=town meeting=主席团会议/3月5日 status=present",
            "7: date=2025-01-08 delegate=李四 kind=congress level=town meeting=人代会/1月8日上午 status=absent",
            "7: date=2025-01-09 delegate=李四 kind=congress level=town meeting=人代会/1月9日 status=present",
        ]
    );
    assert_eq!(all_problems(&reading), ["cell/unknown-word F7 未道"]);
    let table = reading.tables.first().ok_or("a table")?;
    assert_eq!(table.faulty, [7]);
    assert_eq!(
        table.set_aside.iter().map(|(row, why)| (*row, why.zh.as_str())).collect::<Vec<_>>(),
        [(8, "只有序号"), (10, "合计或平均行"), (11, "说明或签字行")]
    );
    let excerpt = reading.problems.first().map(|problem| problem.excerpt.clone()).unwrap_or_default();
    assert_eq!(excerpt, ["     5 | 姓 名 | 主席团会议/3月5日 |", "     7 | 李四  | 未道              |", "                 ^^^^"]);
    Ok(())
}

#[test]
fn a_header_of_two_rows_is_one_whether_or_not_its_cells_are_merged() -> Tried {
    let plain = Format::new();
    let read = |group: bool| {
        read_sheet("会议出勤（镇代表）", vec![meetings(), roster()], |sheet| {
            rows(sheet, 0, &[&["会议出勤表"], &["姓名", if group { "" } else { "人代会" }, "", "主席团会议"]])?;
            if group {
                sheet.merge_range(1, 1, 1, 2, "人代会", &plain)?;
            }
            rows(sheet, 2, &[&["", "1月8日", "1月9日", "3月5日"], &["张三", "出席", "缺席", "√"], &["", "出席", "缺席", "√"]])?;
            Ok(())
        })
    };
    let expected = [
        "4: date=2025-01-08 delegate=张三 kind=congress level=town meeting=人代会/1月8日 status=present",
        "4: date=2025-01-09 delegate=张三 kind=congress level=town meeting=人代会/1月9日 status=absent",
        "4: date=2025-03-05 delegate=张三 kind=presidium level=town meeting=主席团会议/3月5日 status=present",
    ];
    for group in [true, false] {
        let reading = read(group)?;
        assert_eq!(all_rows(&reading), expected, "{group}");
        // A row without a name that says no days is data, and the name is missing.
        assert_eq!(all_problems(&reading), ["cell/blank A5"], "{group}");
    }
    // One meeting of each kind: nothing is grouped, and the days say that the row belongs to the header.
    let reading = read_sheet("会议出勤（镇代表）", vec![meetings(), roster()], |sheet| {
        rows(sheet, 0, &[&["姓名", "人代会", "主席团会议", "应到次数"], &["", "1月8日", "3月5日"], &["张三", "出席", "√", "2"]])
    })?;
    assert_eq!(all_problems(&reading), ["column/no-day D1 应到次数"]);
    Ok(())
}

fn marks() -> Table {
    let hundred = |number: i64| Exact::from(number);
    let mark = Column {
        blank: Blank::Ignore,
        between: Some((hundred(0), hundred(100))),
        outside: Outside::SetAside,
        ..column("mark", &[], ColumnKind::Number)
    };
    let columns = vec![column("rater", &["评分人"], ColumnKind::Name), from_header("delegate", ColumnKind::Name), mark];
    Table { wide: Some(Wide { across: "delegate".into(), cell: "mark".into() }), ..table("marks", "互评", columns) }
}

#[test]
fn a_matrix_of_marks_is_read_by_the_names_in_its_header() -> Tried {
    let reading = read_sheet("互评（东片）", vec![marks()], |sheet| {
        rows(sheet, 0, &[&["评分人", "张三", "王伟（东村）", "", "平均分"], &["张三", "", "90", "", "90"], &["赵六", "86.5分", "120"]])
    })?;
    assert_eq!(
        all_rows(&reading),
        [
            "2: delegate=张三 mark=void rater=张三",
            "2: delegate=王伟 mark=90000000 rater=张三",
            "3: delegate=张三 mark=86500000 rater=赵六",
            "3: delegate=王伟 mark=void rater=赵六",
        ]
    );
    assert_eq!(all_problems(&reading), ["cell/out-of-range-left-out C3 120"]);
    assert_eq!(reading.tables.first().map(|table| table.faulty.len()), Some(0), "a warning leaves the row sound");
    Ok(())
}

#[test]
fn options_are_told_by_the_words_in_the_header() -> Tried {
    let choice = words(&[("good", &["满意"]), ("fair", &["基本满意"]), ("poor", &["不满意"])]);
    let columns = vec![
        column("delegate", &["述职代表"], ColumnKind::Name),
        from_header("choice", choice),
        Column { blank: Blank::NoValue(NoValue::NotRecorded), ..column("n", &[], ColumnKind::Count) },
    ];
    let counts = Table { wide: Some(Wide { across: "choice".into(), cell: "n".into() }), ..table("counts", "计票表", columns) };
    let plain = Format::new();
    let reading = read_sheet("计票表", vec![counts.clone()], |sheet| {
        sheet.merge_range(0, 0, 1, 0, "述职代表", &plain)?;
        sheet.merge_range(0, 1, 0, 3, "测评情况", &plain)?;
        sheet.merge_range(0, 4, 1, 4, "收回票", &plain)?;
        rows(sheet, 1, &[&["", "满意(80-100)分", "基本满意（60-79分）", "不满意（59分以下）"]])?;
        rows(sheet, 2, &[&["张三", "20", "3票", "零", "23"], &["李四", "1.5", "-1", ""]])
    })?;
    assert_eq!(
        all_rows(&reading),
        ["3: choice=good delegate=张三 n=20", "3: choice=fair delegate=张三 n=3", "3: choice=poor delegate=张三 n=0"]
    );
    assert_eq!(all_problems(&reading), ["cell/not-whole B4 1.5", "cell/out-of-range C4 -1", "cell/blank D4"]);
    let none = read_sheet("计票表", vec![counts], |sheet| rows(sheet, 0, &[&["述职代表", "甲"], &["张三", "1"]]))?;
    assert_eq!(all_problems(&none), ["column/missing"]);
    Ok(())
}

#[test]
fn one_entry_merged_over_several_events_counts_for_each() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("会议出勤", vec![meetings()], |sheet| {
        rows(sheet, 0, &[&["姓名", "人代会1月8日", "人代会1月9日"], &["张三"]])?;
        sheet.merge_range(1, 1, 1, 2, "请假", &plain)?;
        Ok(())
    })?;
    assert_eq!(all_rows(&reading).iter().filter(|row| row.ends_with("status=leave")).count(), 2);
    Ok(())
}

#[test]
fn a_header_without_its_date_is_a_problem_once() -> Tried {
    let reading = read_sheet("会议出勤", vec![meetings()], |sheet| {
        rows(sheet, 0, &[&["姓名", "人代会", "培训1月9日"], &["张三", "出席", "出席"], &["李四", "出席", "出席"]])
    })?;
    assert_eq!(all_problems(&reading), ["column/no-day B1 人代会", "cell/unknown-word C1 培训1月9日"]);
    assert_eq!(reading.tables.first().map(|table| table.faulty.clone()), Some(vec![2, 3]));
    Ok(())
}
