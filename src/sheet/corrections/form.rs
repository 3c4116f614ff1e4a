//! Which sheets are corrections, and where their columns stand.

use std::collections::BTreeMap;

use super::super::grid::{RawCell, RawRow, RawSheet};
use super::super::header::forms_of;
use super::super::plan::Plan;
use crate::base::text::squeeze;

/// Used rows in which the header is looked for.
const MOST_ROWS: usize = 40;
/// What a name or title of such a sheet holds.
const NAMES: [&str; 2] = ["更正", "correction"];
/// So many headers make a sheet of that name one that lacks the others.
const LEAST: usize = 3;

/// A column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Number,
    File,
    Sheet,
    Cell,
    Row,
    Column,
    Before,
    After,
    Reason,
    Basis,
    Applicant,
    Verifier,
    Approver,
    Date,
}

/// Headers of each column, squeezed; the first Chinese and the first English one are those that are told.
const HEADERS: [(Field, &[&str], &[&str]); 14] = [
    (Field::Number, &["序号", "编号", "更正号"], &["no.", "no", "number"]),
    (Field::File, &["文件", "文件名", "工作簿"], &["file", "workbook"]),
    (Field::Sheet, &["工作表", "表名", "工作表名"], &["sheet"]),
    (Field::Cell, &["单元格"], &["cell"]),
    (Field::Row, &["行", "行号"], &["row"]),
    (Field::Column, &["栏目", "列", "栏", "列名"], &["column"]),
    (Field::Before, &["原值", "原内容", "更正前", "原为"], &["original", "before"]),
    (Field::After, &["更正为", "更正后", "改为", "应为"], &["corrected", "after"]),
    (Field::Reason, &["理由", "更正理由", "原因", "更正原因"], &["reason"]),
    (Field::Basis, &["依据", "更正依据", "证明材料"], &["basis", "evidence"]),
    (Field::Applicant, &["申请人", "提出人"], &["applicant", "askedby"]),
    (Field::Verifier, &["核实人", "核对人", "审核人"], &["verifier", "checkedby"]),
    (Field::Approver, &["批准人", "审批人", "审定人"], &["approver", "approvedby"]),
    (Field::Date, &["日期", "更正日期", "批准日期"], &["date"]),
];

/// Where the columns stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Row of the header.
    pub header: u32,
    columns: BTreeMap<Field, u32>,
}

/// What a sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No sheet of corrections.
    No,
    /// One.
    Form(Form),
    /// One by its name, without the columns under these headers; with the row of its header.
    Lacking(u32, Vec<String>),
}

impl Form {
    /// The column of a field, from 1.
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.get(&field).copied()
    }

    /// The cell of a field.
    pub fn cell<'r>(&self, row: &'r RawRow, field: Field) -> Option<&'r RawCell> {
        row.cell(self.column(field)?)
    }

    fn lacks(&self) -> Vec<Vec<Field>> {
        let needed: [&[Field]; 6] = [
            &[Field::File, Field::Sheet],
            &[Field::Cell, Field::Row],
            &[Field::Before],
            &[Field::After],
            &[Field::Reason],
            &[Field::Approver],
        ];
        let lacking = needed.into_iter().filter(|any| any.iter().all(|field| self.column(*field).is_none()));
        lacking.map(<[Field]>::to_vec).collect()
    }
}

/// Whether the sheet of a file with this name, without its ending, is one of corrections. A table of the rubric goes before.
pub fn form(sheet: &RawSheet, file: &str, plans: &[Plan]) -> Found {
    let name = squeeze(&sheet.name);
    let named = |text: &str| NAMES.iter().any(|wanted| text.contains(wanted));
    let rows = || sheet.rows.iter().take(MOST_ROWS);
    let titled = || rows().any(|row| matches!(row.cells.as_slice(), [(_, RawCell::Text(text))] if named(&squeeze(text))));
    let is_table = plans.iter().any(|plan| plan.sheets.contains(&name));
    if is_table || !(named(&name) || named(&squeeze(file)) || titled()) {
        return Found::No;
    }
    let Some(form) = rows().map(header).max_by_key(|form| (form.columns.len(), std::cmp::Reverse(form.header))) else {
        return Found::No;
    };
    let both = form.column(Field::Before).is_some() && form.column(Field::After).is_some();
    let lacks = form.lacks();
    match (lacks.is_empty(), both || named(&name) && form.columns.len() >= LEAST) {
        (true, _) => Found::Form(form),
        (false, true) => {
            let language = rows().find(|row| row.number == form.header).is_some_and(is_chinese);
            let told = |fields: Vec<Field>| fields.into_iter().map(|field| title(field, language)).collect::<Vec<_>>().join("/");
            Found::Lacking(form.header, lacks.into_iter().map(told).collect())
        }
        (false, false) => Found::No,
    }
}

/// Which columns a row has, if it is the header.
fn header(row: &RawRow) -> Form {
    let mut columns = BTreeMap::new();
    for (column, cell) in &row.cells {
        let RawCell::Text(text) = cell else { continue };
        let forms: Vec<String> = std::iter::once(squeeze(text)).chain(forms_of(text)).collect();
        let is = |known: &[&str]| known.iter().any(|known| forms.iter().any(|form| form == known));
        let field = HEADERS.iter().find(|(_, zh, en)| is(zh) || is(en)).map(|(field, ..)| *field);
        if let Some(field) = field {
            columns.entry(field).or_insert(*column);
        }
    }
    Form { header: row.number, columns }
}

fn is_chinese(row: &RawRow) -> bool {
    row.cells.iter().any(|(_, cell)| !cell.text().is_ascii())
}

/// The header of a field as it is told.
fn title(field: Field, chinese: bool) -> String {
    let known = HEADERS.iter().find(|(of, ..)| *of == field).map(|(_, zh, en)| if chinese { *zh } else { *en });
    known.and_then(<[&str]>::first).copied().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, rows: &[&str]) -> Found {
        let mut cells = Vec::new();
        for (row, line) in (1..).zip(rows) {
            let fields = (1..).zip(line.split(',')).filter(|(_, text)| !text.is_empty());
            cells.extend(fields.map(|(column, text)| (row, column, RawCell::Text(text.to_owned()))));
        }
        form(&RawSheet::new(name.into(), cells, &[]), "b", &[])
    }

    #[test]
    fn a_sheet_of_corrections_is_known_by_its_name_and_its_header() {
        let header = "序号,文件,工作表,单元格,原值,更正为,更正理由（必填）,依据,批准人";
        for (name, rows, header_row) in [
            ("更正表", &[header][..], 1),
            ("更正", &["清溪镇更正登记", header], 2),
            ("Sheet1", &["代表履职记录更正表", "", header], 3),
            ("Corrections", &["No.,File,Row,Column,Original,Corrected,Reason,Approver"], 1),
        ] {
            assert!(matches!(of(name, rows), Found::Form(form) if form.header == header_row), "{name}");
        }
        assert_eq!(of("Sheet1", &[header]), Found::No, "nothing says that these are corrections");
        assert_eq!(of("更正", &["请各站更正后报送"]), Found::No, "a note");
    }

    #[test]
    fn what_its_header_lacks_is_told() {
        let lacking = |row, headers: &[&str]| Found::Lacking(row, headers.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(of("更正表", &["工作表,单元格,原值,更正为"]), lacking(1, &["理由", "批准人"]));
        assert_eq!(of("更正表", &["序号,理由,批准人,原值"]), lacking(1, &["文件/工作表", "单元格/行", "更正为"]));
        assert_eq!(of("Corrections", &["", "file,cell,original,corrected,reason"]), lacking(2, &["approver"]));
    }
}
