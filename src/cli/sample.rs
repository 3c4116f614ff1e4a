//! `duly sample`: an invented office's workbooks.

use super::args::{SampleArgs, SampleFormat};
use super::show::Show;
use super::Exit;
use crate::base::place::slashed;
use crate::run::Failure;
use crate::sample::{write, Format, Options};

pub(super) fn sample(options: &SampleArgs, show: &mut Show) -> Result<Exit, Failure> {
    let format = match options.format {
        SampleFormat::Xlsx => Format::Xlsx,
        SampleFormat::Csv => Format::Csv,
    };
    let wanted = Options {
        subjects: options.subjects,
        congresses: options.congresses,
        periods: options.periods,
        seed: options.seed,
        format,
        dirt_per_mille: options.dirt,
        oddities: options.oddities,
    };
    let files = write(&wanted, &options.out)?;
    let written: Vec<String> = files.iter().map(|path| slashed(path)).collect();
    show.say(
        &format!("已写出 {} 个文件到 {}", written.len(), options.out.display()),
        &format!("{} files written to {}", written.len(), options.out.display()),
    );
    show.json_summary("sample", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}
