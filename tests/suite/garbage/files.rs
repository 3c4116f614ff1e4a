//! Hostile workbooks and text files, through the program.

use std::fs;
use std::path::PathBuf;

use super::bounded::{check, ends};
use super::workbook::{declaring, packed, roster, unpacked, workbook, MAIN};
use super::Dice;
use crate::program::{folder, project};

const ANY: [i32; 3] = [0, 1, 2];

/// Writes each file into a folder of its own and checks it.
fn each(files: Vec<(&str, Vec<u8>)>) {
    let place = folder();
    for (index, (name, bytes)) in files.into_iter().enumerate() {
        let folder = place.path().join(index.to_string());
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
        check(&path, &[1]);
    }
}

fn cell(address: &str, value: &str) -> String {
    format!(r#"<c r="{address}"><v>{value}</v></c>"#)
}

fn rows(cells: &str) -> String {
    format!("<sheetData><row r=\"1\">{cells}</row></sheetData>")
}

#[test]
fn files_that_are_no_workbooks() {
    each(vec![
        ("empty.xlsx", Vec::new()),
        ("one.xlsx", b"P".to_vec()),
        ("one.csv", b"a".to_vec()),
        ("empty.csv", Vec::new()),
        ("empty zip.xlsx", packed(&[])),
        ("text.xlsx", b"name,points\n".to_vec()),
        ("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(200)),
        ("other zip.xlsx", packed(&[("readme.txt".into(), b"hello".to_vec())])),
        ("types only.xlsx", packed(&[("[Content_Types].xml".into(), b"<Types/>".to_vec())])),
        ("same name.xlsm", packed(&[("xl/workbook.xml".into(), b"<workbook>".repeat(100_000))])),
        ("no sheets.xlsx", workbook("", Vec::new(), Vec::new())),
        ("sheet without part.xlsx", workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId9"/>"#, Vec::new(), Vec::new())),
        ("two sheets of a name.xlsx", workbook(&r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#.repeat(2), Vec::new(), Vec::new())),
        ("many sheets.xlsx", workbook(&r#"<sheet name="x" sheetId="1" r:id="rId1"/>"#.repeat(20_000), Vec::new(), Vec::new())),
    ]);
}

#[test]
fn workbooks_that_declare_what_they_do_not_hold() {
    let strings = format!(r#"<sst {MAIN} count="4294967295" uniqueCount="4294967295"><si><t>姓名</t></si></sst>"#);
    let text = rows(r#"<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>4000000000</v></c>"#);
    let sheet = format!(r#"<worksheet {MAIN}><dimension ref="A1:XFD1048576"/>{text}</worksheet>"#);
    each(vec![
        ("range.xlsx", roster(&format!(r#"<dimension ref="A1:XFD1048576"/>{}"#, rows(&cell("A1", "1"))))),
        ("corner.xlsx", roster(&rows(&(cell("A1", "1") + &cell("XFD1048576", "1"))))),
        ("beyond.xlsx", roster(&rows(&(cell("ZZZZZZZ9", "1") + &cell("A99999999999", "1") + &cell("", "1"))))),
        (
            "row.xlsx",
            roster(r#"<sheetData><row r="4294967295"><c><v>1</v></c><c><v>2</v></c></row><row><c><v>1</v></c></row></sheetData>"#),
        ),
        ("merged.xlsx", roster(&(rows(&cell("A1", "1")) + &r#"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#.repeat(3)))),
        (
            "merges.xlsx",
            roster(&(rows(&cell("XFD1", "1")) + "<mergeCells>" + &r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(20_000) + "</mergeCells>")),
        ),
        ("strings.xlsx", workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet.into_bytes(), strings.into_bytes())),
        (
            "shared.xlsx",
            roster(&rows(
                r#"<c r="A1"><f t="shared" si="4294967295" ref="A1:XFD1048576">A2</f><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c>"#,
            )),
        ),
        (
            "shared twice.xlsx",
            roster(&rows(
                r#"<c r="A1"><f t="shared" si="900000" ref="A1:XFD1048576">A2</f><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c>"#,
            )),
        ),
        ("shared text.xlsx", roster(&rows(r#"<c r="A1"><f t="shared" si="-1" ref="Z9:A1">A2</f></c><c r="B1" t="e"><v>#CALC!</v></c>"#))),
        ("numbers.xlsx", roster(&rows(&["1e308", "-1e999", "NaN", "inf", "0x10", "", "１"].map(|value| cell("A1", value)).concat()))),
        ("dates.xlsx", roster(&rows(r#"<c r="A1" t="d"><v>99999-99-99</v></c><c r="B1" t="x"><v>1</v></c>"#))),
    ]);
}

#[test]
fn bombs_and_depths() {
    let deep = "<a>".repeat(200_000);
    let padded = format!("{}{}", " ".repeat(60_000_000), rows(&cell("A1", "1")));
    let long = rows(&format!(r#"<c r="A1" t="inlineStr"><is><t>{}</t></is></c>"#, "长".repeat(3_000_000)));
    let strings = format!("<sst {MAIN}>{}</sst>", "<si><t>a</t></si>".repeat(400_000));
    let sheet = format!("<worksheet {MAIN}>{}</worksheet>", rows(r#"<c r="A1" t="s"><v>1</v></c>"#));
    each(vec![
        ("deep.xlsx", roster(&deep)),
        ("padded.xlsx", roster(&padded)),
        ("long.xlsx", roster(&long)),
        ("entities.xlsx", roster(&rows(r#"<c r="A1" t="str"><v>&a;&#x110000;&#0;&lt</v></c>"#))),
        ("strings.xlsx", workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet.into_bytes(), strings.into_bytes())),
    ]);
}

/// Files so small that the program reads them without another process, and that say nothing of what they unpack to.
#[test]
fn small_files_that_belie_their_size() {
    const SMALL: usize = 1 << 16;
    let padded = declaring(roster(&format!("{}{}", " ".repeat(50_000_000), rows(&cell("A1", "1")))), 1000);
    let strings = format!("<sst {MAIN}>{}</sst>", "<si/>".repeat(2_500_000)).into_bytes();
    let sheet = format!("<worksheet {MAIN}>{}</worksheet>", rows(r#"<c r="A1" t="s"><v>1</v></c>"#)).into_bytes();
    let strings = declaring(workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet, strings), 1000);
    // Cells that share one long text come to more than memory holds.
    let text = format!("<sst {MAIN}><si><t>{}</t></si></sst>", "长".repeat(32_000)).into_bytes();
    let shared = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(8_000);
    let sheet = format!("<worksheet {MAIN}><sheetData>{shared}</sheetData></worksheet>").into_bytes();
    let shared = workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet, text);
    for packed in [&padded, &strings, &shared] {
        assert!(packed.len() < SMALL, "{}", packed.len());
    }
    each(vec![("padded.xlsx", padded), ("strings.xlsx", strings)]);
    let place = folder();
    let path = place.path().join("shared.xlsx");
    fs::write(&path, shared).unwrap_or_else(|error| panic!("{error}"));
    let path = path.to_string_lossy();
    let ended = ends(&["check", &path, "--rubric", "rubrics/township.toml", "--period", "2025-H2", "--max-memory", "700"], &[1]);
    assert!(ended.stdout.contains("700 MiB") || ended.stderr.contains("700 MiB"), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn text_files_that_are_none() {
    each(vec![
        ("代表名册.csv", b"\xFF\xFEa".to_vec()),
        ("wide.xls", "<table><tr>".bytes().chain("<td>a".repeat(20_000).bytes()).collect()),
        ("会议出勤.csv", "姓名,\0\n".into()),
        ("建议台账.csv", b"\x81\x00\xFF\xFE\x80".repeat(50)),
        ("议案台账.csv", [b"\"".as_slice(), &b"a,\n".repeat(300_000)].concat()),
        ("活动台账.csv", "a,".repeat(2_000_000).into()),
        ("培训签到.csv", "\n".repeat(5_000_000).into()),
        ("接待登记.csv", "\r".repeat(1_000_000).into()),
        ("代表名册.tsv", "姓名\t代表证号\n\u{202E}\u{0}\t".into()),
        ("表彰奖励.csv", "姓名,姓名,姓名\n".repeat(50_000).into()),
        ("代表名册 (2).csv", format!("姓名,代表证号\n{},Z1\n", "长".repeat(2_000_000)).into()),
    ]);
}

#[test]
fn a_folder_named_as_a_workbook_and_paths_that_are_not_there() {
    let place = folder();
    let inside = place.path().join("x.xlsx");
    fs::create_dir_all(&inside).unwrap_or_else(|error| panic!("{error}"));
    check(&inside, &[1]);
    check(place.path(), &[1]);
    check(&place.path().join("gone.xlsx"), &[2]);
    let sample = "sample_data/2025-H2";
    let held = place.path().join("held");
    fs::write(&held, "a file where the folder should be").unwrap_or_else(|error| panic!("{error}"));
    ends(&["score", sample, "--rubric", "rubrics/township.toml", "--out", &held.to_string_lossy()], &[2]);
    for period in ["", "2025-13", "9999999999", "2025-H2..2025-H1", "0000"] {
        ends(&["check", sample, "--rubric", "rubrics/township.toml", "--period", period], &[1, 2]);
    }
    for jobs in ["0", "-1", "65535", "x"] {
        ends(&["check", sample, "--rubric", "rubrics/township.toml", "--jobs", jobs], &ANY);
    }
}

#[test]
fn a_manifest_that_is_none_is_no_bug() {
    let place = folder();
    let manifests = [
        "",
        "[]",
        "{}",
        "{\"outputs\":[{\"path\":\"../../../etc/passwd\",\"sha256\":\"\"}]}",
        "{\"schema\":\"duly.manifest/1\",\"inputs\":[{\"path\":\"\",\"sha256\":\"x\"}]}",
        &"[".repeat(200_000),
    ];
    for manifest in manifests {
        fs::write(place.path().join("manifest.json"), manifest).unwrap_or_else(|error| panic!("{error}"));
        ends(&["verify", &place.path().to_string_lossy()], &ANY);
    }
}

#[test]
fn the_sample_cut_off_and_bit_flipped() {
    let place = folder();
    let names = ["代表名册.xlsx", "会议出勤.xlsx", "述职测评.xlsx"];
    let mut dice = Dice::new(1);
    for name in names {
        let sample: PathBuf = project().join("sample_data/2025-H2").join(name);
        let bytes = fs::read(&sample).unwrap_or_else(|error| panic!("{error}"));
        let path = place.path().join(name);
        let cut = bytes.get(..dice.below(bytes.len())).unwrap_or_default().to_vec();
        let mut flipped = bytes.clone();
        for _ in 0..20 {
            let place = dice.below(flipped.len());
            if let Some(byte) = flipped.get_mut(place) {
                *byte ^= 1 << dice.below(8);
            }
        }
        let mut entries = unpacked(&bytes);
        entries.retain(|(name, _)| !name.contains("sharedStrings"));
        for bytes in [cut, flipped, packed(&entries)] {
            fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
            check(&path, &ANY);
        }
    }
}

#[test]
fn a_file_that_takes_more_memory_than_it_may_is_told() {
    let place = folder();
    let path = place.path().join("代表名册.csv");
    fs::write(&path, "姓名,代表证号,联络站\n".repeat(500_000)).unwrap_or_else(|error| panic!("{error}"));
    let path = path.to_string_lossy();
    let arguments = ["check", &path, "--rubric", "township", "--period", "2025", "--max-memory", "64"];
    let ended = ends(&arguments, &[1]);
    let told = ended.stdout + &ended.stderr;
    assert!(told.contains("error[file/too-large]") && told.contains("more than 64 MiB"), "{told}");
}

#[test]
fn a_file_that_ends_its_process_takes_no_other_with_it() {
    // All are small, so they are read by one process until the second one ends it.
    let place = folder();
    let strings = format!("<sst {MAIN}>{}</sst>", "<si><t>a</t></si>".repeat(4_000_000)).into_bytes();
    let sheet = format!("<worksheet {MAIN}>{}</worksheet>", rows(&cell("A1", "1"))).into_bytes();
    let large = workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet, strings);
    assert!(large.len() < 400_000, "{} bytes", large.len());
    for (name, bytes) in [("a.csv", b"x\n1\n".to_vec()), ("b.xlsx", large), ("c.csv", b"x\n2\n".to_vec()), ("d.csv", Vec::new())] {
        fs::write(place.path().join(name), bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    let folder = place.path().to_string_lossy();
    let arguments = ["--json", "check", &folder, "--rubric", "township", "--period", "2025", "--max-memory", "64"];
    let ended = ends(&arguments, &[1]);
    let told = |name: &str, code: &str| ended.stdout.lines().any(|line| line.contains(name) && line.contains(code));
    for (name, code) in [("a.csv", "sheet/unknown"), ("b.xlsx", "file/too-large"), ("c.csv", "sheet/unknown"), ("d.csv", "file/unreadable")]
    {
        assert!(told(name, code), "{name} {code}: {}", ended.stdout);
    }
}

#[test]
fn a_workbook_that_points_elsewhere_is_followed_nowhere() {
    let sheet = format!("<worksheet {MAIN}>{}</worksheet>", rows(&cell("A1", "1"))).into_bytes();
    let plain = unpacked(&workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet, Vec::new()));
    let mut files = Vec::new();
    for target in ["../../../../etc/passwd", "/etc/passwd", "http://localhost/a.xml", "file:///etc/passwd", r"\\server\a.xml"] {
        let mut parts = plain.clone();
        for (name, bytes) in &mut parts {
            if name.ends_with("workbook.xml.rels") {
                *bytes = String::from_utf8_lossy(bytes).replace("worksheets/sheet1.xml", target).into_bytes();
            }
        }
        files.push(("elsewhere.xlsx", packed(&parts)));
    }
    let names = ["../../outside.txt", "/outside.txt", "CON", "NUL.xml", "xl/../../outside"];
    let parts: Vec<(String, Vec<u8>)> = plain.into_iter().chain(names.map(|name| (name.to_owned(), Vec::new()))).collect();
    files.push(("names.xlsx", packed(&parts)));
    each(files);
}
