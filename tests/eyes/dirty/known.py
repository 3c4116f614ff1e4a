"""Variants that differ today, each with its reason; run.py prints it every time, and complains once one no longer differs."""

REASONS = {
    "a month or quarter in which somebody was elected is read as its first day, with a warning, and the row is lost to them": [
        "month-of-a-by-election",
        "quarter-of-a-by-election",
    ],
    "a survey tool's export is not known yet: its lead columns and numbered questions are taken for further headers": [
        "wjx-matrix-new-style",
        "wjx-matrix-old-style",
        "wjx-matrix-with-its-title",
        "wjx-by-number",
        "wjx-question-each",
        "wjx-scored-paper",
        "wjx-one-response-a-ballot",
        "wjx-multiple-choice",
        "wjx-as-downloaded",
        "tencent-survey-utf16",
        "tencent-survey-gbk",
        "tencent-survey-workbook",
        "tencent-document-form",
        "tencent-document-form-other-order",
    ],
    "a header across that is near no roster name is passed over, its rows are accounted as problems, and no problem is told": [
        "plain-matrix-with-another-column",
    ],
    "signature lines that fill several columns, or are a lone date, are still read as rows": [
        "signature-lines",
        "signature-right-under",
    ],
    "an attendance that stands twice counts twice and nothing is said": [
        "attendance-row-twice",
        "attendance-contradicts",
    ],
    "a reception that stands twice counts twice and nothing is said": [
        "reception-row-twice",
    ],
}
KNOWN = {id: reason for reason, ids in REASONS.items() for id in ids}

# Those of them that score differently without an error; any other known one that comes to do so is no longer known.
SILENT = {
    "attendance-row-twice",
    "attendance-contradicts",
    "reception-row-twice",
    "month-of-a-by-election",
    "quarter-of-a-by-election",
}
