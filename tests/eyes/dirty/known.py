"""Variants that differ today, each with its reason; run.py prints it every time, and complains once one no longer differs."""

REASONS = {}
KNOWN = {id: reason for reason, ids in REASONS.items() for id in ids}

# Those of them that score differently without an error; any other known one that comes to do so is no longer known.
SILENT = set()
