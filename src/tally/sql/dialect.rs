//! In what three engines write otherwise: names, texts, patterns, quotients, wide whole numbers.

/// An engine that the plan is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `DuckDB`.
    DuckDb,
    /// Apache `DataFusion`.
    DataFusion,
    /// Apache Spark.
    Spark,
}

impl Dialect {
    /// As the command line writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::DataFusion => "datafusion",
            Self::Spark => "spark",
        }
    }

    /// The name of a table or column.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::DuckDb | Self::DataFusion => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text; in Spark a backslash begins a sign of its own.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb | Self::DataFusion => format!("'{}'", text.replace('\'', "''")),
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// A list of texts, for `IN`.
    pub(super) fn texts<T: AsRef<str>>(self, texts: &[T]) -> String {
        texts.iter().map(|text| self.text(text.as_ref())).collect::<Vec<_>>().join(", ")
    }

    /// The type of texts.
    pub(super) fn text_type(self) -> &'static str {
        match self {
            Self::DuckDb | Self::DataFusion => "VARCHAR",
            Self::Spark => "STRING",
        }
    }

    /// Anything as text.
    pub(super) fn as_text(self, value: &str) -> String {
        format!("CAST({value} AS {})", self.text_type())
    }

    /// Whole numbers of 38 digits, in which sums are added up.
    pub(super) fn wide(self, value: &str) -> String {
        let kind = match self {
            Self::DuckDb => "HUGEINT",
            Self::DataFusion | Self::Spark => "DECIMAL(38, 0)",
        };
        format!("CAST({value} AS {kind})")
    }

    /// Whether the whole text fits a pattern that begins with `^` and ends with `$`.
    pub(super) fn fits(self, value: &str, pattern: &str) -> String {
        let pattern = self.text(pattern);
        match self {
            Self::DuckDb => format!("regexp_matches({value}, {pattern})"),
            Self::DataFusion => format!("regexp_like({value}, {pattern})"),
            Self::Spark => format!("({value} RLIKE {pattern})"),
        }
    }

    /// The quotient of whole numbers, its part behind the point cut off.
    pub(super) fn quotient(self, above: &str, below: &str) -> String {
        match self {
            Self::DuckDb => format!("(({above}) // ({below}))"),
            Self::DataFusion => format!("(({above}) / ({below}))"),
            Self::Spark => format!("(({above}) div ({below}))"),
        }
    }
}
