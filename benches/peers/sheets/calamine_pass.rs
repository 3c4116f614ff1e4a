//! calamine's own streaming pass over the first sheet of a workbook, as a measure for readers that use it: nothing is kept but digests.

use std::process::ExitCode;

use calamine::{DataRef, Reader, Xlsx};

/// Of a column: the sum of its numbers and days, how many texts it has, and their characters.
type Digest = [i64; 3];

/// Digests of all columns below the first row, and how many rows there are.
fn pass(path: &str) -> Result<(u32, Vec<Digest>), calamine::XlsxError> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    let first = workbook.sheet_names().into_iter().next().unwrap_or_default();
    let mut cells = workbook.worksheet_cells_reader(&first)?;
    let (mut digests, mut last): (Vec<Digest>, u32) = (Vec::new(), 0);
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= digests.len() {
            digests.resize(column + 1, [0; 3]);
        }
        last = last.max(row);
        let Some([sum, texts, characters]) = digests.get_mut(column).filter(|_| row > 0) else { continue };
        let length = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        match cell.get_value() {
            DataRef::Int(number) => *sum += number,
            DataRef::Float(number) => *sum += whole(*number),
            DataRef::DateTime(date) => *sum += whole(date.as_f64()),
            DataRef::SharedString(text) => (*texts, *characters) = (*texts + 1, *characters + length(text)),
            DataRef::String(text) => (*texts, *characters) = (*texts + 1, *characters + length(text)),
            DataRef::Bool(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => {}
        }
    }
    Ok((last, digests))
}

#[expect(clippy::cast_possible_truncation, reason = "the numbers of this sheet are whole")]
fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program to be timed")]
fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_default();
    match pass(&path) {
        Ok((rows, digests)) => {
            println!("{{\"rows\": {rows}, \"digests\": {digests:?}}}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
