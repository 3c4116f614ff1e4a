//! `duly sample`: an invented office's workbooks.

use super::args::{SampleArgs, SampleFormat};
use super::show::Show;
use super::Exit;
use crate::base::place::slashed;
use crate::run::{Failure, Stage};
use crate::sample::{nation, write, Format, Options};

pub(super) fn sample(options: &SampleArgs, show: &mut Show) -> Result<Exit, Failure> {
    let format = match options.format {
        SampleFormat::Xlsx => Format::Xlsx,
        SampleFormat::Csv => Format::Csv,
        SampleFormat::Parquet => Format::Parquet,
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
    let planted = options.dirt > 0 || options.oddities;
    if options.format == SampleFormat::Parquet && planted {
        let why = "--dirt、--oddities 不用于 parquet / --dirt and --oddities are not for parquet";
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, why).into());
    }
    let files = if options.format == SampleFormat::Parquet {
        nation::write(&wanted, &options.out, 0, &mut |done, all| show.progress(Stage::Rank(done, all)))?
    } else {
        write(&wanted, &options.out)?
    };
    show.finish_progress();
    let written: Vec<String> = files.iter().map(|path| slashed(path)).collect();
    show.say(
        &format!("已写出 {} 个文件到 {}", written.len(), options.out.display()),
        &format!("{} files written to {}", written.len(), options.out.display()),
    );
    show.json_summary("sample", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}
