"""Runs every test of the packages, shows each, and closes with their counts."""

import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import installed, named, written
from workshop import Folder, Missing, tidy


def main():
    allow_missing = "--allow-missing" in sys.argv[1:]
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for module in (named, written, installed):
        for name, test in list(vars(module).items()):
            if name.startswith("test_"):
                verdict, line = run(test, name.removeprefix("test_").replace("_", " "), allow_missing)
                counts[verdict] += 1
                print(line, flush=True)
    tidy()
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    sys.exit(1 if counts["failed"] or not counts["passed"] else 0)


def run(test, name, allow_missing):
    try:
        with Folder() as folder:
            test(folder)
        return "passed", f"ok: {name}"
    except Missing as missing:
        if allow_missing:
            return "skipped", f"skipped: {name}: {missing}"
        return "failed", f"FAILED: {name}: {missing} (--allow-missing makes this a skip)"
    except Exception:
        return "failed", f"FAILED: {name}\n{traceback.format_exc()}"


main()
