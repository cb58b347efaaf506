"""How soon a change shows in `fanlight serve`, and what it costs: python3 benches/serve.py [--records 10000] …

Edits a record whose page is open, and waits until the page has the new words, then until the whole site is made anew. CPU time is
that of the server between the edit and each of these. Options are those of corpus.py.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import corpus

ROOT = Path(__file__).parent.parent
# Times of files are trusted once they are so old.
SETTLED = 2.5
TICKS = 100


def cpu(process):
    """Seconds that a process has used so far, on Linux."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def until(process, word):
    for line in process.stdout:
        if word in line:
            return line
    sys.exit("the server ended")


def edit(path, text, at, process, address):
    """Changes the record; returns CPU and wall seconds until it is shown, and CPU seconds until all is made."""
    words = f"Edited for the {at}th time."
    used, begun = cpu(process), time.monotonic()
    path.write_text(f"{text}\n{words}\n")
    while words not in urllib.request.urlopen(address).read().decode():
        time.sleep(0.005)
    shown = cpu(process) - used, time.monotonic() - begun
    until(process, "rebuilt")
    return *shown, cpu(process) - used


def main():
    parser = corpus.arguments()
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--fanlight", type=Path, default=ROOT / "target/dist/fanlight")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write_for(folder, options)
        path = folder / "fanlight/content/advisories/BENCH-2026-000007.md"
        text = path.read_text()
        time.sleep(SETTLED)
        command = [options.fanlight.resolve(), "serve", "--port", "0"]
        process = subprocess.Popen(command, cwd=folder / "fanlight", stdout=subprocess.PIPE, text=True)
        try:
            root = re.search(r"http://\S+/", until(process, "http://")).group()
            until(process, "built")
            address = f"{root}advisories/BENCH-2026-000007/"
            results = []
            for at in range(options.turns):
                urllib.request.urlopen(address).read()
                time.sleep(SETTLED)
                results.append(edit(path, text, at, process, address))
        finally:
            process.kill()
    names = ["CPU ms until it is shown", "wall ms until it is shown", "CPU ms until all is made"]
    for name, values in zip(names, zip(*results)):
        milliseconds = [value * 1000 for value in values]
        print(f"{name}: {statistics.median(milliseconds):.0f} ({min(milliseconds):.0f}–{max(milliseconds):.0f})")


if __name__ == "__main__":
    main()
