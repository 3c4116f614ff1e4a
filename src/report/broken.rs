//! Packages that cannot be read.

use crate::base::text::Say;

/// Why a package cannot be read.
#[derive(Debug)]
pub(super) struct Broken(pub Say);

impl Broken {
    pub fn new(zh: &str, en: impl std::fmt::Display) -> Self {
        Self(Say::new(zh, en.to_string()))
    }

    fn because(why: &impl std::fmt::Display) -> Self {
        Self::new(&format!("工作簿的内部结构读不通（{why}）"), format!("its inner structure cannot be read ({why})"))
    }
}

impl From<zip::result::ZipError> for Broken {
    fn from(_: zip::result::ZipError) -> Self {
        Self::new("文件已损坏，打不开", "it is damaged and does not open")
    }
}

impl From<quick_xml::Error> for Broken {
    fn from(error: quick_xml::Error) -> Self {
        Self::because(&error)
    }
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::because(&error)
    }
}
