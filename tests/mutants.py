#!/usr/bin/env python3
"""Breaks the gate on purpose, one condition at a time, and says which breaks no test notices: tests/mutants.py [EVERY] [FIRST]

Every EVERYth condition (default 1: all) of the gate, the stripper, the keys that restrict and the audit is turned into one that
an environment variable can negate. So all of them are built once, in a work tree of their own, and the tests run once for each:
no other build may take the program away meanwhile.
A condition that no test notices gets a test, or a reason in CONTRIBUTING.md.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ["src/private/decision/view.rs", "src/private/formats/restrict.rs"]
FOLDERS = ["src/private/gate", "src/private/marks", "src/private/formats/restrict", "src/audit"]
# What is quick runs first, and what is slow only where that noticed nothing.
SLOW = ["a_pdf_is_searched", "hostile_text_ends", "growth::"]
ROOMS = ["private::gate", "private::marks", "private::formats::restrict", "audit::"]
PROOFS = ["prove::tests::regressions", "prove::tests::plans", "prove::tests::rules::a_site_that_uses_every_rule"]


def skip(names):
    return [word for name in names for word in ["--skip", name]]


# The number of no mutant.
NONE = 4_000_000
# Those of the suite that take long, or that no condition here decides.
LONG = ["no_message_quotes", "the_proof_is_for", "serve", "help", "rule_1_", "rule_3_", "rule_pages", "a_site_that_never_had", "each_field", "long_fields",
        "a_new_site_builds"]
# Each names the tests' program, `lib` or `suite`; what notices most in the least time runs first.
STAGES = [
    ("lib", ROOMS + skip(SLOW)),
    ("suite", ["golden", "commands"]),
    ("lib", ["private::", *skip(ROOMS + SLOW)]),
    ("suite", ["messages", "rules", "reserved", "sources", "impossible", "themes", "audiences", "addresses", "drafts", "canaries", *skip(LONG)]),
    ("suite", ["hints", "starter", "alarms", "foreign", "languages", "approving", "versions", "seeds", *skip(LONG)]),
    ("lib", SLOW + PROOFS),
]
# Of conditions over one line: `if …  {`, and guards of arms.
IF = re.compile(r"^(\s*(?:\} else )?if )(?!let )((?:(?! let ).)+)( \{)$")
ARM = re.compile(r"^(\s*.+? if )((?:(?! let ).)+?)( =>.*)$")
SWITCH = """
#[doc(hidden)]
pub mod mutant {
    static CHOSEN: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("FANLIGHT_MUTANT").ok().and_then(|it| it.parse().ok()).unwrap_or(0));

    pub fn flip(number: u32, condition: bool) -> bool {
        condition != (number == *CHOSEN)
    }
}
"""


def sources(tree):
    files = [tree / name for name in FILES]
    for folder in FOLDERS:
        files += sorted((tree / folder).rglob("*.rs"))
    is_test = re.compile(r"tests?|growth|properties|fuzzing|mutation")
    return [file for file in files if not is_test.search(str(file.relative_to(tree)))]


def mutate(tree, every, first):
    """Writes the switches; returns what each number stands for."""
    places, count = {}, 0
    for file in sources(tree):
        lines = file.read_text().split("\n")
        for at, line in enumerate(lines):
            if "#[cfg(test)]" in line and "mod" in "".join(lines[at + 1:at + 2]):
                break
            found = IF.match(line) or ARM.match(line)
            if not found or line.lstrip().startswith("//") or "off!" in line or found[2].count("(") != found[2].count(")") or "matches!" in found[1]:
                continue
            count += 1
            if (count - first) % every:
                continue
            lines[at] = f"{found[1]}crate::mutant::flip({count}, {found[2]}){found[3]}"
            places[count] = f"{file.relative_to(tree)}:{at + 1}: {line.strip()}"
        file.write_text("\n".join(lines))
    with open(tree / "src/lib.rs", "a") as library:
        library.write(SWITCH)
    return places


def main():
    every, first = (int(it) for it in (sys.argv[1:] + ["1", "0"][len(sys.argv) - 1:])[:2])
    environment = dict(os.environ, CARGO_TARGET_DIR=os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target")))
    # Built once and run some hundreds of times.
    environment.update(CARGO_PROFILE_DEV_OPT_LEVEL="1", CARGO_INCREMENTAL="0")
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree], cwd=ROOT, check=True)
        try:
            places = mutate(tree, every, first)
            build = ["cargo", "test", "--all-features", "--lib", "--test", "suite", "--no-run", "--message-format=json-render-diagnostics"]
            built = subprocess.run(build, cwd=tree, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            executables = re.findall(r'"executable":"([^"]*)"', built.stdout)
            environment["CARGO_BIN_EXE_fanlight"] = next(path for path in executables if path.endswith("/fanlight"))
            programs = {name: copied(executables, kind, folder) for name, kind in [("lib", "fanlight-"), ("suite", "suite-")]}
            survivors = run(programs, tree, environment, places)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    print(f"{len(places)} mutants, {len(places) - len(survivors)} noticed")
    for number in survivors:
        print(f"not noticed: {places[number]}")
    return 1 if survivors else 0


def run(programs, tree, environment, places):
    """The numbers of those that no stage noticed. What is quick runs first for all of them."""
    survivors = list(places)
    for name, tests in STAGES:
        binary = programs[name]
        if is_noticed(binary, tests, tree, environment, NONE):
            sys.exit(f"these tests fail without any mutant: {' '.join(tests)}")
        noticed = [is_noticed(binary, tests, tree, environment, number) for number in survivors]
        survivors = [number for number, seen in zip(survivors, noticed) if not seen]
        print(f"{len(survivors)} left after {tests[0]} …", flush=True)
    return survivors


def copied(executables, kind, folder):
    found = [path for path in executables if pathlib.Path(path).name.startswith(kind)]
    return shutil.copy(found[-1], folder)


def is_noticed(binary, tests, tree, environment, number):
    """Whether a test fails, or doesn't end."""
    chosen = dict(environment, FANLIGHT_MUTANT=str(number), FANLIGHT_CASES="64", PROPTEST_CASES="16")
    try:
        return subprocess.run([binary, *tests], cwd=tree, env=chosen, capture_output=True, timeout=1800).returncode != 0
    except subprocess.TimeoutExpired:
        return True


if __name__ == "__main__":
    sys.exit(main())
