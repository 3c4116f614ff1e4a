//! Cells and rows in every spelling.

use super::*;

/// Cells of a row, as they may be written.
const CELL: &[&str] = &[
    // Texts in the cell.
    "<c r=\"B@\" t=\"inlineStr\"><is><t>甲</t></is></c>",
    "<c r=\"B@\" t=\"inlineStr\"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 乙</t></r></is></c>",
    "<c r=\"B@\" t=\"inlineStr\"><is><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></is></c>",
    "<c r=\"B@\" t=\"inlineStr\"><is/></c>",
    "<c r=\"B@\" t=\"inlineStr\"><is></is></c>",
    "<c r=\"B@\" t=\"inlineStr\"><is><t/></is></c>",
    "<c r=\"B@\" t=\"inlineStr\"><v>1</v></c>",
    "<c r=\"B@\" t=\"str\"><v>a &amp; &#x4e2d;&#20013; &lt;</v></c>",
    "<c r=\"B@\" t=\"str\"><v><![CDATA[a<b]]></v></c>",
    "<c r=\"B@\" t=\"str\"><v> 甲 </v></c>",
    "<c r=\"B@\" t=\"str\"><v>_x000D_</v></c>",
    // Truths and errors.
    "<c r=\"B@\" t=\"b\"><v>1</v></c>",
    "<c r=\"B@\" t=\"b\"><v>false</v></c>",
    "<c r=\"B@\" t=\"b\"><v>2</v></c>",
    "<c r=\"B@\" t=\"e\"><v>#N/A</v></c>",
    "<c r=\"B@\" t=\"e\"><v>#SPILL!</v></c>",
    "<c r=\"B@\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
    // Formulas.
    "<c r=\"B@\"><f>1+1</f><v>2</v></c>",
    "<c r=\"B@\"><f>1+1</f></c>",
    "<c r=\"B@\"><f/><v>2</v></c>",
    "<c r=\"B@\"><v>2</v><f>1+1</f></c>",
    "<c r=\"B@\" t=\"str\"><f>T(1)</f><v>甲</v></c>",
    "<c r=\"B@\" t=\"str\"><f>\"\"</f><v></v></c>",
    "<c r=\"B@\"><f t=\"shared\" ref=\"B@:B@\" si=\"0\">A@</f><v>2</v></c><c r=\"C@\"><f t=\"shared\" si=\"0\"/><v>3</v></c>",
    "<c r=\"B@\"><f t=\"array\" ref=\"B@\">SUM(A@)</f><v>2</v></c>",
    "<c r=\"B@\" s=\"1\"><f>TODAY()</f><v>45000</v></c>",
    // Numbers by style: days, times, durations, shares, styles that are none.
    "<c r=\"B@\" s=\"5\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"4\"><v>1.5</v></c>",
    "<c r=\"B@\" s=\"1\"><v>-1</v></c>",
    "<c r=\"B@\" s=\"1\"><v>60</v></c>",
    "<c r=\"B@\" s=\"1\"><v>2958466</v></c>",
    "<c r=\"B@\" s=\"1\"><v>1e300</v></c>",
    "<c r=\"B@\" s=\"2\"><v>45000.75</v></c>",
    "<c r=\"B@\" s=\"3\"><v>0.5</v></c>",
    "<c r=\"B@\" s=\"99\"><v>1</v></c>",
    "<c r=\"B@\" s=\"01\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"+1\"><v>45000</v></c>",
    "<c r=\"B@\" s=\" 1\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"-1\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"x\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"4294967297\"><v>45000</v></c>",
    "<c r=\"B@\" s=\"18446744073709551617\"><v>45000</v></c>",
    "<c r=\"B@\" t=\"d\"><v>2025-03-05</v></c>",
    "<c r=\"B@\" t=\"d\" s=\"1\"><v>2025-03-05T00:00:00</v></c>",
    // Empty cells.
    "<c r=\"B@\" s=\"1\"/>",
    "<c r=\"B@\"></c>",
    "<c r=\"B@\"> </c>",
    "<c r=\"B@\"><v/></c>",
    "<c r=\"B@\"><v></v></c>",
    "<c r=\"B@\" t=\"s\"/>",
    "<c r=\"B@\" t=\"s\"><v/></c>",
    "<c r=\"B@\" t=\"s\"><v></v></c>",
    "<c/>",
    "<c />",
    // Places.
    "<c><v>5</v></c><c><v>6</v></c>",
    "<c r=\"B@\"><v>1</v></c><c r=\"B@\"><v>2</v></c>",
    "<c r=\"D@\"><v>1</v></c><c r=\"B@\"><v>2</v></c>",
    "<c r=\"b@\"><v>1</v></c>",
    "<c r=\"$B$@\"><v>1</v></c>",
    "<c r=\"B1\"><v>1</v></c>",
    "<c r=\"B0@\"><v>1</v></c>",
    "<c r=\"B0\"><v>1</v></c>",
    "<c r=\"B\"><v>1</v></c>",
    "<c r=\"@\"><v>1</v></c>",
    "<c r=\"\"><v>1</v></c>",
    "<c r=\"XFD@\"><v>1</v></c>",
    "<c r=\"XFE@\"><v>1</v></c>",
    "<c r=\"ZZZZ@\"><v>1</v></c>",
    "<c r=\"&#66;@\"><v>1</v></c>",
    // Attributes.
    "<c t=\"s\" s=\"3\" r=\"B@\"><v>1</v></c>",
    "<c r='B@' t='s'><v>1</v></c>",
    "<c  r=\"B@\"  t=\"s\" ><v>1</v></c>",
    "<c\nr=\"B@\"\tt=\"s\"\r\n><v>1</v></c>",
    "<c r = \"B@\"><v>1</v></c>",
    "<c r=\"B@\"t=\"s\"><v>1</v></c>",
    "<c r=\"B@\" t=\"s\" t=\"n\"><v>1</v></c>",
    "<c r=\"B@\" s=\"1\" t=\"n\" t=\"s\"><v>1</v></c>",
    "<c r=\"B@\" s=\"1\" t=\"n\" s=\"0\"><v>1</v></c>",
    "<c r=\"B@\" s=\"1\" s=\"0\"><v>1</v></c>",
    "<c r=\"B@\" r=\"C@\"><v>1</v></c>",
    "<c r=\"B@\" x:r=\"C@\"><v>1</v></c>",
    "<c r=\"B@\" cm=\"1\" vm=\"1\" ph=\"1\"><v>1</v></c>",
    "<c r=\"B@\" a=\"x>y\"><v>1</v></c>",
    "<c r=\"B@\" t=s><v>1</v></c>",
    "<c r=\"B@\" t><v>1</v></c>",
    "<c r=\"B@\" t=\"\"><v>1</v></c>",
    "<c r=\"B@\" t=\"z\"><v>1</v></c>",
    "<c r=\"B@\" / ><v>1</v></c>",
    // Tags and what stands between them.
    "<c r=\"B@\"><v >1</v></c>",
    "<c r=\"B@\"><v>1</v ></c >",
    "<c r=\"B@\"><v xml:space=\"preserve\"> 1 </v></c>",
    "<c r=\"B@\">\n<v>1</v>\n</c>",
    "<c r=\"B@\"><v>\n1\n</v></c>",
    "<c r=\"B@\"><v>1</v><v>2</v></c>",
    "<c r=\"B@\"><v>1<!-- x --></v></c>",
    "<c r=\"B@\"><v><!-- x -->1</v></c>",
    "<c r=\"B@\"><v>1<?p?>2</v></c>",
    "<c r=\"B@\"><v><![CDATA[12]]></v></c>",
    "<c r=\"B@\"><v>&#49;</v></c>",
    "<c r=\"B@\"><v>1</v>甲</c>",
    "<c r=\"B@\"><extLst><ext/></extLst><v>1</v></c>",
    "<c r=\"B@\"><v>1</v><extLst/></c>",
    "<c r=\"B@\"><x:v>1</x:v></c>",
    "<x:c r=\"B@\"><x:v>7</x:v></x:c>",
    "<c r=\"B@\"><v>1</v></x:c>",
    "<!-- <c r=\"B@\"><v>9</v></c> -->",
    "<?p <c r=\"B@\"><v>9</v></c> ?>",
    "<![CDATA[<c r=\"B@\"><v>9</v></c>]]>",
    "甲 &amp; 乙",
    "<mc:AlternateContent><mc:Choice Requires=\"x\"><c r=\"B@\"><v>1</v></c></mc:Choice><mc:Fallback><c r=\"B@\"/></mc:Fallback></mc:AlternateContent>",
];

/// What may stand in `<v>`.
const NUMBER: &[&str] = &[
    "-1.5E+3",
    "1e-7",
    "1E400",
    "-1E400",
    "1e-400",
    "5e-324",
    "1.7976931348623159e308",
    "123456789012345678",
    "12345678901234567890123",
    "0.1234567890123456789",
    "9007199254740993",
    "-0",
    "0",
    "-0.0",
    "00012",
    "+1",
    "-",
    "1.",
    ".5",
    "1..2",
    "1.2.3",
    "1e",
    "1e+",
    "e5",
    "1e1e1",
    "1e99999999999999999999",
    "1e-99999999999999999999",
    "0e99999999999999999999",
    "NaN",
    "nan",
    "inf",
    "-Infinity",
    "0x1A",
    "1,5",
    "1 ",
    " 1",
    "1_000",
    "１",
    "一",
    "1%",
    "1f",
    "--1",
    "abc",
    "4e0",
    "0.30000000000000004",
    "2.2250738585072011e-308",
];

/// What may stand in `<v>` of a shared text.
const INDEX: &[&str] = &["0", "3", "4", "999", "-1", "1.0", "01", " 1", "1 ", "+1", "x", "4294967297", "18446744073709551617", "1<!-- -->"];

/// Whole rows, and what stands between them.
const ROW: &[&str] = &[
    "<row r=\"@\"/>",
    "<row r=\"@\" />",
    "<row/>",
    "<row r=\"@\"></row>",
    "<row><c r=\"A@\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "<row r=\"@\" hidden=\"1\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" hidden=\"true\" ht=\"0\"><c r=\"A@\" t=\"b\"><v>1</v></c></row>",
    "<row r='@'><c r=\"A@\"><v>1</v></c></row>",
    "<row\nr=\"@\"><c r=\"A@\"><v>1</v></c></row >",
    "<row spans=\"1:3\" r=\"@\" ht=\"15\" x14ac:dyDescent=\"0.2\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" r=\"7\"><c r=\"A7\"><v>1</v></c><c><v>2</v></c></row>",
    "<row r=\"7\" r=\"@\"><c r=\"A@\"><v>1</v></c><c><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"0\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"A@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"0@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
    "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>",
    "<row r=\"9999999999\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" =><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" =\"a\"><c r=\"A@\"><v>1</v></c></row>",
    "<row =\"a\" r=\"@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" a><c r=\"A@\"><v>1</v></c></row>",
    "<row a r=\"@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\" a=b><c r=\"A@\"><v>1</v></c></row>",
    "<row r=\"@\"a=\"b\"><c r=\"A@\"><v>1</v></c></row>",
    "<row a=\"<row>\" r=\"@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row a=\"&bad;\" r=\"@\"><c r=\"A@\"><v>1</v></c></row>",
    "<row a=\"<c r='A@'/>\" r=\"@\"/>",
    "<x:row r=\"@\"><c r=\"A@\"><v>1</v></c></x:row>",
    "<row r=\"@\"><c r=\"A@\"><v>1</v></c></x:row>",
    "<row r=\"@\"><c r=\"A@\"><v>1</v></c></row></row>",
    "<row r=\"@\"><c r=\"A@\"><v>1</v></c>",
    "<row r=\"@\"><row r=\"@\"><c r=\"A@\"><v>1</v></c></row></row>",
    "<rows r=\"@\"><c r=\"A@\"><v>1</v></c></rows>",
    "<c r=\"A@\"><v>1</v></c>",
    "<!-- <row r=\"@\"><c r=\"A@\"><v>1</v></c></row> -->",
    "<?p <row r=\"@\"/> ?>",
    "甲",
    " \r\n\t<row r=\"@\">\r\n <c r=\"A@\"><v>1</v></c>\r\n</row>\u{a0}",
    "</sheetData >",
    "</x:sheetData>",
    "</sheetData>",
    "<sheetData>",
    "<sheetData/>",
    "<extLst><row r=\"@\"><c r=\"A@\"><v>1</v></c></row></extLst>",
    "<row r=\"@\"><c r=\"A@\"><v>1",
    "<row r=\"@\"><c r=\"A@",
    "<row r=\"@",
];

/// Every difference between both ways, so that all are seen at once.
fn none(differences: &[String]) {
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn each(all: impl Iterator<Item = String>) {
    let mut wrong = Vec::new();
    for xml in all {
        match tried(&xml) {
            // The odd one stands behind cells that came quickly.
            Ok((_, late)) => assert!(late.fault.is_some() || late.quickly >= BEFORE * CELLS - FEW, "{xml}: {}", late.quickly),
            Err(why) => wrong.push(why),
        }
    }
    none(&wrong);
}

#[test]
fn cells_in_every_spelling_are_told_alike() {
    each(CELL.iter().map(|cell| format!("<row r=\"@\"><c r=\"A@\" t=\"s\"><v>0</v></c>{cell}<c r=\"H@\" s=\"1\"><v>45001</v></c></row>")));
}

#[test]
fn numbers_in_every_spelling_are_told_alike() {
    let plain = NUMBER.iter().map(|number| format!("<row r=\"@\"><c r=\"A@\"><v>{number}</v></c></row>"));
    let typed = NUMBER.iter().map(|number| format!("<row r=\"@\"><c r=\"A@\" s=\"1\" t=\"n\"><v>{number}</v></c></row>"));
    each(plain.chain(typed));
}

#[test]
fn indices_of_shared_texts_are_told_alike() {
    each(INDEX.iter().map(|index| format!("<row r=\"@\"><c r=\"A@\" t=\"s\"><v>{index}</v></c><c r=\"B@\"><v>1</v></c></row>")));
}

#[test]
fn rows_in_every_spelling_are_told_alike() {
    each(ROW.iter().map(|row| (*row).to_owned()));
}

#[test]
fn what_is_written_plainly_comes_quickly() -> Tried {
    let all = BEFORE * CELLS - FEW + 30 * CELLS;
    for (cells, count) in [
        ("<c r=\"B@\"><v>-1.5E+3</v></c>", 1),
        ("<c t=\"s\" s=\"3\" r=\"B@\"><v>1</v></c><c r=\"XFD@\"/>", 2),
        ("<c  r=\"B@\"  t=\"n\" ><v>00012</v></c> <c r=\"A@\" s=\"1\"><v>45000</v></c>", 2),
    ] {
        let (_, late) = tried(&format!("<row spans=\"1:2\" r=\"@\" >{cells}</row>"))?;
        assert_eq!(late.quickly, all + count, "{cells}");
    }
    Ok(())
}
