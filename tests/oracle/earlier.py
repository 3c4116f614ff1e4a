"""Results of earlier periods, as results.json files tell them."""

import hashlib
import json
from pathlib import Path


def read_earlier(folders):
    return [json.loads((Path(folder) / "results.json").read_text(encoding="utf-8")) for folder in folders]


def write_manifest(folder):
    """Writes the manifest that the program asks for beside earlier results."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    rubric = results["rubric"]
    written = hashlib.sha256((folder / "results.json").read_bytes()).hexdigest()
    manifest = {
        "schema": "duly.manifest/1",
        "program": {"name": "duly", "version": "0"},
        "period": results["period"]["id"],
        "as-of": results["period"]["to"],
        "draft": False,
        "seed": None,
        "rubric": {"path": "rubric.toml", "id": rubric["id"], "version": rubric["version"], "sha256": rubric["sha256"]},
        "inputs": [],
        "unread": [],
        "previous": [],
        "stopped": [],
        "outputs": [{"path": "results.json", "sha256": written}],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
