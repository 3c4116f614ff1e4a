//! Sheets of many rows with whatever may stand in one.

use std::collections::BTreeSet;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// The same numbers for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % most as u64).unwrap_or(0)
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn text(&mut self, list: &[&str]) -> Option<Cell> {
        text(list[self.below(list.len())])
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

#[derive(Debug, Clone)]
pub enum Cell {
    Text(String),
    Number(f64),
    Date(u16, u8, u8),
    Formula,
}

type Row = Vec<Option<Cell>>;

/// What may be odd about a row.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    UnknownName,
    NearName,
    SaidOutside,
    Everybody,
    NoName,
    NoDate,
    NotADate,
    OnlyMonth,
    OtherPeriod,
    UnknownWord,
    OutOfRange,
    TextOfNumber,
    Formula,
    Total,
    Note,
    Signature,
    Heading,
    HeaderAgain,
    OtherTable,
    UnknownTable,
    EmptyRows,
    Twin,
    FarCell,
    OnlySerial,
    ErrorText,
    Merged,
    Hidden,
}

impl Kind {
    pub const ALL: [Self; 27] = [
        Self::UnknownName,
        Self::NearName,
        Self::SaidOutside,
        Self::Everybody,
        Self::NoName,
        Self::NoDate,
        Self::NotADate,
        Self::OnlyMonth,
        Self::OtherPeriod,
        Self::UnknownWord,
        Self::OutOfRange,
        Self::TextOfNumber,
        Self::Formula,
        Self::Total,
        Self::Note,
        Self::Signature,
        Self::Heading,
        Self::HeaderAgain,
        Self::OtherTable,
        Self::UnknownTable,
        Self::EmptyRows,
        Self::Twin,
        Self::FarCell,
        Self::OnlySerial,
        Self::ErrorText,
        Self::Merged,
        Self::Hidden,
    ];
}

const HEADER: [&str; 8] = ["编号", "日期", "代表", "方式", "主题", "时长", "核实", "经办人电话"];
const NAMES: [&str; 5] = ["赵一", "钱二", "孙三", "李四", "王八"];
const SELDOM: [&str; 4] = ["周五", "吴六", "郑七", "赵一、周五"];

/// A sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    rows: Vec<Row>,
    merged: Vec<(usize, usize)>,
    hidden: Vec<usize>,
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be blank")]
fn text(text: &str) -> Option<Cell> {
    Some(Cell::Text(text.to_owned()))
}

fn texts(texts: &[&str]) -> Row {
    texts.iter().map(|one| if one.is_empty() { None } else { text(one) }).collect()
}

fn plain(chance: &mut Chance, number: usize) -> Row {
    let days = [(2025, 7, 1), (2025, 8, 10), (2025, 8, 11), (2025, 12, 31)];
    let (year, month, day) = if chance.one_in(100) { (2025, 10, 21) } else { chance.of(&days) };
    vec![
        Some(Cell::Number(u32::try_from(number).map_or(0.0, f64::from))),
        Some(Cell::Date(year, month, day)),
        text(if chance.one_in(100) { chance.of(&SELDOM) } else { chance.of(&NAMES) }),
        text(if chance.one_in(100) { " 走访" } else { chance.of(&["调研", "视察", "走访"]) }),
        text(&format!("{}问题{}", chance.of(&["水利", "路灯", "电网"]), chance.below(40_000))),
        Some(Cell::Number([1.0, 3.5][chance.below(2)])),
        if chance.one_in(100) { text("否") } else { text("是") },
        if chance.one_in(100) { None } else { text("13800000000") },
    ]
}

impl Sheet {
    /// A sheet of so many rows, one in `oddity` of them odd.
    pub fn made(chance: &mut Chance, rows: usize, oddity: Option<usize>) -> Self {
        let mut sheet = Self { rows: vec![texts(&["履职记录汇编"]), texts(&HEADER)], merged: Vec::new(), hidden: Vec::new() };
        for number in 1..=rows {
            sheet.rows.push(plain(chance, number));
        }
        for at in oddity.into_iter().flat_map(|_| 3..rows) {
            if oddity.is_some_and(|oddity| chance.one_in(oddity)) {
                let kind = chance.of(&Kind::ALL);
                // One merged cell or another table makes a sheet go row by row: not in every sheet.
                let spares = matches!(kind, Kind::Merged | Kind::OtherTable | Kind::UnknownTable);
                if !spares || chance.one_in(20) {
                    sheet.plant(kind, at, chance);
                }
            }
        }
        sheet
    }

    /// Puts rows of another sheet in the place of the first rows below the header, so many of a hundred.
    pub fn repeat(&mut self, other: &Self, hundredths: usize) {
        let many = other.rows.len().min(self.rows.len()).saturating_sub(2) * hundredths / 100;
        self.rows.splice(2..2 + many, other.rows.iter().skip(2).take(many).cloned());
    }

    /// What its rows say in the columns that are read, each once.
    pub fn said(&self) -> BTreeSet<Vec<String>> {
        let read = |row: &Row| row[1..7].iter().map(|cell| cell.as_ref().map(shown).unwrap_or_default().trim().to_owned()).collect();
        self.rows.iter().skip(2).map(read).collect()
    }

    /// Leaves out all but so many rows.
    pub fn cut(&mut self, rows: usize) {
        self.rows.truncate(rows);
        self.merged.retain(|(row, _)| row + 1 < rows);
    }

    /// Makes the row with this number, from 0, odd.
    pub fn plant(&mut self, kind: Kind, at: usize, chance: &mut Chance) {
        let set = |rows: &mut Vec<Row>, column: usize, cell| {
            rows[at].resize(8, None);
            rows[at][column] = cell;
        };
        let rows = &mut self.rows;
        match kind {
            Kind::UnknownName => set(rows, 2, chance.text(&["欧阳九九", "Smith"])),
            Kind::NearName => set(rows, 2, chance.text(&["赵壹", "周无"])),
            Kind::SaidOutside => set(rows, 2, text("冯十（外单位）、王八")),
            Kind::Everybody => set(rows, 2, text("全体代表")),
            Kind::NoName => set(rows, 2, None),
            Kind::NoDate => set(rows, 1, None),
            Kind::NotADate => set(rows, 1, text("下月初")),
            Kind::OnlyMonth => set(rows, 1, chance.text(&["2025年9月", "2025年8月", "2025年6月", "2025年三季度"])),
            Kind::OtherPeriod => set(rows, 1, Some(Cell::Date(2025, 3, 4))),
            Kind::UnknownWord => set(rows, 3, text("喝茶")),
            Kind::OutOfRange => set(rows, 5, Some(Cell::Number(1_000.0))),
            Kind::TextOfNumber => set(rows, 5, chance.text(&["约3", "三", "3小时", "/", "2"])),
            Kind::Formula => set(rows, chance.below(8), Some(Cell::Formula)),
            Kind::Total => rows[at] = texts(&["合计", "", "", "", "", "1234"]),
            Kind::Note => rows[at] = texts(&["备注：以上为上半年"]),
            Kind::Signature => {
                rows[at] = texts(&["审核人：", "", "", "制表人："]);
                rows[at + 1] = texts(&["", "2025年9月1日"]);
            }
            Kind::Heading => rows[at] = texts(&["二、东片"]),
            Kind::HeaderAgain => rows[at] = texts(&HEADER),
            Kind::OtherTable => {
                rows[at] = texts(&["收信人", "件数"]);
                rows[at + 1] = vec![text("赵一"), Some(Cell::Number(3.0))];
                rows[at + 2] = Vec::new();
                rows[at + 3] = texts(&HEADER);
            }
            Kind::UnknownTable => {
                rows[at] = Vec::new();
                rows[at + 1] = texts(&["部门", "地址", "电话"]);
                rows[at + 2] = texts(&["水务局", "街一号", "不详"]);
            }
            Kind::EmptyRows => rows[at] = Vec::new(),
            Kind::Twin => rows[at] = rows[2 + chance.below(at - 2)].clone(),
            Kind::FarCell => rows[at].push(text("旁注")),
            Kind::OnlySerial => rows[at] = vec![Some(Cell::Number(9_999.0))],
            Kind::ErrorText => set(rows, 4, text("#REF!")),
            Kind::Merged => self.merged.push((at, 2)),
            Kind::Hidden => self.hidden.push(at),
        }
    }

    /// Writes it as what its name says.
    pub fn write(&self, path: &Path) {
        if path.extension().is_some_and(|ending| ending == "csv") {
            let lines = self.rows.iter().map(|row| row.iter().map(|cell| cell.as_ref().map(shown).unwrap_or_default()).collect::<Vec<_>>());
            let text = lines.map(|fields| fields.join(",") + "\n").collect::<Vec<_>>().concat();
            std::fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
        } else {
            self.workbook(path).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    fn workbook(&self, path: &Path) -> Result<(), XlsxError> {
        let mut book = Workbook::new();
        let dated = Format::new().set_num_format("yyyy-mm-dd");
        let sheet = book.add_worksheet().set_name("履职记录")?;
        sheet.merge_range(0, 0, 0, 7, "", &Format::new())?;
        for (row, cells) in (0u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    None => continue,
                    Some(Cell::Text(text)) => sheet.write_string(row, column, text)?,
                    Some(Cell::Number(number)) => sheet.write_number(row, column, *number)?,
                    Some(Cell::Date(year, month, day)) => {
                        sheet.write_datetime_with_format(row, column, &ExcelDateTime::from_ymd(*year, *month, *day)?, &dated)?
                    }
                    Some(Cell::Formula) => sheet.write_formula(row, column, rust_xlsxwriter::Formula::new("=1/0").set_result(""))?,
                };
            }
        }
        for (row, column) in &self.merged {
            let (row, column) = (u32::try_from(*row).unwrap_or(0), u16::try_from(*column).unwrap_or(0));
            sheet.merge_range(row, column, row + 1, column, "赵一", &Format::new())?;
        }
        for row in &self.hidden {
            sheet.set_row_hidden(u32::try_from(*row).unwrap_or(0))?;
        }
        book.save(path)
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(year, month, day) => format!("{year}-{month:02}-{day:02}"),
        Cell::Formula => String::new(),
    }
}
