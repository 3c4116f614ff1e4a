//! The figures of a year's work report, as a document to go on writing in: `.docx`, and Markdown.
//!
//! In: scored periods, the last one reported, the one before it set beside; a template in Markdown with figures in
//! braces. Out: a document. A figure that nobody recorded is a marked gap, never a number.

mod bars;
mod docx;
mod facts;
mod fill;
mod markdown;
mod picture;
#[cfg(test)]
mod tests;

pub use self::facts::{Facts, Gap};
use self::fill::filled;
use super::comparison::Part;
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

/// The document's bytes, and the figures that the template asks for and nobody recorded.
pub fn year(parts: &[Part], as_of: Day, template: &str, document: Document) -> Result<(Vec<u8>, Vec<Gap>), ReportError> {
    let facts = Facts::of(parts, as_of);
    let (blocks, gaps) = filled(template, &facts);
    let bytes = match document {
        Document::Markdown => markdown::markdown(&blocks).into_bytes(),
        Document::Docx => docx::docx(&blocks, &facts).map_err(|why| ReportError { file: "report.docx", why })?,
    };
    Ok((bytes, gaps))
}
