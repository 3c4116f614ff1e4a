//! What a workbook for the public must not carry: a finished file in, findings out.
//!
//! In: the bytes of an `.xlsx` or `.xlsm`, however it was made, and what may stand in it although it looks private (the office's own
//! telephone). Out: problems, each at its cell. It looks at every part of the package, not only at what is seen: hidden rows, columns
//! and sheets, white on white, comments, properties, caches. It knows no rubric and changes nothing.

mod ballots;
mod beside;
mod cells;
mod looks;
mod numbers;
mod parts;
mod private;
mod runs;
mod spots;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::place::Place;
use crate::base::problem::{in_order, Fault, Problem};
use crate::base::text::Say;
use crate::report::broken::Broken;
use crate::report::package::Package;
use crate::tally::FEWEST_TOLD;

use self::cells::Grid;
use self::private::Allowed;

/// Everything in this workbook that should not be published; `file` is its name in problems.
pub fn scan(file: &str, bytes: &[u8], allowed: &[String]) -> Vec<Problem> {
    let scan = Scan { file: Place::file(file), allowed: Allowed::new(allowed) };
    let unread = |why| vec![Problem::new(Fault::FileUnreadable { why }, scan.file.clone(), "")];
    let found = match scan.whole(bytes) {
        Ok(Some(found)) => found,
        Ok(None) => unread(Say::new("只能检查 xlsx 和 xlsm", "only xlsx and xlsm can be scanned")),
        Err(Broken(why)) => unread(why),
    };
    in_order(found.into_iter().map(|problem| scan.masked(problem)).collect())
}

struct Scan {
    file: Place,
    allowed: Allowed,
}

impl Scan {
    /// None where it is no workbook of XML parts. A part that cannot be read is told, and the others are looked at all the same.
    fn whole(&self, bytes: &[u8]) -> Result<Option<Vec<Problem>>, Broken> {
        let Some(mut package) = Package::open(bytes)? else { return Ok(None) };
        let mut found = Vec::new();
        let workbook = package.workbook().to_owned();
        let related = self.read(&workbook, package.relations(&workbook), &mut found);
        let part = |kind: &str| related.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
        let (styles, shared) = (part("styles").unwrap_or_default(), part("sharedStrings").unwrap_or_default());
        // What could not be read as what it is, is looked through as text with the other parts.
        let (mut used, mut seen) = (BTreeSet::new(), BTreeMap::from([(workbook, self.file.clone())]));
        let looks = package.text(&styles).and_then(|text| looks::read(text.as_deref()));
        seen.extend(looks.is_ok().then(|| (styles.clone(), self.file.clone())));
        let looks = self.read(&styles, looks, &mut found);
        let strings = package.text(&shared).and_then(|text| cells::strings(text.as_deref()));
        seen.extend(strings.is_ok().then(|| (shared.clone(), self.file.clone())));
        let strings = self.read(&shared, strings, &mut found);
        parts::whole(self, &mut package, &mut found)?;
        for (name, part) in package.sheets()? {
            let place = Place { sheet: name.as_str().into(), ..self.file.clone() };
            let Some(text) = self.read(&part, package.text(&part), &mut found) else { continue };
            let grid = cells::read(&text, &strings, &mut used).map(Some);
            let Some(grid) = self.read(&part, grid, &mut found) else { continue };
            found.extend(self.sheet(&place, &grid, &looks));
            found.extend(self.private(&name, &place));
            parts::comments(self, &mut package, &part, &place, &mut found);
            seen.insert(part, place);
        }
        // Texts that no cell shows are still in the file.
        let left = strings.iter().enumerate().filter(|(index, _)| !used.contains(index));
        found.extend(left.flat_map(|(_, string)| self.private(&string.text, &self.file)));
        parts::others(self, &mut package, &seen, &mut found);
        Ok(Some(found))
    }

    /// What was read of a part; nothing, and a problem that says which part it is, where it cannot be read.
    fn read<T: Default>(&self, part: &str, read: Result<T, Broken>, found: &mut Vec<Problem>) -> T {
        read.unwrap_or_else(|Broken(why)| {
            let why = Say::new(private::masked(&why.zh, &self.allowed), private::masked(&why.en, &self.allowed));
            found.push(Problem::new(Fault::PublicPart { why }, self.file.clone(), part));
            T::default()
        })
    }

    /// Neither properties and names nor the name of a sheet give away what is found in them.
    fn masked(&self, problem: Problem) -> Problem {
        let sheet = private::masked(&problem.place.sheet, &self.allowed).into();
        let found = private::masked(&problem.found, &self.allowed);
        Problem { place: Place { sheet, ..problem.place }, found, ..problem }
    }

    fn sheet(&self, place: &Place, grid: &Grid, looks: &looks::Looks) -> Vec<Problem> {
        let mut found = Vec::new();
        for cell in &grid.cells {
            let at = place.at(cell.row, cell.column);
            found.extend(self.private(&cell.text, &at));
            if let Some(what) = grid.hides(cell) {
                found.push(hidden(what, at.clone(), ""));
            } else if cell.white || looks.is_unseen(cell.style) {
                found.push(hidden(
                    Say::new(
                        "看不见的字（字与底同色，或格式不显示）",
                        "a text that is not seen (as white as its ground, or of a format that shows nothing)",
                    ),
                    at,
                    "",
                ));
            }
        }
        let small = ballots::small(&grid.cells);
        found.extend(
            small
                .into_iter()
                .map(|cell| Problem::new(Fault::PublicCount { fewest: FEWEST_TOLD }, place.at(cell.row, cell.column), cell.text.clone())),
        );
        found
    }

    /// What is private in a text, unless it may stand there.
    fn private(&self, text: &str, place: &Place) -> Vec<Problem> {
        let found = private::find(text).into_iter().filter(|one| !self.allowed.holds(&one.found));
        let mut told: Vec<Problem> =
            found.map(|one| Problem::new(Fault::PublicPrivate { what: one.kind.say() }, place.clone(), one.masked())).collect();
        // Once of each kind: the whole cell is to be looked at.
        told.dedup_by(|one, before| one.fault == before.fault);
        told
    }
}

fn hidden(what: Say, place: Place, found: &str) -> Problem {
    Problem::new(Fault::PublicHidden { what }, place, found)
}
