# Recipes for people who work on duly: `just` lists them. The README's commands need none of this.

# What there is
default:
    @just --list

# Format and lints, as .ci/run asks for them
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Tests that need only Rust
test:
    cargo test

# All tests: also those that need Python, LibreOffice or ../shared
test-all:
    cargo test -- --include-ignored
    cd tests/oracle && python3 -m unittest test_oracle worked

# Everything that must hold before a change is taken; installs what is missing
ci:
    .ci/run

# Documentation of the code, without warnings, opened
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --open

# Benchmarks of reading, tallying, scoring and writing
bench:
    cargo bench

# The sample anew: the same seed gives the same bytes, so nothing changes unless `src/sample` did
sample:
    cargo run -- sample --out sample_data

# One period of the sample, scored
score period="2025-H2":
    cargo run -- score sample_data/{{period}} --rubric rubrics/township.toml --out out

# The worked examples of every rubric
rubrics:
    cargo run -- rubric test rubrics

# The README's picture: the second page of the ranking
picture: score
    soffice --headless --convert-to pdf --outdir out out/ranking.xlsx
    pdftoppm -png -r 100 -f 2 -l 2 -x 30 -y 70 -W 1110 -H 425 -singlefile out/ranking.pdf docs/picture

# Files that ask for far more than they hold: each must end in 0 or 1, within bounds (350 MB of disk)
hostile folder="target/hostile":
    cargo build
    python3 tests/eyes/hostile.py {{folder}}
    python3 tests/eyes/bounds.py target/debug/duly {{folder}}

# The program for Windows under Wine, held against the one for this machine (needs mingw-w64, wine and the target x86_64-pc-windows-gnu)
windows:
    cargo build
    cargo build --target x86_64-pc-windows-gnu
    python3 tests/eyes/windows.py

# Random bytes for the readers, ten minutes for each of four targets (needs cargo-fuzz and a C++ compiler)
fuzz seconds="600":
    python3 fuzz/run.py {{seconds}}

# Licences, sources and unwanted crates (needs cargo-deny)
deny:
    cargo deny check
