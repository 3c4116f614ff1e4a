//! Sheets with too many rows to be held in memory.

use super::*;

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    let mut file = book.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    file.read_to_string(&mut text).unwrap_or_else(|error| panic!("{name}: {error}"));
    text
}

#[test]
fn a_sheet_that_is_not_held_in_memory_says_and_looks_the_same() {
    let land = Land::new(30);
    let work = land.work(1, &|_| {});
    let rows = land.rolled_up(&work);
    let room = |held| Room { held, folder: None };
    let book = |held| sheets::book_within(&work.common, &rows, room(held)).unwrap_or_else(|error| panic!("{error}"));
    // The overview has two lines, the counties 20, the congresses 60.
    let (held, streamed) = (book(100), book(30));
    assert!(streamed == book(30), "the same bytes again");
    let sheet = |number: usize| format!("xl/worksheets/sheet{number}.xml");
    let is_streamed = |number: usize| part(&streamed, &sheet(number)).contains("inlineStr");
    assert_eq!([1, 2, 3].map(is_streamed), [false, false, true]);
    let mut open: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(streamed.clone())).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    for name in open.sheet_names() {
        assert_eq!(cells(&held, &name), cells(&streamed, &name), "{name}");
        assert!(open.worksheet_range(&name).is_ok_and(|range| range.height() > 3));
    }
    // What is not in cells: widths, heights of rows, merged lines, links, filter, page. How far a row reaches is a hint to readers.
    let in_cells = ["c ", "c>", "/c", "v>", "/v", "is", "/is", "t>", "t ", "/t>"];
    let bare = |bytes: &[u8]| {
        let text = part(bytes, &sheet(3));
        let tags = text.split('<').filter(|tag| !in_cells.iter().any(|cell| tag.starts_with(cell)));
        tags.map(|tag| tag.split(' ').filter(|part| !part.starts_with("spans=")).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    // Only the last row is left to the spreadsheet to fit.
    let (mut in_memory, in_file) = (bare(&held), bare(&streamed));
    let last = in_memory.iter_mut().rfind(|tag| tag.starts_with("row ")).unwrap_or_else(|| panic!("no rows"));
    "row r=\"63\">".clone_into(last);
    assert_eq!(in_memory, in_file);
    let rels = "xl/worksheets/_rels/sheet3.xml.rels";
    assert_eq!(part(&held, rels), part(&streamed, rels));
    let different = formats(&held).into_iter().zip(formats(&streamed)).find(|(one, other)| one != other);
    assert_eq!(different, None);
    assert_eq!(formats(&held).len(), formats(&streamed).len());
}

/// How each cell of the third sheet is written: its place and its format, told in full.
fn formats(bytes: &[u8]) -> Vec<String> {
    let (sheet, styles) = (part(bytes, "xl/worksheets/sheet3.xml"), part(bytes, "xl/styles.xml"));
    let all = styles.split("<cellXfs").nth(1).and_then(|all| all.split("</cellXfs>").next()).unwrap_or_default();
    let formats: Vec<&str> = all.split("<xf ").skip(1).collect();
    let cells = sheet.split("<c r=\"").skip(1).filter_map(|cell| cell.split_once('"'));
    let told = cells.map(|(place, rest)| {
        let number = rest.strip_prefix(" s=\"").and_then(|rest| rest.split('"').next()).and_then(|number| number.parse().ok());
        format!("{place} {}", number.and_then(|number: usize| formats.get(number)).unwrap_or(&""))
    });
    told.collect()
}
