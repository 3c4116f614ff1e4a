"""Variants that differ today, each with its reason; run.py prints it every time, and complains once one no longer differs."""

REASONS = {
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
    "a second table on a sheet is not found yet": [
        "tables-above-one-another",
        "tables-side-by-side",
    ],
    "lines after the data that fill several columns (signatures, rates) are still read as rows": [
        "totals-in-the-name-column",
        "signature-lines",
        "signature-right-under",
    ],
    "a title behind a name makes the person one from outside, with a warning": [
        "titles-glued-on",
    ],
    "a range of days is refused, though every day of it lies in the period": [
        "days-from-to",
    ],
    "the problem names the two rows, not the two cells": [
        "key-of-two-people",
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
SILENT = {"titles-glued-on", "attendance-row-twice", "attendance-contradicts", "reception-row-twice"}
