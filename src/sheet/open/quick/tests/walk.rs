//! Small workbooks thrown together from plain and odd pieces, some with a byte more, less or another one.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::*;
use crate::sheet::open::roads::both;

/// Workbooks that are thrown together.
const WORKBOOKS: u64 = 2_500;

const ATTRIBUTES: &[&str] = &["", "", "", " s=\"0\"", " s=\"1\"", " s=\"1\"", " s=\"3\"", " s=\"4\""];
const ODD_ATTRIBUTES: &[&str] =
    &[" s='1'", " t=\"b\"", " t=\"str\"", "  s=\"2\" ", " s=\"1\" s=\"0\"", " cm=\"1\"", "\n", " x:s=\"1\"", " t=\"e\""];
const VALUES: &[&str] = &["0", "1", "2", "5", "45000", "-0", "0.1", "1E3", "-2.5e-3", "123456789012345678"];
const ODD_VALUES: &[&str] = &["", " 1", "abc", "1.", "#N/A", "1e999", "&#49;", "<![CDATA[1]]>", "<!--1-->1", "<?p?>"];
const ITEMS: &[&str] =
    &["<si><t>甲</t></si>", "<si><t>a &lt; b</t></si>", "<si><t xml:space=\"preserve\"> 乙 </t></si>", "<si><t></t></si>\n"];
const ODD_ITEMS: &[&str] =
    &["<si><r><t>丙</t></r></si>", "<si/>", "<si><t> 丁</t></si>", "<si><t>&#20013;</t></si>", "<x:si><t>戊</t></x:si>", "<!-- -->"];
const BETWEEN: &[&str] =
    &["<!-- <c/> -->", "<?p?>", "甲", "<row/>", "</row>", "<c/>", "<c><v>7</v></c>", "<x:c r=\"A9\"/>", "<sheetData>", "</sheetData>"];
const SPELLING: &[u8] = b"<>/\"'= \n&;!?-:rcvstn019AZ.eE\xff";

/// Throws.
struct Thrown {
    dice: Pcg64,
    /// How many of a hundred pieces are odd.
    odd: u32,
}

impl Thrown {
    fn is_odd(&mut self) -> bool {
        self.dice.random_range(0..100) < self.odd
    }

    fn one<T: Copy + Default>(&mut self, of: &[T]) -> T {
        of.get(self.dice.random_range(0..of.len().max(1))).copied().unwrap_or_default()
    }

    fn piece<'p>(&mut self, plain: &[&'p str], odd: &[&'p str]) -> &'p str {
        if self.is_odd() {
            self.one(odd)
        } else {
            self.one(plain)
        }
    }

    fn cell(&mut self, row: u32, column: char) -> String {
        let place =
            if self.is_odd() { self.one(&["", " r=\"A1\"", " r=\"c4\"", " r='B2'"]).to_owned() } else { format!(" r=\"{column}{row}\"") };
        let attributes = self.piece(ATTRIBUTES, ODD_ATTRIBUTES);
        match self.dice.random_range(0..10) {
            0 => format!("<c{place}{attributes}/>"),
            1 => format!("<c{place}{attributes}></c>"),
            2 if self.is_odd() => format!("<c{place}{attributes}><f>1+1</f><v>2</v></c>"),
            3..=6 => format!("<c{place}{attributes} t=\"s\"><v>{}</v></c>", self.piece(&["0", "1", "2", "3"], ODD_VALUES)),
            _ => format!("<c{place}{attributes}><v>{}</v></c>", self.piece(VALUES, ODD_VALUES)),
        }
    }

    fn data(&mut self) -> String {
        let (mut data, mut row) = (String::new(), 0_u32);
        for _ in 0..self.dice.random_range(1..14) {
            row += if self.is_odd() { 0 } else { self.dice.random_range(1..3) };
            let further = self.piece(&["", "", " spans=\"1:5\"", " hidden=\"1\""], &[" r=\"3\"", " a=b", " a='<'", " =\"\""]);
            data.extend(["<row r=\"", &row.to_string(), "\"", further, ">"]);
            for column in 'A'..=self.one(&['A', 'C', 'E']).max('A') {
                data += &self.cell(row, column);
                if self.is_odd() {
                    data += self.one(BETWEEN);
                }
            }
            data += self.piece(&["</row>", "</row>\n"], &["</row >", "", "</x:row>"]);
        }
        data
    }

    fn strings(&mut self) -> String {
        (0..6).map(|_| self.piece(ITEMS, ODD_ITEMS)).collect()
    }

    /// A byte more, less, or another one; or the end is gone.
    fn spoil(&mut self, text: String) -> Vec<u8> {
        let mut bytes = text.into_bytes();
        let (at, byte) = (self.dice.random_range(0..bytes.len().max(1)), self.one(SPELLING));
        match self.dice.random_range(0..14) {
            0 => bytes.truncate(at),
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, byte),
            3 => bytes.iter_mut().skip(at).take(1).for_each(|other| *other = byte),
            _ => {}
        }
        bytes
    }
}

#[test]
fn workbooks_thrown_together_are_told_alike() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("表.xlsx");
    let (mut wrong, mut quickly, mut whole) = (Vec::new(), 0, 0);
    for seed in 0..WORKBOOKS {
        let mut dice = Pcg64::seed_from_u64(seed);
        let odd = dice.random_range(0..4) * 3;
        let mut thrown = Thrown { dice, odd };
        let (data, items) = (thrown.data(), thrown.strings());
        let sheet = thrown.spoil(format!("{HEAD}{data}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"));
        let strings = thrown.spoil(list(&items));
        let first = thrown.one(&[0, 1, 4, 12]);
        let parts = Parts { sheets: &[("名册", &sheet)], styles: STYLES, strings: &strings, is_1904: seed % 2 == 0 };
        fs::write(&path, parts.file()?)?;
        match both(&path, first) {
            Ok(told) => {
                quickly += usize::from(told.quickly > 0);
                whole += usize::from(told.fault.is_none());
            }
            Err(why) => wrong.push(format!("{seed}: {why}\n{}\n{}", String::from_utf8_lossy(&sheet), String::from_utf8_lossy(&strings))),
        }
    }
    assert!(wrong.is_empty(), "{} differ; {}", wrong.len(), wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n"));
    // Many of them go the quick way, and most are read, or nothing is compared.
    assert!(quickly > 500 && whole > 1_800, "{quickly} {whole}");
    Ok(())
}
