"""The figures of a real table, curl's vulnerabilities, computed here once more: figures.py FANLIGHT TABLE

Makes an advisory of each row (its day of report, its day of announcement), builds a site of them and compares each year's
figures with what a few lines of Python make of the table. Closes with "N passed, N failed, N skipped".
"""

import json
import math
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

SITE = """\
title: Table
url: https://security.example.org/
report: { contact: [mailto:security@example.org], expires: 2027-06-30T00:00:00Z }
targets: { fix: 90d }
outputs: { cards: false, osv: false, csaf: false, vex: false }
"""


def day(written):
    return date(int(written[:4]), int(written[4:6]), int(written[6:8])) if len(written) == 8 else None


def rows(table):
    lines = table.read_text().splitlines()
    header = lines[0].split("|")
    for line in lines[1:]:
        row = dict(zip(header, line.split("|")))
        yield row["cve"], day(row["announced_yyyymmdd"]), day(row["reported_yyyymmdd"]), row["severity"]


def write(content, found):
    (content / "advisories").mkdir(parents=True)
    (content / "site.yaml").write_text(SITE)
    for cve, announced, reported, severity in found:
        timeline = f"timeline: [{{ at: {reported}, phase: reported }}]\n" if reported else ""
        (content / "advisories" / f"T-{cve}.md").write_text(
            f"---\ntitle: {cve}\npublish: true\napproved: {{ by: T, on: {announced} }}\npublished: {announced}\n"
            f"severity: {severity}\naliases: [{cve}]\n{timeline}---\nWords.\n"
        )


def expected(found):
    days = sorted((announced - reported).days for _, announced, reported, _ in found if reported and reported <= announced)
    enough = len(days) >= 3
    return {
        "advisories": len(found),
        "severities": dict(Counter(severity for *_, severity in found)),
        "measured": len(days),
        "without_dates": len(found) - len(days),
        "median": statistics.median(days) if enough else None,
        "percentile_90": days[math.ceil(0.9 * len(days)) - 1] if enough else None,
    }


def told(figures):
    disclose = figures["responses"]["disclose"]
    return {
        "advisories": figures["counts"]["advisories"],
        "severities": {it["id"]: it["count"] for it in figures["counts"]["severities"] if it["count"]},
        **{key: disclose[key] for key in ("measured", "without_dates", "median", "percentile_90")},
    }


def main():
    fanlight, table = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    found = list(rows(table))
    passed = failed = 0
    undated = 0
    with tempfile.TemporaryDirectory() as folder:
        content, out = Path(folder) / "content", Path(folder) / "public"
        write(content, found)
        subprocess.run([fanlight, "build", content, "--out", out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        for year in sorted({announced.year for _, announced, _, _ in found}):
            of_year = [row for row in found if row[1].year == year]
            figures = told(json.loads((out / f"reports/{year}.json").read_text()))
            undated += figures["without_dates"]
            if figures == expected(of_year):
                passed += 1
            else:
                failed += 1
                print(f"FAILED: {year}: told {figures}, expected {expected(of_year)}")
    # The table has one row without a day of report: it counts as such.
    if undated == sum(1 for _, _, reported, _ in found if not reported) == 1:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {undated} rows without a date")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(failed > 0)


main()
