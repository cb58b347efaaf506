"""Scores of random vectors of each version, base, temporal and environmental metrics among them, against an independent
library: scores.py PROGRAM, where PROGRAM is the example `cvss`. Wrong vectors must be refused."""
import random
import subprocess
import sys

from cvss import CVSS2, CVSS3, CVSS4
from cvss import constants2, constants3, constants4

EACH = 3000
RANDOM = random.Random(20260304)
VERSIONS = [
    ("", CVSS2, constants2, ["AV", "AC", "Au", "C", "I", "A"]),
    ("CVSS:3.0/", CVSS3, constants3, ["AV", "AC", "PR", "UI", "S", "C", "I", "A"]),
    ("CVSS:3.1/", CVSS3, constants3, ["AV", "AC", "PR", "UI", "S", "C", "I", "A"]),
    ("CVSS:4.0/", CVSS4, constants4, ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"]),
]


def vector(prefix, constants, base):
    """Every base metric; each other one at times, so that vectors with none of them are among the many."""
    often = RANDOM.choice([0, 0.3, 1])
    metrics = []
    for metric, values in constants.METRICS_VALUE_NAMES.items():
        if metric in base or RANDOM.random() < often:
            metrics.append(f"{metric}:{RANDOM.choice(list(values))}")
    return prefix + "/".join(metrics)


def expected(cls, prefix, vector):
    """The score of all that the vector says."""
    scored = cls(vector)
    if cls is CVSS4:
        return float(scored.base_score)
    defined = {key for key, value in (part.split(":") for part in vector.removeprefix(prefix).split("/"))
               if value not in ("X", "ND")}
    base, temporal, environmental = scored.scores()
    if defined - {"AV", "AC", "Au", "PR", "UI", "S", "C", "I", "A", "E", "RL", "RC"}:
        return float(environmental)
    return float(temporal) if defined & {"E", "RL", "RC"} else float(base)


def wrong(vector):
    """The same with one thing wrong."""
    parts = vector.split("/")
    at = RANDOM.randrange(1 if vector.startswith("CVSS:") else 0, len(parts))
    key, value = parts[at].split(":")
    kind = RANDOM.randrange(3)
    parts[at] = [f"{key}:Q", f"Q{key}:{value}", parts[at] + "/" + parts[at]][kind]
    return "/".join(parts)


def main():
    asked = []
    for prefix, cls, constants, base in VERSIONS:
        vectors = {vector(prefix, constants, base) for _ in range(EACH)}
        while len(vectors) < 2000:
            vectors.add(vector(prefix, constants, base))
        for text in sorted(vectors):
            asked.append((text, f"{expected(cls, prefix, text):.1f}"))
        asked += [(wrong(text), "invalid") for text in sorted(vectors)[:200]]
        print(f"CVSS {prefix[5:8] or '2.0'}: {len(vectors)} vectors")
    told = subprocess.run(sys.argv[1], input="\n".join(text for text, _ in asked), capture_output=True, text=True, check=True)
    lines = told.stdout.splitlines()
    mistakes = [f"{text}: {line.split(chr(9))[1]}, not {score}" for (text, score), line in zip(asked, lines)
                if line.split("\t")[:2] != [text, score]]
    print("\n".join(mistakes[:20]))
    if mistakes or len(lines) != len(asked):
        sys.exit(f"{len(mistakes)} of {len(asked)} vectors differ")
    print(f"all {len(asked)} vectors agree")


main()
