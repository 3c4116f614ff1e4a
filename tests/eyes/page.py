"""The page that `duly report` writes, used as a person uses it, at the width of a desk and of a telephone.

    python3 page.py INTERNAL.html PUBLIC.html RESULTS.json [FOLDER FOR PICTURES]

RESULTS.json is that of the last period. Prints what is wrong; exit 1 on anything.
"""

import json
import sys
from pathlib import Path

from browser import Browser

WIDTHS = {"desk": (1280, 900), "telephone": (390, 844)}
ROWS = "return [...document.querySelectorAll('#list tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"
TYPE = """
const box = document.getElementById('search');
box.value = arguments[0];
box.dispatchEvent(new Event('input'));
"""
# A column's heading by its text.
SORT = """
const heads = [...document.querySelectorAll('#list thead button')];
heads.find((head) => head.textContent === arguments[0]).click();
"""
OPEN = """
const names = [...document.querySelectorAll('#list button.who')];
names.find((name) => name.textContent === arguments[0]).click();
return document.getElementById('ledger').open;
"""
LEDGER = "return document.querySelector('#ledger div').innerText"
CLOSE = "document.getElementById('close').click(); return document.getElementById('ledger').open"
# Whether anything sticks out of the page, tables that scroll by themselves apart.
WIDER = "return document.documentElement.scrollWidth - window.innerWidth"
CHARTS = "return document.querySelectorAll('main svg').length"
# Lines of the trends by their names, and rows of the tables of means.
DRAWN = "return document.querySelectorAll('#trend text.end').length"
MEANS = "return document.querySelectorAll('#groups table tbody tr').length"
HEADS = "return [...document.querySelectorAll('#list thead th')].map((head) => head.getAttribute('aria-sort'))"


# Where a head holds a button, or its table scrolls, browsers print it on the first page only.
PRINTED = """
const style = (chosen, key) => getComputedStyle(document.querySelector(chosen))[key];
return [style('#list thead', 'display'), style('#list thead', 'breakInside'), style('#list thead button', 'display'), style('.wide', 'overflowX')];
"""
REPEATED = ["table-header-group", "avoid", "contents", "visible"]


def main(internal, public, results, pictures=None):
    with open(results, encoding="utf-8") as file:
        subjects = json.load(file)["subjects"]
    wrong = []
    with Browser() as browser:
        for name, size in WIDTHS.items():
            browser.size(*size)
            shot = lambda what: pictures and browser.shot(Path(pictures) / f"{what}-{name}.png")
            for what, page, check in (("internal", internal, of_the_office), ("public", public, of_everybody)):
                browser.open(page)
                shot(what)
                said = [*check(browser, subjects, shot), *in_general(browser, page)]
                wrong += [f"{what} at {name}: {text}" for text in said]
    print("\n".join(wrong))
    return 1 if wrong else 0


def in_general(browser, page):
    """Nothing asked for but the file itself, nothing complained of, nothing sticking out."""
    own = Path(page).resolve().as_uri()
    yield from (f"asks for {url[:90]}" for url in browser.requests() if url != own and not url.startswith("data:"))
    yield from (f"the console says {text}" for text in browser.complaints())
    wider = browser.run(WIDER)
    if wider > 0:
        yield f"{wider} pixels wider than the screen"
    browser.cdp("Emulation.setEmulatedMedia", {"media": "print"})
    yield from expect("heads on paper", browser.run(PRINTED), REPEATED)
    browser.cdp("Emulation.setEmulatedMedia", {"media": ""})


def of_the_office(browser, subjects, shot):
    """Everybody, with search, sorting and ledgers."""
    yield from expect("rows", len(browser.run(ROWS)), len(subjects))
    wanted = next(one for one in subjects if one["rank"] == 3)
    browser.run(TYPE, wanted["name"])
    found = browser.run(ROWS)
    same = sum(1 for one in subjects if wanted["name"] in one["name"])
    yield from expect(f"found for {wanted['name']}", len(found), same)
    browser.run(TYPE, "nobody of this name")
    yield from expect("found for nobody", browser.run(ROWS), [])
    browser.run(TYPE, "")
    by_name = {one["name"]: one for one in subjects}
    for label, key, down in (("总分", "total", False), ("总分", "total", True)):
        browser.run(SORT, label)
        values = [float(text) for row in browser.run(ROWS) for text in row if is_points(text)]
        yield from expect(f"{label} sorted", values, sorted(values, reverse=down))
        yield from expect("sorted columns", sum(sort != "none" for sort in browser.run(HEADS)), 1)
    yield from expect("totals", len(values), sum(one["total"] is not None for one in subjects))
    yield from expect("opened", browser.run(OPEN, wanted["name"]), True)
    shot("ledger")
    told = browser.run(LEDGER)
    for item in by_name[wanted["name"]]["items"]:
        if item["points"] is not None and item["points"] not in told:
            yield f"the ledger of {wanted['name']} lacks {item['points']} of {item['criterion']}"
    yield from expect("total in the ledger", wanted["total"] in told, True)
    yield from expect("open after closing", browser.run(CLOSE), False)
    yield from expect("groups drawn over the periods", browser.run(DRAWN), browser.run(MEANS))
    if browser.run(CHARTS) < 3:
        yield "there are fewer than three charts"


def of_everybody(browser, subjects, _):
    """Those proposed, by name and grade, and nothing else of anybody."""
    rows = browser.run(ROWS)
    proposed = sorted(one["name"] for one in subjects if one["selected"] is True)
    shown = sorted(cell for row in rows for cell in row if cell in {one["name"] for one in subjects})
    yield from expect("names", shown, proposed)
    source = browser.run("return document.documentElement.outerHTML")
    others = {one["name"] for one in subjects if one["selected"] is not True} - set(proposed)
    yield from (f"{name} is in the file" for name in sorted(others) if f'"{name}"' in source)
    yield from (f"{one['name']}'s key is in the file" for one in subjects if f'"{one["key"]}"' in source)
    yield from expect("ledgers", browser.run("return document.querySelectorAll('button.who').length"), 0)


def is_points(text):
    whole, point, part = text.partition(".")
    return point == "." and whole.isdigit() and len(part) == 2


def expect(what, found, wanted):
    if found != wanted:
        yield f"{what}: {found} and not {wanted}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
