//! The package of a workbook while it is packed, part after part.

use std::io::Write;

use rust_xlsxwriter::XlsxError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::base::archive::of_no_system;
use crate::report::book::COMPRESSION;

/// Parts packed as the library for workbooks packs them: no time of their own, and the same level.
pub(super) struct Parcel {
    zip: ZipWriter<StreamWriter<Vec<u8>>>,
    options: SimpleFileOptions,
}

impl Parcel {
    pub fn new() -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(i64::from(COMPRESSION)))
            .unix_permissions(0o600)
            .last_modified_time(DateTime::default());
        Self { zip: ZipWriter::new_stream(Vec::new()), options }
    }

    pub fn put(&mut self, name: &str, xml: &str) -> Result<(), XlsxError> {
        self.zip.start_file(name, self.options)?;
        self.zip.write_all(xml.as_bytes())?;
        Ok(())
    }

    pub fn closed(self) -> Result<Vec<u8>, XlsxError> {
        Ok(of_no_system(self.zip.finish()?.into_inner()))
    }
}
