"""Worked examples and the readings they must not be taken for: one rubric, several readings.

In: worked/NAME/{rubric.toml, readings.toml, in/PERIOD/*.csv}. A reading of readings.toml has a `name`, what it
changes (`rubric` and `sheets.NAME`: pairs of an old and a new text), `period` where it is not that of the
folders, `previous` (folders of earlier results), a `seed`, and what must come out: `expected.KEY.FIELD`,
`selected.PEER` (how many), `figures.ID`, or `refused = true`.

Fields are name, status, exposure, total, exact, rank, grade, selected, grades-open, vetoes, notices (joined
by a comma) and item.ID, measure.ID, no-value.ID, dimension.ID, part.ID, rank-in.ID (exact). No value is "none".
"""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

WORKED = Path(__file__).resolve().parent / "worked"
FOLDERS = sorted(path.parent for path in WORKED.glob("*/rubric.toml"))


@dataclass
class Reading:
    """One reading of a worked example."""

    folder: Path
    spec: dict

    @property
    def name(self):
        return f"{self.folder.name}: {self.spec['name']}"

    @property
    def refused(self):
        return self.spec.get("refused", False)

    @property
    def period(self):
        return self.spec.get("period") or min(path.name for path in (self.folder / "in").iterdir())

    @property
    def previous(self):
        return [self.folder / one for one in self.spec.get("previous", [])]

    @property
    def seed(self):
        return self.spec.get("seed")

    @property
    def rubric(self):
        return changed((self.folder / "rubric.toml").read_text(encoding="utf-8"), self.spec.get("rubric", []), self.name)

    def stage(self, target):
        """Writes rubric and sheets as this reading has them; returns the input folders."""
        (target / "rubric.toml").write_text(self.rubric, encoding="utf-8")
        shutil.copytree(self.folder / "in", target / "in")
        for sheet, pairs in self.spec.get("sheets", {}).items():
            for path in (target / "in").rglob(f"{sheet}.csv"):
                path.write_text(changed(path.read_text(encoding="utf-8"), pairs, self.name), encoding="utf-8")
        return sorted((target / "in").iterdir())

    def differences(self, results):
        """Texts, one for each figure that does not come out."""
        subjects = {one["key"]: one for one in results["subjects"]}
        for key, fields in self.spec.get("expected", {}).items():
            for field, wanted in fields.items():
                found = field_of(subjects[key], field) if key in subjects else "not there"
                if found != wanted:
                    yield f"{self.name}: {key} {field}: {found}, not {wanted}"
        for peer, wanted in self.spec.get("selected", {}).items():
            found = sum(one["selected"] is True for one in subjects.values() if one["peer"] == peer)
            if found != wanted:
                yield f"{self.name}: {found} selected of {peer}, not {wanted}"
        figures = {one["id"]: one["value"] for one in results["figures"]}
        for ident, wanted in self.spec.get("figures", {}).items():
            if figures.get(ident) != wanted:
                yield f"{self.name}: figure {ident}: {figures.get(ident)}, not {wanted}"


def changed(text, pairs, name):
    for old, new in pairs:
        assert old in text, f"{name}: there is no {old}"
        text = text.replace(old, new)
    return text


def all_readings():
    for folder in FOLDERS:
        with (folder / "readings.toml").open("rb") as file:
            yield from (Reading(folder, spec) for spec in tomllib.load(file)["reading"])


def field_of(subject, field):
    """The value of one field as expected values are written."""
    kind, _, ident = field.partition(".")
    if kind in ("item", "measure", "no-value"):
        found = next((item for item in subject["items"] if item["criterion"] == ident), {})
        value = found.get({"item": "exact"}.get(kind, kind))
    elif kind in ("dimension", "part"):
        value = next((one["exact"] for one in subject[kind + "s"] if one["id"] == ident), None)
    elif kind == "rank-in":
        value = subject["rank-in"].get(ident)
    else:
        value = subject.get(kind)
    if isinstance(value, list):
        return ",".join(value)
    if value is None:
        return "" if kind in ("grades-open", "notices") else "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
