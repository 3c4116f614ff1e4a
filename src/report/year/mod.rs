//! The figures of a year's work report, as a document to go on writing in: `.docx`, and Markdown.
//!
//! In: scored periods, each perhaps of several folders, the last one reported, the one before it set beside; a template in
//! Markdown with figures in braces. Out: a document. A figure that nobody recorded is a marked gap, never a number, and so is
//! one on which two folders of a period do not agree.

mod bars;
mod docx;
mod facts;
mod fill;
mod markdown;
mod parts;
mod picture;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use self::facts::{Differing, Facts, Gap};
use self::fill::filled;
use super::taken::PeriodParts;
use super::ReportError;
use crate::base::period::Day;
use crate::base::text::Language;

/// The template that comes with the program, in the office's language.
pub fn template(language: Language) -> &'static str {
    match language {
        Language::Chinese => include_str!("template.zh.md"),
        Language::English => include_str!("template.en.md"),
    }
}

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// Word.
    Docx,
    /// Markdown.
    Markdown,
}

/// A document, and what is to be told of it.
#[derive(Debug, Clone)]
pub struct Written {
    /// The document.
    pub bytes: Vec<u8>,
    /// The figures that the template asks for and nobody recorded.
    pub gaps: Vec<Gap>,
    /// The figures on which folders of one period do not agree.
    pub differing: Vec<Differing>,
}

/// The report of the last of these periods, which must have a main folder.
pub fn year(periods: &[PeriodParts], as_of: Day, template: &str, document: Document) -> Result<Written, ReportError> {
    let facts = Facts::of(periods, as_of);
    let (blocks, gaps) = filled(template, &facts);
    let bytes = match document {
        Document::Markdown => markdown::markdown(&blocks).into_bytes(),
        Document::Docx => docx::docx(&blocks, &facts).map_err(|why| ReportError { file: "report.docx", why })?,
    };
    Ok(Written { bytes, gaps, differing: facts.differing })
}
