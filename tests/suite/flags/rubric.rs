//! A small rubric with every column that the checks look at.

/// Its text.
pub(super) const RUBRIC: &str = r#"
[rubric]
id = "signs"
name = "signs"
version = "1"
locale = "en"
in-force = { from = 2010-01-01 }
peers = ["level"]
subject = { table = "roster", name = "name", key = ["card"], mandate = "level" }
[tables.roster]
sheet = ["roster"]
columns.card = { header = ["card"], type = "text" }
columns.name = { header = ["name"], type = "text" }
columns.level = { header = ["level"], type = "text" }
[tables.suggestions]
sheet = ["suggestions"]
optional = true
columns.title = { header = ["title"], type = "text" }
columns.content = { header = ["content"], type = "text", optional = true }
columns.date = { header = ["date"], type = "date" }
columns.level = { header = ["level"], type = "text", optional = true }
columns.lead = { header = ["lead"], type = "name", role = "lead" }
columns.joint = { header = ["joint"], type = "names", role = "joint", optional = true }
[tables.activities]
sheet = ["activities"]
optional = true
where = { state = "verified" }
columns.date = { header = ["date"], type = "date" }
columns.place = { header = ["place"], type = "text", optional = true }
columns.half = { header = ["part of day"], type = "text", optional = true }
columns.signed = { header = ["signed in"], type = "text", optional = true }
columns.days = { header = ["days"], type = "number", optional = true }
columns.level = { header = ["level"], type = "text", optional = true }
columns.member = { header = ["people"], type = "names" }
columns.state = { header = ["state"], type = "word", words = { verified = ["yes"], reported = ["no"] } }
[tables.marks]
sheet = ["marks"]
optional = true
across = "delegate"
cell = "mark"
columns.rater = { header = ["rater"], type = "name" }
columns.delegate = { from = "header", type = "name" }
columns.mark = { type = "number", between = [0, 100], blank = "ignore" }
[tables.receptions]
sheet = ["receptions"]
optional = true
columns.station = { header = ["station"], type = "text" }
columns.date = { header = ["date"], type = "date" }
columns.delegate = { header = ["people"], type = "names" }
columns.visits = { header = ["visits"], type = "number" }
[tables.stations]
sheet = ["stations"]
optional = true
columns.station = { header = ["station"], type = "text" }
columns.opened-on = { header = ["opened on"], type = "date", optional = true }
columns.visits = { header = ["visits"], type = "number", optional = true }
columns.cases = { header = ["cases"], type = "number", optional = true }
columns.received = { header = ["received"], type = "number", optional = true }
columns.solved = { header = ["solved"], type = "number", optional = true }
columns.passed = { header = ["passed"], type = "number", optional = true }
columns.opened = { header = ["days open"], type = "number", optional = true }
columns.planned = { header = ["days planned"], type = "number", optional = true }
[dimensions.all]
name = "all"
[criteria.suggestions]
name = "suggestions"
clause = "1"
dimension = "all"
from = "suggestions"
measure = "count"
points = { each = 2 }
cap = 6
examples = [{ why = "one", rows = [{ title = "x", role = "lead", signers = 1 }], points = 2 }]
[criteria.activities]
name = "activities"
clause = "2"
dimension = "all"
from = "activities"
measure = "count"
points = { each = 1 }
examples = [{ why = "one", rows = [{ state = "verified" }], points = 1 }]
[criteria.marks]
name = "marks"
clause = "3"
dimension = "all"
from = "marks"
measure = { mean = "mark" }
none = "not-required"
points = { each = 1 }
examples = [{ why = "one", rows = [{ mark = 3 }], points = 3 }]
"#;
