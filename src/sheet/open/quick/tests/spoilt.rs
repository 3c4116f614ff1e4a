//! Files that were cut, or hold bytes that are no text.

use super::*;

fn sheet() -> String {
    format!("{HEAD}{}<row r=\"{1}\" a=\"b\"><c r=\"A{1}\" s=\"1\"><v>45000</v></c></row>{END}", *FRONT, BEFORE + 1)
}

#[test]
fn a_part_cut_anywhere_is_told_alike() -> Tried {
    let sheet = sheet();
    let last = sheet.len() - sheet.rfind("<row").unwrap_or(0);
    for short in (1..last + 2).chain([sheet.len() / 2, sheet.len() / 3]) {
        let cut = sheet.as_bytes().get(..sheet.len() - short).unwrap_or_default();
        read(cut, STRINGS).map_err(|why| format!("{short} bytes before the end: {why}"))?;
    }
    Ok(())
}

#[test]
fn a_file_cut_or_spoilt_anywhere_is_told_alike() -> Tried {
    let whole =
        Parts { sheets: &[("名册", sheet().as_bytes())], styles: STYLES, strings: list(STRINGS).as_bytes(), is_1904: false }.file()?;
    for part in 1..=24 {
        let at = whole.len() * part / 25;
        read_file(whole.get(..at).unwrap_or_default(), FEW)?;
        // The checksum of a part, wherever it is found out.
        let mut spoilt = whole.clone();
        if let Some(byte) = spoilt.get_mut(at) {
            *byte ^= 1;
        }
        read_file(&spoilt, FEW).map_err(|why| format!("byte {at}: {why}"))?;
    }
    Ok(())
}

#[test]
fn bytes_that_are_no_text_are_told_alike() -> Tried {
    let spoilt = |text: String, at: &str| {
        let mut bytes = text.into_bytes();
        let found = bytes.windows(at.len()).rposition(|window| window == at.as_bytes());
        if let Some(byte) = found.and_then(|found| bytes.get_mut(found + at.len() - 1)) {
            *byte = 0xff;
        }
        bytes
    };
    for at in ["a=\"b", " a", "r=\"", "<v>4", "<row", "<c", "</row", "\"><c", "<v>", "</v>", "</sheetData", "</worksheet>"] {
        read(spoilt(sheet(), at), STRINGS).map_err(|why| format!("{at}: {why}"))?;
    }
    for at in ["<t>末", "<si", "<t", "</t", "</si", "</sst"] {
        let strings = spoilt(list(&format!("{STRINGS}<si><t>末</t></si>")), at);
        let sheet = format!("{HEAD}{}<row r=\"{1}\"><c r=\"A{1}\" t=\"s\"><v>4</v></c></row>{END}", *FRONT, BEFORE + 1);
        let parts = Parts { sheets: &[("名册", sheet.as_bytes())], styles: STYLES, strings: &strings, is_1904: false };
        read_of(&parts, FEW).map_err(|why| format!("{at}: {why}"))?;
    }
    Ok(())
}
