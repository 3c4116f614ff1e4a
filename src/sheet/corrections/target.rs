//! What a line names: the file, the sheet, the table in it, the row and the column; or why there is no such thing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::grid::Area;
use super::super::seen::Whence;
use super::super::table::Table;
use super::cells;
use super::lines::cell_name;
use super::may::{head, is_hushed, is_row, nowhere, refused, secrets, Column, Refused};
use super::Asked;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::base::text::squeeze;
use crate::rubric::model::Rubric;

/// A file that was read.
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its sheets, each with whether it holds corrections; the name is empty in a file without sheets.
    pub sheets: Vec<(String, bool)>,
    /// Those of its sheets that are for people to read.
    pub notes: Vec<Place>,
}

/// All that was read, as it is before any correction.
pub struct Files<'f> {
    /// Files, in order.
    pub listed: &'f [Listed],
    /// Their tables.
    pub tables: &'f [Table],
    /// The rubric.
    pub rubric: &'f Rubric,
}

/// A line and what it names.
pub struct Target {
    /// The line.
    pub asked: Asked,
    /// The cell; the row where no column is named.
    pub place: Place,
    /// Id of the table.
    pub table: String,
    /// The part of the sheet that the table was read from.
    pub area: Area,
    /// The column; of a whole row nothing.
    pub column: Column,
    /// It stands under a further header of a wide table.
    pub own_entry: bool,
    /// It is a ballot or a mark.
    pub hushed: bool,
    /// Columns that nobody may look into.
    pub secret: Vec<u32>,
}

/// What the lines name, by file; lines that name nothing are problems.
pub fn targets(asked: Vec<Asked>, files: &Files, problems: &mut Vec<Problem>) -> BTreeMap<String, Vec<Target>> {
    let mut targets: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    for asked in asked.into_iter().filter(|asked| !asked.incomplete) {
        match files.target(&asked) {
            Ok(found) => targets.entry(found.place.file.to_string()).or_default().push(Target { asked, ..found }),
            Err(problem) => problems.push(*problem),
        }
    }
    targets
}

impl Files<'_> {
    fn target(&self, asked: &Asked) -> Result<Target, Refused> {
        let sheet = self.sheet(asked)?;
        let (row, column) = spot(asked)?;
        let in_row = |table: &&Table| table.place == sheet && table.area.top <= row && row <= table.area.bottom;
        let tables: Vec<&Table> =
            self.tables.iter().filter(in_row).filter(|table| column.is_none_or(|at| table.area.holds(row, at))).collect();
        let named = if column.is_some() || asked.column.is_empty() { None } else { Some(named(asked, &tables)?) };
        let (table, column) = match (named, tables.as_slice()) {
            (Some((table, column)), _) => (table, Some(column)),
            (None, [table]) => (*table, column),
            (None, []) => return Err(self.no_table(asked, &sheet)),
            (None, _) => {
                return Err(nowhere(
                    asked,
                    asked.spots.cell,
                    "这一行并排有几张表，请写明单元格",
                    "several tables stand side by side in this row: name the cell",
                ))
            }
        };
        is_row(asked, table, row)?;
        let rule = self.rubric.table(&table.id);
        let head = column.map(|column| head(asked, table, rule, column)).transpose()?.unwrap_or_default();
        let at = if let Some(column) = column { sheet.at(row, column) } else { sheet.at(row, 0) };
        let own_entry = column.is_some_and(|column| table.seen.across.iter().any(|head| head.column == column));
        Ok(Target {
            asked: Asked::default(),
            place: at,
            table: table.id.clone(),
            area: table.area,
            column: head,
            own_entry,
            hushed: rule.is_some_and(|rule| is_hushed(rule, self.rubric)),
            secret: secrets(table, rule),
        })
    }

    /// The only sheet of this name in the only file of this name; a file beside the corrections goes before others.
    pub(super) fn sheet(&self, asked: &Asked) -> Result<Place, Refused> {
        let files: Vec<&Listed> = self.listed.iter().filter(|file| asked.file.is_empty() || is_called(&file.name, &asked.file)).collect();
        if files.is_empty() {
            return Err(nowhere(
                asked,
                asked.spots.file,
                format!("没有读取过文件“{}”", asked.file),
                format!("no file “{}” was read", asked.file),
            ));
        }
        let mut found: Vec<Place> = files.iter().flat_map(|file| self.sheets(file, &asked.sheet)).collect();
        if found.len() > 1 {
            let folder = |file: &str| file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
            let beside: Vec<Place> = found.iter().filter(|place| folder(&place.file) == folder(&asked.from.file)).cloned().collect();
            found = if beside.is_empty() { found } else { beside };
        }
        match found.as_slice() {
            [only] => Ok(only.clone()),
            [] if asked.sheet.is_empty() => {
                Err(nowhere(asked, asked.spots.file, "文件里没有可更正的工作表", "there is no sheet in it that can be corrected"))
            }
            [] => Err(nowhere(
                asked,
                asked.spots.sheet,
                format!("文件里没有工作表“{}”", asked.sheet),
                format!("there is no sheet “{}” in it", asked.sheet),
            )),
            [first, second, ..] if asked.sheet.is_empty() && found.iter().all(|place| place.file == first.file) => {
                let names: Vec<&str> = found.iter().map(|place| &*place.sheet).collect();
                let problem = nowhere(
                    asked,
                    asked.spots.sheet,
                    format!("文件里有几张工作表（{}），请写明是哪一张", names.join("、")),
                    format!("the file has several sheets ({}): name one", names.join(", ")),
                );
                Err(Box::new(problem.related(first.clone()).related(second.clone())))
            }
            [first, second, ..] => {
                let problem = nowhere(
                    asked,
                    if asked.file.is_empty() { asked.spots.sheet } else { asked.spots.file },
                    "不止一张工作表符合，请写明文件（连同文件夹）和工作表",
                    "several sheets fit: name the file, with its folder, and the sheet",
                );
                Err(Box::new(problem.related(first.clone()).related(second.clone())))
            }
        }
    }

    /// The sheets of a file that are called so; of a file without sheets, itself. Where no sheet is named, those read as tables.
    fn sheets(&self, file: &Listed, asked: &str) -> Vec<Place> {
        let name: Arc<str> = file.name.as_str().into();
        let fits = |(sheet, corrections): &&(String, bool)| match (sheet.is_empty(), asked.is_empty()) {
            (true, true) => true,
            (true, false) => is_called(&file.name, asked),
            (false, true) => !corrections,
            (false, false) => squeeze(sheet) == squeeze(asked),
        };
        let mut found: Vec<Place> = file.sheets.iter().filter(fits).map(|(sheet, _)| Place::sheet(&name, &sheet.as_str().into())).collect();
        if asked.is_empty() {
            found.retain(|place| !file.notes.contains(place));
            let is_read = |place: &Place| self.tables.iter().any(|table| table.place == *place);
            if found.iter().any(is_read) {
                found.retain(is_read);
            }
        }
        found
    }

    fn no_table(&self, asked: &Asked, sheet: &Place) -> Refused {
        let file = self.listed.iter().find(|file| file.name == *sheet.file);
        let of_corrections = file.is_some_and(|file| file.sheets.iter().any(|(name, corrections)| *name == *sheet.sheet && *corrections));
        if of_corrections {
            return refused(asked, "那是更正表本身", "that is the sheet of corrections itself");
        }
        refused(
            asked,
            "这里没有办法所列的表，改了也不影响得分",
            "no table of the rubric was found there, so nothing would be scored otherwise",
        )
    }
}

/// The table and column under this header, or with these letters.
pub(super) fn named<'t>(asked: &Asked, tables: &[&'t Table]) -> Result<(&'t Table, u32), Refused> {
    let wanted = squeeze(&asked.column);
    let mut found: Vec<(&Table, u32)> = Vec::new();
    for table in tables {
        let own = table.seen.taken.iter().filter_map(|taken| if let Whence::Header(head) = &taken.from { Some(head) } else { None });
        let heads = own.chain(&table.seen.across).map(|head| (head.column, head.text.as_str()));
        let heads = heads.chain(table.seen.left_out.iter().map(|left| (left.column, left.text.as_str())));
        found.extend(heads.filter(|(_, text)| reads(text, &wanted)).map(|(column, _)| (*table, column)));
    }
    if let ([], Some(column)) = (found.as_slice(), cells::letters_of(&asked.column)) {
        found =
            tables.iter().filter(|table| (table.area.left..=table.area.right).contains(&column)).map(|table| (*table, column)).collect();
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] if tables.is_empty() => Err(refused(asked, "这里没有办法所列的表", "no table of the rubric was found there")),
        [] => {
            Err(nowhere(asked, asked.spots.cell, format!("没有“{}”这一列", asked.column), format!("there is no column “{}”", asked.column)))
        }
        _ => Err(nowhere(
            asked,
            asked.spots.cell,
            format!("“{}”不止一列，请写明单元格", asked.column),
            format!("several columns are headed “{}”: name the cell", asked.column),
        )),
    }
}

/// Row and column that the line names; a row alone where the whole row is meant or the column is named by its header.
pub(super) fn spot(asked: &Asked) -> Result<(u32, Option<u32>), Refused> {
    let row = cells::row(&asked.row).or_else(|| cells::row(&asked.cell));
    let unread = |zh: String, en: String| nowhere(asked, asked.spots.cell, zh, en);
    if asked.cell.is_empty() && asked.row.is_empty() {
        return Err(unread("没有写明单元格".into(), "no cell is named".into()));
    }
    match (cells::cell(&asked.cell), row) {
        (Some((row, column)), None) => Ok((row, Some(column))),
        (Some((row, column)), Some(also)) if row == also => Ok((row, Some(column))),
        (Some(_), Some(_)) => Err(unread(
            format!("单元格 {} 与行 {} 不一致", asked.cell, asked.row),
            format!("cell {} is not in row {}", asked.cell, asked.row),
        )),
        (None, Some(row)) if asked.removal || !asked.column.is_empty() => Ok((row, None)),
        (None, Some(_)) => Err(unread("没有写明栏目".into(), "no column is named".into())),
        (None, None) => Err(unread(format!("“{}”不是一个单元格", asked.cell), format!("“{}” is not one cell", asked.cell))),
    }
}

/// Whether this is the file: its path, the end of its path, or that without the ending.
fn is_called(name: &str, asked: &str) -> bool {
    let plain = |text: &str| squeeze(&text.replace('\\', "/"));
    let (name, asked) = (plain(name), plain(asked));
    let asked = asked.trim_start_matches("./");
    let bare = name.rsplit_once('.').map_or(name.as_str(), |(bare, _)| bare);
    [name.as_str(), bare].iter().any(|name| name.strip_suffix(asked).is_some_and(|rest| rest.is_empty() || rest.ends_with('/')))
}

/// Whether a header is called so: all of it, its lowest text, or that without what stands in brackets.
fn reads(header: &str, wanted: &str) -> bool {
    let own = [header, header.rsplit_once('/').map_or(header, |(_, lowest)| lowest)];
    own.iter().any(|text| squeeze(text) == wanted || super::super::header::forms_of(text).iter().any(|form| form == wanted))
}

impl Target {
    /// `F12`, or the row.
    pub(super) fn cell(&self) -> String {
        if self.place.column == 0 {
            return self.place.row.to_string();
        }
        cell_name(self.place.row, self.place.column)
    }
}
