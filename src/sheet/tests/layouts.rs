//! Sheets as offices lay them out: titles, headers of several rows, several tables, totals, hidden rows.

use rust_xlsxwriter::Format;

use super::*;

fn suggestions() -> Table {
    let columns = vec![
        column("number", &["编号"], ColumnKind::Text),
        column("title", &["案由", "标题"], ColumnKind::Text),
        column("lead", &["领衔代表", "提出人"], ColumnKind::Name),
    ];
    table("suggestions", "建议台账", columns)
}

fn activities() -> Table {
    let columns = vec![
        column("activity", &["活动名称"], ColumnKind::Text),
        column("date", &["日期", "时间"], ColumnKind::Date),
        column("people", &["参加代表"], ColumnKind::Names),
    ];
    table("activities", "活动台账", columns)
}

fn counts() -> Table {
    let option = words(&[("good", &["满意"]), ("fair", &["基本满意"]), ("poor", &["不满意"])]);
    let n = Column { blank: Blank::NoValue(NoValue::NotRecorded), ..column("n", &[], ColumnKind::Count) };
    let columns = vec![column("delegate", &["述职代表"], ColumnKind::Name), column("choice", &[], option), n];
    Table { wide: Some(Wide { across: "choice".into(), cell: "n".into() }), ..table("counts", "计票表", columns) }
}

fn aside(reading: &Reading) -> Vec<String> {
    let told = |table: &crate::sheet::table::Table| {
        table.set_aside.iter().map(|(row, why)| format!("{} {row} {}", table.id, why.en)).collect::<Vec<_>>()
    };
    reading.tables.iter().flat_map(told).collect()
}

#[test]
fn titles_units_and_dates_above_the_header_are_passed_over() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("建议台账", vec![suggestions()], |sheet| {
        sheet.merge_range(0, 0, 0, 3, "清溪镇人大代表建议台账", &plain)?;
        rows(sheet, 1, &[&["单位：清溪镇人大", "", "日期：2025年6月30日", "单位：件"]])?;
        rows(sheet, 2, &[&["单位", "清溪镇", "日期", "2025年6月30日"]])?;
        rows(sheet, 4, &[&["编 号", "案由", "提出人", "备注"], &["1", "修路", "张三"]])
    })?;
    assert_eq!(all_rows(&reading), ["6: lead=张三 number=1 title=修路"]);
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(aside(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn headers_of_two_and_three_merged_rows() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("计票表", vec![counts()], |sheet| {
        sheet.merge_range(0, 0, 0, 4, "述职测评计票表", &plain)?;
        sheet.merge_range(1, 0, 2, 0, "述职代表", &plain)?;
        sheet.merge_range(1, 1, 1, 3, "测评情况", &plain)?;
        sheet.merge_range(1, 4, 2, 4, "备注", &plain)?;
        rows(sheet, 2, &[&["", "满意(80-100)分", "基本满意（60-79分）", "不满意(59分以下)"], &["张三", "20", "3", "1"]])
    })?;
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(
        all_rows(&reading),
        ["4: choice=good delegate=张三 n=20", "4: choice=fair delegate=张三 n=3", "4: choice=poor delegate=张三 n=1"]
    );
    let three = read_sheet("计票表", vec![counts()], |sheet| {
        sheet.merge_range(0, 0, 2, 0, "述职代表", &plain)?;
        sheet.merge_range(0, 1, 0, 3, "述职评议", &plain)?;
        sheet.merge_range(1, 1, 1, 3, "测评情况", &plain)?;
        rows(sheet, 2, &[&["", "满意(80-100)分", "基本满意(60-79分)", "不满意(59分以下)"], &["张三", "20", "3", "1"]])
    })?;
    assert_eq!(all_rows(&three), all_rows(&reading));
    assert_eq!(all_problems(&three), Vec::<String>::new());
    Ok(())
}

#[test]
fn empty_columns_within_a_table_are_no_border() -> Tried {
    let reading = read_sheet("建议台账", vec![suggestions(), activities()], |sheet| {
        rows(sheet, 0, &[&["编号", "", "案由", "", "", "提出人"], &["1", "", "修路", "", "", "张三"]])
    })?;
    assert_eq!(all_rows(&reading), ["2: lead=张三 number=1 title=修路"]);
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn tables_above_one_another_are_told_by_their_titles() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("2025年台账", vec![suggestions(), activities()], |sheet| {
        rows(sheet, 0, &[&["一、建议台账"], &["编号", "案由", "提出人"], &["1", "修路", "张三"], &["2", "架桥", "李四"]])?;
        rows(sheet, 4, &[&["合计", "2"], &["制表人：王五"]])?;
        sheet.merge_range(7, 0, 7, 2, "二、活动台账", &plain)?;
        rows(sheet, 8, &[&["活动名称", "时间", "参加代表"], &["视察", "2025-03-05", "张三、李四"], &["合计", "1"]])
    })?;
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(
        all_rows(&reading),
        ["3: lead=张三 number=1 title=修路", "4: lead=李四 number=2 title=架桥", "10: activity=视察 date=2025-03-05 people=张三+李四"]
    );
    assert_eq!(aside(&reading), ["suggestions 5 a row of totals", "suggestions 6 a note or signature", "activities 11 a row of totals"]);
    Ok(())
}

#[test]
fn one_table_in_two_blocks_is_read_twice_and_a_header_printed_again_is_none() -> Tried {
    let header: &[&str] = &["编号", "案由", "提出人"];
    let again: &[&str] = &["编号", "提出人", "案由"];
    let reading = read_sheet("建议台账", vec![suggestions(), activities()], |sheet| {
        rows(sheet, 0, &[header, &["1", "修路", "张三"], header, &["2", "架桥", "李四"], &[], again, &["3", "王五", "种树"]])
    })?;
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(
        all_rows(&reading),
        ["2: lead=张三 number=1 title=修路", "4: lead=李四 number=2 title=架桥", "7: lead=王五 number=3 title=种树"]
    );
    assert_eq!(aside(&reading), ["suggestions 3 the header repeated"]);
    Ok(())
}

#[test]
fn a_second_table_that_no_rule_takes_is_said() -> Tried {
    let reading = read_sheet("建议台账", vec![suggestions(), activities()], |sheet| {
        rows(sheet, 0, &[&["编号", "案由", "提出人"], &["1", "修路", "张三"]])?;
        rows(
            sheet,
            3,
            &[&["承办单位通讯录"], &["单位", "联系人", "电话"], &["交通局", "赵六", "88886666"], &["水利局", "孙七", "88887777"]],
        )
    })?;
    assert_eq!(all_rows(&reading).len(), 1);
    assert_eq!(all_problems(&reading), ["sheet/other-table A5 单位、联系人、电话"]);
    assert_eq!(aside(&reading), (4..=7).map(|row| format!("suggestions {row} another table below, not read")).collect::<Vec<_>>());
    Ok(())
}

#[test]
fn tables_side_by_side_are_read_each_in_its_columns() -> Tried {
    let reading = read_sheet("台账", vec![suggestions(), activities()], |sheet| {
        rows(sheet, 0, &[&["建议台账"], &["", "", "", "", "活动台账"]])?;
        rows(sheet, 2, &[&["编号", "案由", "提出人", "", "活动名称", "时间", "参加代表"]])?;
        rows(sheet, 3, &[&["1", "修路", "张三", "", "视察", "2025-03-05", "张三"], &["2", "架桥", "李四"], &["合计", "2"]])
    })?;
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(
        all_rows(&reading),
        ["4: lead=张三 number=1 title=修路", "5: lead=李四 number=2 title=架桥", "4: activity=视察 date=2025-03-05 people=张三"]
    );
    assert_eq!(aside(&reading), ["suggestions 6 a row of totals"]);
    Ok(())
}

#[test]
fn a_list_printed_in_two_halves_is_one_table_twice() -> Tried {
    for gap in [&[][..], &[""]] {
        let line = |left: &[&'static str], right: &[&'static str]| [left, gap, right].concat();
        let reading = read_sheet("代表名册", vec![roster()], |sheet| {
            let header = ["代表证号", "姓名", "联络站"];
            let all = [line(&header, &header), line(&["1", "张三", "东站"], &["3", "王五", "西站"]), line(&["2", "李四", "东站"], &[])];
            rows(sheet, 0, &all.iter().map(Vec::as_slice).collect::<Vec<_>>())
        })?;
        assert_eq!(all_problems(&reading), Vec::<String>::new());
        assert_eq!(
            all_rows(&reading),
            ["2: card=1 delegate=张三 station=东站", "3: card=2 delegate=李四 station=东站", "2: card=3 delegate=王五 station=西站"]
        );
        let places: Vec<_> = reading.tables.iter().map(|table| table.row_place(2).cell().unwrap_or_default()).collect();
        assert_eq!(places, if gap.is_empty() { ["A2", "D2"] } else { ["A2", "E2"] }, "two people of one row are told apart");
    }
    Ok(())
}

#[test]
fn one_sheet_for_each_village_or_month() -> Tried {
    let folder = tempfile::tempdir()?;
    let mut workbook = Workbook::new();
    for (name, title) in [("红旗村", "修路"), ("新民村", "架桥"), ("汇总", "全部"), ("填表说明", "")] {
        rows(workbook.add_worksheet().set_name(name)?, 0, &[&["编号", "案由", "提出人"], &["1", title, "张三"]])?;
    }
    workbook.save(folder.path().join("建议台账.xlsx"))?;
    let mut villages = suggestions();
    villages.columns.push(Column { origin: Origin::Sheet, ..column("village", &[], ColumnKind::Text) });
    let reading = read_files(folder.path(), vec![villages])?;
    assert_eq!(all_rows(&reading), ["2: lead=张三 number=1 title=修路 village=红旗村", "2: lead=张三 number=1 title=架桥 village=新民村"]);
    assert_eq!(all_problems(&reading), ["sheet/unknown  汇总", "sheet/unknown  填表说明"]);
    let without = read_files(folder.path(), vec![suggestions()])?;
    assert_eq!(all_rows(&without), Vec::<String>::new(), "a sheet's name that is no value must name the table");

    let mut workbook = Workbook::new();
    for name in ["1月", "2025年2月"] {
        rows(workbook.add_worksheet().set_name(name)?, 0, &[&["编号", "案由", "提出人"], &["1", name, "张三"]])?;
    }
    workbook.save(folder.path().join("建议台账.xlsx"))?;
    assert_eq!(all_rows(&read_files(folder.path(), vec![suggestions()])?).len(), 2);
    Ok(())
}

#[test]
fn totals_signatures_and_headings_are_no_data_and_data_like_them_are() -> Tried {
    let mut posts = suggestions();
    posts.columns.push(optional(column("post", &["职务"], ColumnKind::Text)));
    let reading = read_sheet("建议台账", vec![posts], |sheet| {
        let header: &[&str] = &["编号", "案由", "提出人", "职务"];
        rows(sheet, 0, &[header, &["一、会议期间"], &["1", "合计法", "张三", "主席"], &["（二）闭会期间"], &["2", "架桥", "李四"]])?;
        rows(
            sheet,
            5,
            &[&["", "人均", "", "1"], &["合计：2件"], &["签字：", "", "", "日期：2025年6月30日"], &["单位盖章："], &["", "", "", "主席"]],
        )
    })?;
    assert_eq!(all_rows(&reading).len(), 2);
    let reasons = ["2 a heading within the table", "4 a heading within the table", "6 a row of totals", "7 a row of totals"];
    let expected = reasons.iter().copied().chain(["8 a note or signature", "9 a note or signature"]);
    assert_eq!(aside(&reading), expected.map(|reason| format!("suggestions {reason}")).collect::<Vec<_>>());
    assert_eq!(
        all_problems(&reading),
        ["cell/blank A10", "cell/blank B10", "cell/blank C10"],
        "a row that lacks all but a post is no signature"
    );
    Ok(())
}

#[test]
fn signatures_over_several_columns_are_no_data() -> Tried {
    let reading = read_sheet("建议台账", vec![suggestions()], |sheet| {
        rows(
            sheet,
            0,
            &[&["编号", "案由", "提出人"], &["1", "修桥", "张三"], &["制表：", "林某", "审核："], &["", "（盖章）"], &["2025年7月1日"]],
        )
    })?;
    assert_eq!((all_rows(&reading).len(), all_problems(&reading).len(), aside(&reading).len()), (1, 0, 3));
    Ok(())
}

#[test]
fn a_second_table_may_have_a_header_of_two_rows_and_groups_of_its_own() -> Tried {
    let plain = Format::new();
    let reading = read_sheet("述职和建议", vec![counts(), roster()], |sheet| {
        rows(sheet, 0, &[&["代表名册"], &["联络站", "代表证号", "姓名"], &["", "1", "张三"], &["", "2", "李四"]])?;
        sheet.merge_range(2, 0, 3, 0, "东站", &plain)?;
        sheet.merge_range(5, 0, 5, 3, "计票表", &plain)?;
        sheet.merge_range(6, 0, 7, 0, "述职代表", &plain)?;
        sheet.merge_range(6, 1, 6, 3, "测评情况", &plain)?;
        rows(sheet, 7, &[&["", "满意", "基本满意", "不满意"], &["张三", "20", "3", "1"], &["合计", "20", "3", "1"]])
    })?;
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    assert_eq!(
        all_rows(&reading),
        [
            "3: card=1 delegate=张三 station=东站",
            "4: card=2 delegate=李四 station=东站",
            "9: choice=good delegate=张三 n=20",
            "9: choice=fair delegate=张三 n=3",
            "9: choice=poor delegate=张三 n=1"
        ]
    );
    assert_eq!(aside(&reading), ["counts 10 a row of totals"]);
    Ok(())
}

#[test]
fn rows_without_content_are_accounted_for() -> Tried {
    let number = column("serial", &["序号"], ColumnKind::Text);
    let mut listed = suggestions();
    listed.columns.insert(0, optional(number));
    let reading = read_sheet("建议台账", vec![listed], |sheet| {
        let header: &[&str] = &["序号", "编号", "案由", "提出人", "备注"];
        rows(sheet, 0, &[header, &["1", "7", "修路", "张三"], &["2"], &["", "", "", "", "另报"]])
    })?;
    assert_eq!(all_rows(&reading).len(), 1);
    assert_eq!(aside(&reading), ["suggestions 3 only a serial number", "suggestions 4 nothing in the table's columns"]);
    let seen = reading.tables.first().map(|table| table.seen.clone()).unwrap_or_default();
    assert_eq!((seen.cells().as_str(), seen.header, seen.rows), ("A1:E4", (1, 1), Some((2, 4))));
    let left_out: Vec<_> = seen.left_out.iter().map(|one| (one.column, one.text.as_str(), one.filled, one.why)).collect();
    assert_eq!(left_out, [(5, "备注", 1, crate::sheet::seen::Why::Ignored)]);
    Ok(())
}

#[test]
fn hidden_rows_columns_and_sheets_are_read_and_said() -> Tried {
    let folder = tempfile::tempdir()?;
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let sheet = workbook.add_worksheet().set_name("建议台账 & <甲>")?;
    let header: &[&str] = &["编号", "案由", "提出人", "备注"];
    rows(sheet, 0, &[header, &["1", "修路 <row hidden=\"1\">", "张三"], &["2", "架桥", "李四"], &["3", "种树", "王五"]])?;
    sheet.set_row_hidden(2)?.set_row_hidden(40)?.set_column_range_hidden(1, 3)?.set_hidden(true);
    workbook.save(folder.path().join("表.xlsx"))?;
    let reading = read_files(folder.path(), vec![suggestions()])?;
    assert_eq!(all_rows(&reading).len(), 3, "hiding is display");
    let hidden = reading.tables.first().map(|table| table.seen.hidden.clone()).unwrap_or_default();
    assert_eq!((hidden.sheet, hidden.rows.to_string().as_str(), hidden.columns.as_slice()), (true, "3", &[2, 3, 4][..]));
    Ok(())
}
