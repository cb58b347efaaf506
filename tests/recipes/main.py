"""Runs every test of the recipes, tells each, and closes with their counts."""

import sys
import traceback

import github, hosts, life, static
from world import Missing, World


def main():
    allow_missing = "--allow-missing" in sys.argv[1:]
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for module in (static, github, hosts, life):
        for name, test in vars(module).items():
            if not name.startswith("test_"):
                continue
            verdict, line = run(test, name.removeprefix("test_").replace("_", " "), allow_missing)
            counts[verdict] += 1
            print(line, flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    sys.exit(1 if counts["failed"] or not counts["passed"] else 0)


def run(test, name, allow_missing):
    try:
        with World() as world:
            test(world)
        return "passed", f"ok: {name}"
    except Missing as missing:
        if allow_missing:
            return "skipped", f"skipped: {name}: {missing}"
        return "failed", f"FAILED: {name}: {missing} (--allow-missing makes this a skip)"
    except Exception:
        return "failed", f"FAILED: {name}\n{traceback.format_exc()}"


main()
