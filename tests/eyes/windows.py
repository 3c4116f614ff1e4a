"""Runs the program built for Windows under Wine, and holds its files against those of the program built for this machine.

    rustup target add x86_64-pc-windows-gnu
    cargo build --target x86_64-pc-windows-gnu && cargo build
    python3 tests/eyes/windows.py

Needs Debian's packages gcc-mingw-w64-x86-64, g++-mingw-w64-x86-64 and wine. Checked, in folders with Chinese names: the same bytes of
every output; each program verifies what the other one made; a workbook that another program holds open stops the run with code 2, and
no file is touched. Older Wines lack `bcryptprimitives.dll`, which Rust's library asks for random numbers; a stand-in is built for them.
Wine is no Windows: what consoles and Excel make of it is not seen here.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T length) { return SystemFunction036(to, (ULONG)length); }
"""
HOLDER = """
#include <windows.h>
int wmain(int count, wchar_t **words) {
    HANDLE held = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, 0, OPEN_EXISTING, 0, 0);
    HANDLE told = CreateFileW(words[2], GENERIC_WRITE, 0, 0, CREATE_ALWAYS, 0, 0);
    CloseHandle(told);
    Sleep(120000);
    return held == INVALID_HANDLE_VALUE;
}
"""
NAMED = "结果 下半年"


def compiled(source, out, *more):
    source_file = out.with_suffix(".c")
    source_file.write_text(source, encoding="utf-8")
    subprocess.run(["x86_64-w64-mingw32-gcc", *more, "-o", out, source_file, "-ladvapi32"], check=True)


def run(command, folder):
    """Exit code and what it says; Wine's own complaints are left out."""
    environment = {**os.environ, "WINEDEBUG": "-all", "LANG": "C.UTF-8"}
    done = subprocess.run([*map(str, command)], cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False)
    return done.returncode, done.stdout + done.stderr


def hashes(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def score(program, folder, out):
    inputs = pathlib.PurePath("样本") / "2025-H2"
    return run([*program, "score", inputs, "--rubric", "township", "--out", out, "--lang", "zh"], folder)


def held_open(wine, folder, out):
    """A run while another program holds one of its outputs open."""
    compiled(HOLDER, folder / "holder.exe", "-municode")
    before = hashes(folder / out)
    environment = {**os.environ, "WINEDEBUG": "-all"}
    holder = subprocess.Popen(["wine", "./holder.exe", f"{out}\\ranking.xlsx", "held"], cwd=folder, env=environment)
    try:
        while not (folder / "held").exists():
            time.sleep(0.1)
        code, said = score(wine, folder, out)
    finally:
        holder.kill()
        subprocess.run(["wineserver", "-k"], check=False)
    assert code == 2 and "ranking.xlsx" in said, f"held open: {code}\n{said}"
    assert hashes(folder / out) == before, "held open: files were touched"
    print("a workbook held open: code 2, nothing touched")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--windows", type=pathlib.Path, default=TARGET / "x86_64-pc-windows-gnu" / "debug" / "duly.exe")
    parser.add_argument("--program", type=pathlib.Path, default=TARGET / "debug" / "duly")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "人大 办公室"
        folder.mkdir()
        shutil.copytree(PROJECT / "sample_data", folder / "样本")
        shutil.copy(given.windows, folder / "duly.exe")
        compiled(RANDOM, folder / "bcryptprimitives.dll", "-shared")
        wine, here = ["wine", "./duly.exe"], [given.program.resolve()]
        for program, out in ((wine, NAMED), (here, "here")):
            code, said = score(program, folder, out)
            assert code == 0, f"{program}: {code}\n{said}"
        ours, theirs = hashes(folder / "here"), hashes(folder / NAMED)
        differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
        assert not differing, f"other bytes: {differing}"
        print(f"the same bytes of {len(ours)} files")
        for program, out in ((wine, "here"), (here, NAMED)):
            code, said = run([*program, "verify", out], folder)
            assert code == 0, f"verify {out}: {code}\n{said}"
        print("each verifies what the other made")
        held_open(wine, folder, NAMED)


if __name__ == "__main__":
    main()
