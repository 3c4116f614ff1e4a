"""Who is assessed, and which row is whose: subjects, terms, names. Knows no points."""

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from choosing import holds_for
from exact import Fault, fold
from spans import Period, exposure, in_office, serves
from tables import Reader, Row, split_names


@dataclass
class Subject:
    """A row of the roster in office for some part of the period."""

    key: str
    name: str
    values: dict
    peer: str
    groups: dict
    exposure: Fraction
    term: tuple
    folder: str = ""


@dataclass
class Entry:
    """One row as it concerns one subject."""

    row: Row
    role: str | None = None
    position: int = 1
    signers: int = 1
    outside_term: bool = False
    linked: bool | str | list | None = None


@dataclass
class Evidence:
    """All that was read: subjects, their entries by table, source rows by table."""

    subjects: list
    period: Period
    entries: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)
    all_rows: dict = field(default_factory=dict)

    def of(self, subject, tables):
        return [entry for table in tables for entry in self.entries.get((table, subject.key), [])]


def gather(rubric, sheets, period, fill=lambda ident, rows: rows):
    """Reads every table and gives each entry to its subject; `fill` writes into the rows of a table what is made."""
    about = rubric["rubric"]["subject"]
    specs = rubric["tables"]
    roster = Reader(about["table"], specs[about["table"]], period, set()).rows(sheets)
    roster = [row for row in roster if holds_for(specs[about["table"]].get("where", {}), row)]
    newest = {key_of(about, row): row for row in roster}
    everyone = [subject_of(rubric, row, period) for row in newest.values()]
    people = People(about, everyone, period.first)
    evidence = Evidence([subject for subject in everyone if serves(subject.term, period)], period)
    for ident, spec in specs.items():
        if spec.get("made"):
            continue
        if ident == about["table"]:
            rows = list(newest.values())
        else:
            rows = Reader(ident, spec, period, set(people.by_name)).rows(sheets)
        rows = evidence.all_rows[ident] = fill(ident, rows)
        rows = [row for row in rows if in_period(row, period)]
        evidence.sources[ident] = [row for row in rows if holds_for(spec.get("where", {}), row)]
        for row in rows:
            for subject, entry in people.entries(spec, row):
                if holds_for(spec.get("where", {}), row, entry):
                    evidence.entries.setdefault((ident, subject.key), []).append(entry)
    return evidence


def in_period(row, period):
    if row.carried:
        return True
    if row.date is not None:
        return row.date in period
    return row.folder_period is None or period.covers(row.folder_period)


def key_of(about, row):
    return "/".join(as_text(row.values.get(column)) for column in about["key"])


def as_text(value):
    return "" if value is None else str(value)


def told(rubric, row, column):
    """What a roster cell says; a word as the rubric writes it first."""
    value = row.values.get(column)
    words = rubric["tables"][row.table]["columns"][column].get("words", {})
    return words[value][0] if value in words else as_text(value)


def subject_of(rubric, row, period):
    head = rubric["rubric"]
    about = head["subject"]
    columns = about.get("term", {})
    start, end, pause, resume = (
        row.values.get(columns.get(word)) for word in ("from", "to", "pause", "resume")
    )
    term = (start or date.min, end or date.max, pause, resume or date.max)
    return Subject(
        key=key_of(about, row),
        name=row.values[about["name"]],
        values=row.values,
        peer="/".join(filter(None, (told(rubric, row, column) for column in head.get("peers", [])))),
        groups={column: told(rubric, row, column) for column in head.get("groups", [])},
        exposure=exposure(term, period, head.get("exposure", "days")),
        term=term,
        folder=row.folder,
    )


def key_alone(spec):
    """The column that alone tells whose row it is, where no column has names."""
    kinds = {ident: column["type"] for ident, column in spec["columns"].items() if ident != "rater"}
    names = any(kind in ("name", "names") for kind in kinds.values())
    return None if names else next((ident for ident, kind in kinds.items() if kind == "key"), None)


class People:
    """Finds the subjects a name in a row stands for."""

    def __init__(self, about, subjects, first):
        self.about, self.first = about, first
        self.by_key = {subject.key: subject for subject in subjects}
        self.by_name = {}
        for subject in subjects:
            self.by_name.setdefault(fold(subject.name), []).append(subject)

    def entries(self, spec, row):
        """Pairs of subject and entry, one for each naming of a subject in the row."""
        if row.table == self.about["table"]:
            yield self.by_key[key_of(self.about, row)], Entry(row)
            return
        key = key_alone(spec)
        if key:
            subject = self.by_key.get(row.values.get(key))
            if subject:
                position, signers = (int(row.values.get(ident) or 1) for ident in ("position", "signers"))
                outside = row.date is not None and not in_office(subject.term, row.date)
                yield subject, Entry(row, row.values.get("role"), position, signers, outside)
            return
        namings = list(self.namings(spec, row))
        signing = [naming for naming in namings if naming[1] in ("lead", "joint")]
        signing.sort(key=lambda naming: naming[1] == "joint")
        order = list(dict.fromkeys(self.identity(name, row) for name, _ in signing))
        signers = max(1, len(order) + self.unnamed(spec, row))
        for name, role in namings:
            identity = self.identity(name, row)
            position = order.index(identity) + 1 if identity in order else 1
            day = row.date and max(row.date, self.first)
            for subject in self.find(name, row, spec):
                if spec.get("self", "exclude") == "exclude" and self.rates_self(row, subject):
                    continue
                outside = day is not None and not in_office(subject.term, day)
                yield subject, Entry(row, role, position, signers, outside)

    @staticmethod
    def namings(spec, row):
        """Each name in the row with its role, in the order of the rubric's columns."""
        for ident, column in spec["columns"].items():
            text = row.values.get(ident)
            if text is None or ident == "rater":
                continue
            if column["type"] == "name":
                yield text, column.get("role")
            elif column["type"] == "names":
                names, people = split_names(text)
                if people > len(names) and column.get("role") not in ("lead", "joint"):
                    raise Fault(f"{text} leaves out names")
                for name in names:
                    yield name, column.get("role")

    @staticmethod
    def unnamed(spec, row):
        """Signers that "等5人" counts and no one names."""
        more = 0
        for ident, column in spec["columns"].items():
            if column["type"] == "names" and column.get("role") in ("lead", "joint"):
                names, people = split_names(row.values.get(ident) or "")
                more += people - len(names)
        return more

    def identity(self, name, row):
        """What makes two namings in one row the same person."""
        bare, _ = parted(name)
        known = self.matching(name, row)
        return known[0].name + known[0].key if known else fold(bare) + fold(name)

    def rates_self(self, row, subject):
        rater = row.values.get("rater")
        return rater is not None and subject.key in {found.key for found in self.matching(rater, row)}

    def find(self, name, row, spec):
        keys = [ident for ident, column in spec["columns"].items() if column["type"] == "key"]
        given = next((row.values[ident] for ident in keys if row.values.get(ident)), None)
        if given is not None:
            return [self.by_key[given]] if given in self.by_key else []
        found = self.matching(name, row)
        mandate = self.about.get("mandate")
        if len(found) > 1 and mandate is None:
            raise Fault(f"two subjects are called {name}")
        wanted = row.values.get(mandate) if mandate else None
        if len(found) > 1 and wanted is not None:
            found = [subject for subject in found if subject.values.get(mandate) == wanted]
        return found

    def matching(self, name, row):
        """Roster rows a name fits, those of its folder first, its note in brackets considered."""
        bare, note = parted(name)
        found = self.by_name.get(fold(bare), [])
        found = [subject for subject in found if subject.folder == row.folder] or found
        if note and len(found) > 1:
            columns = self.about.get("tell-apart", [])
            noted = [
                subject
                for subject in found
                if any(fold(as_text(subject.values.get(column))) == fold(note) for column in columns)
            ]
            found = noted or found
        mandate = self.about.get("mandate")
        values = {subject.values.get(mandate) for subject in found}
        if mandate and len(values) < len(found):
            raise Fault(f"two subjects are called {name}")
        return found


def parted(name):
    """ "王伟（东村）" as name and note."""
    found = re.fullmatch(r"(.+?)\s*[（(](.+?)[）)]\s*", name)
    return (found[1], found[2]) if found else (name, None)
