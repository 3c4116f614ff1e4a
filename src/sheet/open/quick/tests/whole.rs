//! What stands around the cells: heads and ends of sheets, shared texts, days from 1904, several sheets.

use super::*;

const ROOT: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

fn all_alike(sheets: impl Iterator<Item = (String, Vec<u8>)>, strings: &str) {
    let read = |(label, sheet): (String, Vec<u8>)| read(sheet, strings).err().map(|why| format!("{label}: {why}"));
    let wrong: Vec<String> = sheets.filter_map(read).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn heads_in_every_spelling_are_told_alike() {
    let other = rows(1, BEFORE - 1) + &plain(BEFORE + 900);
    let heads = [
        format!("\u{feff}{HEAD}"),
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n{HEAD}"),
        format!("<?xml version='1.0' encoding='gb18030'?>{HEAD}"),
        format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{HEAD}"),
        format!("<!DOCTYPE worksheet>{HEAD}"),
        format!("{ROOT}<sheetData >"),
        format!("{ROOT}<sheetData\n>"),
        format!("{ROOT}<sheetData a=\"b\">"),
        format!("<x:worksheet>{ROOT}<x:sheetData>"),
        format!("{ROOT}<dimension ref=\"A1\"/><sheetData>"),
        format!("{ROOT}<dimension ref=\"A1:XFD1048576\"/><sheetData>"),
        format!("{ROOT}<dimension ref=\"甲\"/><sheetData>"),
        format!("{ROOT}<dimension/><sheetData>"),
        format!("{ROOT}<sheetViews><sheetView/></sheetViews><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>"),
        format!("{ROOT}<!-- <sheetData> --><sheetData>"),
        format!("{ROOT}<?p <sheetData>{other}</sheetData> ?><sheetData>"),
        format!("{ROOT}<?p <sheetData> ?><sheetData>"),
        format!("{ROOT}<a b=\"<sheetData>{}</sheetData>\"/><sheetData>", other.replace('"', "'")),
        format!("{ROOT}<x:sheetData>{other}</x:sheetData><sheetData>"),
        format!("{ROOT}<sheetData >{other}</sheetData><sheetData>"),
        format!("{ROOT}<sheetData/><sheetData>"),
        format!("{ROOT}<sheetData>{other}</sheetData><sheetData>"),
        format!("{ROOT}{}<sheetData>", "<cols/>".repeat(60_000)),
        format!("{ROOT}<mc:AlternateContent><mc:Choice><sheetData>"),
        ROOT.to_owned(),
        String::new(),
    ];
    all_alike(heads.into_iter().map(|head| (head.chars().take(200).collect(), format!("{head}{}{END}", *FRONT).into_bytes())), STRINGS);
}

#[test]
fn ends_in_every_spelling_are_told_alike() {
    let ends = [
        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A3:B4\"/></mergeCells></worksheet>",
        "</sheetData><mergeCells><mergeCell ref=\"A3:B4\"/><mergeCell ref='C5:C9'/></mergeCells><extLst><ext><x14:x/></ext></extLst></worksheet>",
        "</sheetData><x:mergeCells><x:mergeCell ref=\"A3:B4\"/></x:mergeCells></worksheet>",
        "</sheetData><mergeCells><mergeCell ref=\"A3:B4\"/></mergeCells><mergeCells><mergeCell ref=\"D3:E4\"/></mergeCells></worksheet>",
        "</sheetData><mergeCells><mergeCell ref=\"甲\"/></mergeCells></worksheet>",
        "</sheetData><mergeCells><mergeCell/></mergeCells></worksheet>",
        "</sheetData><mergeCells><mergeCell ref=\"B4:A3\"/></mergeCells></worksheet>",
        "</sheetData><!-- <mergeCells><mergeCell ref=\"A3:B4\"/></mergeCells> --></worksheet>",
        "</sheetData><mergeCells><mergeCell ref=\"A3:B4\"",
        "</sheetData>",
        "</sheetData></worksheet",
        "</sheetData>&bad;<a b=c></worksheet>",
        "</worksheet>",
        "",
    ];
    all_alike(ends.into_iter().map(|end| (end.to_owned(), format!("{HEAD}{}{end}", *FRONT).into_bytes())), STRINGS);
}

#[test]
fn shared_texts_in_every_spelling_are_told_alike() {
    let used = |row: usize, texts: usize| -> String {
        let row = |text: usize| format!("<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>{text}</v></c></row>", row + text);
        (0..texts).map(row).collect::<Vec<_>>().concat()
    };
    let items = [
        "<si><r><t>甲</t></r><r><rPr><sz val=\"9\"/></rPr><t>乙</t></r></si>",
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>",
        "<si><t>a &#x4e2d;&#20013;&#10;&quot;&apos;&gt;</t></si>",
        "<si><t>&amp;lt;&lt;</t></si>",
        "<si><t><![CDATA[</si><si>]]></t></si>",
        "<si><t> 甲 </t></si>",
        "<si><t>\n甲</t></si>",
        "<si><t>\u{a0}甲\u{3000}</t></si>",
        "<si><t>甲\r\n乙\r丙</t></si>",
        "<si><t xml:space=\"preserve\">\t甲\n</t></si>",
        "<si><t xml:space='preserve'> 甲</t></si>",
        "<si><t xml:space=\"default\"> 甲</t></si>",
        "<si><t>_x0041_ _x</t></si>",
        "<si><t>a > b ]]></t></si>",
        "<si></si>",
        "<si/>",
        "<si><t/></si>",
        "<si><t></t><t>二</t></si>",
        "<si >\n<t>甲</t>\n</si >",
        "<si ><t>甲</t></si ><x:si><t>乙</t></x:si><si><t>丙</t></si>",
        "<si><t>甲</t></si ><x:si><t>乙</t></x:si><si><t>丙</t></si>",
        "<x:si><x:t>甲</x:t></x:si>",
        "<si><x:t>甲</x:t></si>",
        "<si><t>甲</t></x:si><t>乙</t></si>",
        "<!-- <si><t>甲</t></si> -->",
        "<si><!-- </si><si> --><t>甲</t></si>",
        "<?p <si><t>甲</t></si> ?>",
        "<si><?p </si><si> ?><t>甲</t></si>",
        "<si><t>甲</t><?p </si><si><t>乙</t></si><si> ?></si>",
        "<si><t a=\"</si><si>\">甲</t></si>",
        "<si><t>甲</t></si>乙",
        "<si><t>甲</si>",
        "<si><t>甲",
        "<extLst/>",
        "</sst>",
        "</sst >",
        "<sst>",
    ];
    let mut wrong = Vec::new();
    for item in items {
        let strings = format!("{STRINGS}{item}<si><t>末</t></si>");
        // Told among the first cells, and only behind them.
        let early = format!("{HEAD}{}{}{END}", used(1, 6), rows(7, BEFORE));
        let late = format!("{HEAD}{}{}{END}", *FRONT, used(BEFORE + 1, 7));
        for sheet in [early, late] {
            wrong.extend(read(sheet, &strings).err().map(|why| format!("{item}: {why}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn heads_of_shared_texts_in_every_spelling_are_told_alike() {
    let heads = [
        "<sst>",
        "<sst >",
        "<sst\n>",
        "<sst a=\"x>y\">",
        "<x:sst>",
        "<sst/><sst>",
        "<?p <sst><si><t>甲</t></si></sst> ?><sst>",
        "<a b=\"<sst><si><t>甲</t></si></sst>\"/><sst>",
        "<x:sst><si><t>甲</t></si></x:sst><sst>",
        "<!-- <sst> --><sst>",
        "<?xml version=\"1.0\" encoding=\"GBK\"?><sst>",
        "<?xml version=\"1.1\"?><sst>",
        "\u{feff}<sst>",
        "",
    ];
    let sheet = format!("{HEAD}{}{END}", FRONT.clone() + &rows(BEFORE + 1, 5).replace("<v>2</v>", "<v>0</v>"));
    let mut wrong = Vec::new();
    for head in heads {
        // Bytes that are one text in GBK and another one in UTF-8; the first cells hold none of them.
        let strings = format!("{head}{}</sst>", STRINGS.replace("姓名", "ɐɐ").replace("赵一", "Z1").replace("钱 &amp; 二", "Q&amp;2"));
        let parts = Parts { sheets: &[("名册", sheet.as_bytes())], styles: STYLES, strings: strings.as_bytes(), is_1904: false };
        wrong.extend(read_of(&parts, FEW).err().map(|why| format!("{head}: {why}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_from_1904_and_sheets_beside_one_another_are_told_alike() -> Tried {
    let (one, other) = (format!("{HEAD}{}{END}", rows(1, BEFORE * 2)), format!("{HEAD}{}{END}", rows(5, BEFORE)));
    let (short, broken) = (format!("{HEAD}{}{END}", rows(1, 3)), format!("{HEAD}{}", *FRONT));
    let sheets = [("甲", one.as_bytes()), ("乙", short.as_bytes()), ("丙", broken.as_bytes()), ("丁", other.as_bytes())];
    for is_1904 in [false, true] {
        let told = read_of(&Parts { sheets: &sheets, styles: STYLES, strings: list(STRINGS).as_bytes(), is_1904 }, FEW)?;
        assert_eq!(told.quickly, BEFORE * 4 * CELLS - FEW * 3);
        assert_eq!(told.sheets.len(), 4);
    }
    Ok(())
}
