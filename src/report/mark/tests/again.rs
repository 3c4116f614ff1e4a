//! A copy is marked again: what duly said is replaced, what others said stays.

use super::*;

#[test]
fn marks_of_an_earlier_run_are_replaced() {
    let first = copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "未到场")]);
    let second = parts(&copy(&first, &[problem((2, 2), "还没到"), problem((7, 3), "情假")]));
    let told = conditions(&second);
    assert_eq!(told.iter().filter(|(.., ours)| *ours).map(|(cells, ..)| cells.as_str()).collect::<Vec<_>>(), ["B2 C7"], "{told:?}");
    let comments = holding(&second, "comments1.xml");
    assert!(!comments.contains("未到场") && !comments.contains("未道") && comments.contains("情假"), "{comments}");
    assert!(comments.contains("问过本人") && comments.matches("【duly】").count() == 2, "{comments}");
    assert_eq!(holding(&second, "xl/styles.xml").matches("FFFFB3B3").count(), 2, "the looks are there once");
    let drawing = holding(&second, "vmlDrawing1.vml");
    assert_eq!(drawing.matches("<v:shape ").count(), 2, "{drawing}");
    // Of one workbook: each that is made holds the second of its making.
    let one = workbook();
    assert_eq!(copy(&one, &[problem((2, 2), "未道")]), copy(&one, &[problem((2, 2), "未道")]), "the same bytes each time");
}

#[test]
fn a_mended_file_comes_without_marks() {
    let before = parts(&workbook());
    let other = Problem { place: Place::sheet(&"a.xlsx".into(), &"说明".into()), ..problem((0, 0), "") };
    let first = copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "未到场"), other]);
    let Copy::Cleaned(cleaned) = marked(&first, &[], Language::Chinese).expect("a workbook") else { panic!("marks are taken away") };
    let after = parts(&cleaned);
    assert_eq!(before.keys().filter(|name| !after.contains_key(*name)).count(), 0);
    let holds = |word: &str| after.iter().filter(|(_, text)| text.contains(word)).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(holds("【duly】"), [""; 0]);
    assert_eq!(holds("duly&quot;"), [""; 0]);
    assert_eq!(holds("commentsDuly"), [""; 0], "{:?}", after.keys());
    assert_eq!(holds("vmlDrawingDuly"), [""; 0]);
    assert!(!after.keys().any(|name| name.contains("Duly")), "{:?}", after.keys());
    assert!(!holding(&after, "worksheets/sheet2.xml").contains("legacyDrawing"));
    let comments = |parts| holding(parts, "comments1.xml").split("<commentList>").nth(1).map(str::to_owned);
    assert_eq!(comments(&before), comments(&after), "the office's comments are as they were");
    assert_eq!(marked(&cleaned, &[], Language::Chinese).expect("a workbook"), Copy::Same);
}

#[test]
fn marks_are_known_whoever_saved_the_file() {
    let first = parts(&copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "未到场")]));
    // As another program writes it: other names, ids, authors, quotes and numbers, runs joined, no hints of ours in the drawing.
    let saved = first.into_iter().map(|(name, text)| {
        let text = match name.as_str() {
            "xl/comments1.xml" => text
                .replace("<author>duly</author>", "<author></author>")
                .replace("</t></r><r><t xml:space=\"preserve\">\n\n【duly】", "\r\n\r\n【duly】"),
            "xl/worksheets/sheet1.xml" => text.replace("&quot;duly&quot;=&quot;duly&quot;", "\"duly\" = \"duly\""),
            _ => text.replace("_x0000_s9000", "_x0000_s102"),
        };
        (name, text)
    });
    let after = parts(&copy(&packed(&saved.collect()), &[problem((5, 1), "还没到")]));
    let comments = holding(&after, "comments1.xml");
    assert!(comments.contains("问过本人") && !comments.contains("未道") && !comments.contains("未到场"), "{comments}");
    assert_eq!(comments.matches("【duly】").count(), 1, "{comments}");
    assert_eq!(conditions(&after).len(), 3, "{:?}", conditions(&after));
    assert_eq!(holding(&after, "vmlDrawing1.vml").matches("<v:shape ").count(), 2);
}

#[test]
fn what_a_clerk_writes_into_our_comment_stays() {
    let first = parts(&copy(&workbook(), &[problem((5, 1), "未到场")]));
    let answered = first.into_iter().map(|(name, text)| (name, text.replace("【/duly】", "【/duly】\n已电话核实")));
    let after = parts(&copy(&packed(&answered.collect()), &[]));
    let comments = holding(&after, "comments1.xml");
    assert!(comments.contains("\n已电话核实") && !comments.contains("duly】"), "{comments}");
    assert_eq!(holding(&after, "vmlDrawing1.vml").matches("<v:shape ").count(), 2, "its box stays too");
}

#[test]
fn the_list_of_an_earlier_run_is_not_copied() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("核对问题清单").expect("a name");
    let list = workbook.save_to_buffer().expect("a workbook");
    assert_eq!(marked(&list, &[], Language::English).expect("a workbook"), Copy::List);
}
