"""Results of earlier periods, as results.json files tell them."""

import json
from pathlib import Path


def read_earlier(folders):
    return [json.loads((Path(folder) / "results.json").read_text(encoding="utf-8")) for folder in folders]
