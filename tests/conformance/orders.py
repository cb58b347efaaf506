"""Orders of versions against tools of their ecosystems: orders.py VERDICTS

Random pairs of versions, as each ecosystem writes them. The program (the example `verdicts`) says which comes first; so does an
implementation that isn't ours: dpkg, rpm, Ruby's Gem::Version and Composer's own library, where this machine has them, and PyPI's `univers` for apk, Composer, Conan, Hackage and CRAN's numbers, Maven, NuGet, RPM and
RubyGems. (SemVer and PEP 440 are compared by your-version.mjs, with npm's `semver` and PyPI's `packaging`.)
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from univers import versions as univers

PAIRS = 1500
random.seed(15)
pick = random.choice


def numbers(least=1, most=4):
    # No zero first: the program takes a bound of `0` for the beginning of all versions, as OSV does.
    return ".".join([str(pick([1, 2, 9, 10, 11])), *(str(pick([0, 1, 2, 9, 10, 11])) for _ in range(random.randint(least, most) - 1))])


def some(text, chance=0.4):
    return text if random.random() < chance else ""


def debian():
    upstream = numbers() + some(pick(["~rc1", "~", "~~a", "+b1", "a", "+dfsg", "p2", "~beta"]))
    return some(f"{random.randint(0, 2)}:", 0.2) + upstream + some(f"-{numbers(1, 2)}" + some(pick(["+deb12u1", "~bpo1", "ubuntu2"])), 0.5)


def rpm():
    upstream = numbers() + some(pick(["~rc1", "^git1", "a", "rc", "p10", "_2", "~~"]))
    return some(f"{random.randint(0, 2)}:", 0.2) + upstream + some(f"-{numbers(1, 2)}" + some(pick([".el9", ".fc40", ".el9_4"])), 0.5)


def alpine():
    suffix = some(pick(["_alpha", "_beta", "_pre", "_rc", "_p", "_git", "_cvs"]) + str(random.randint(1, 11)), 0.4)
    return numbers(1, 4) + some(pick("abz"), 0.2) + suffix + some(f"-r{random.randint(1, 12)}", 0.5)


def composer():
    # Of a patch without a number, of `dev`, and of a label after four numbers univers says what PHP's version_compare doesn't: those are in
    # versions/orders.txt.
    label = pick(["-alpha", "-beta", "-rc", "-p"]) + str(random.randint(1, 11))
    return pick([numbers(2, 4), numbers(2, 3) + pick([label, "-alpha", "-beta"])])


def maven():
    word = pick(["alpha", "beta", "milestone", "rc", "snapshot", "SNAPSHOT", "sp", "ga", "final", "foo", "Beta", "cr", "a", "b", "m"])
    # What follows a dot Maven's own releases have read differently.
    return numbers(1, 4) + some("-" + word + some(pick(["", "-"]) + str(random.randint(1, 11)), 0.6), 0.5)


def nuget():
    return numbers(1, 4) + some("-" + pick(["alpha", "Beta", "rc", "1", "rc.1", "rc.10", "a.b"]), 0.4) + some("+x", 0.1)


def gem():
    return numbers(1, 4) + some("." + pick(["a", "rc1", "pre", "beta.2", "b10"]), 0.4)


def conan():
    return numbers(1, 5) + some(pick([".a", ".b"]), 0.1) + some("-" + pick(["rc1", "alpha.3", "alpha.22", "pre", "1"]), 0.3) + some("+b" + str(random.randint(1, 3)), 0.2)


def by(kind):
    def compare(a, b):
        one, other = kind(a), kind(b)
        return -1 if one < other else 1 if other < one else 0

    return compare


def dpkg(a, b):
    said = lambda sign: subprocess.run(["dpkg", "--compare-versions", a, sign, b], check=False).returncode == 0
    return -1 if said("lt") else 1 if said("gt") else 0


# Each reads "a b" lines and prints -1, 0 or 1 for each: the tools of the ecosystems themselves.
RPM = """%{lua: for line in io.lines(os.getenv("PAIRS")) do local a, b = line:match("(%S+) (%S+)"); print(rpm.vercmp(a, b) .. "\\n") end}"""
RUBY = 'STDIN.each_line { |line| a, b = line.split.map { |it| Gem::Version.new(it) }; puts a <=> b }'
PHP = """require "Composer/Semver/autoload.php"; $reads = new Composer\\Semver\\VersionParser();
while ($line = fgets(STDIN)) { [$a, $b] = array_map([$reads, "normalize"], explode(" ", trim($line)));
echo Composer\\Semver\\Comparator::lessThan($a, $b) ? -1 : (int) Composer\\Semver\\Comparator::greaterThan($a, $b), "\\n"; }"""
SEMVER = "/usr/share/php/Composer/Semver/autoload.php"
TOOLS = {
    "rpm": ("rpm", rpm, ["rpm", "--eval", RPM]),
    "ruby": ("gem", gem, ["ruby", "-e", RUBY]),
    "php": ("composer", composer, ["php", "-r", PHP]),
}


def by_tool(command):
    """Compares many pairs in one run of a tool."""
    def compare(pairs):
        text = "".join(f"{a} {b}\n" for a, b in pairs)
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(text)
            file.flush()
            env = os.environ | {"PAIRS": file.name}
            said = subprocess.run(command, input=text, capture_output=True, text=True, check=True, env=env).stdout.split()
        assert len(said) == len(pairs), said[:5]
        return [int(sign) for sign in said]

    return compare


ORDERS = {
    "alpine": (alpine, by(univers.AlpineLinuxVersion)),
    "composer": (composer, by(univers.ComposerVersion)),
    "conan": (conan, by(univers.ConanVersion)),
    "debian": (debian, by(univers.DebianVersion)),
    # univers compares these as texts.
    "dotted": (numbers, by(lambda text: [int(number) for number in text.split(".")])),
    "gem": (gem, by(univers.RubygemsVersion)),
    "maven": (maven, by(univers.MavenVersion)),
    "nuget": (nuget, by(univers.NugetVersion)),
    "rpm": (rpm, by(univers.RpmVersion)),
}


def ask(verdicts, order, pairs):
    """For each pair whether the first comes before the second, and the other way round."""
    cases = [pair for a, b in pairs for pair in ((a, b), (b, a))]
    lines = (
        json.dumps({"version": a, "entries": [{"order": order, "versions": [], "ranges": [{"order": order, "events": [["introduced", "0"], ["fixed", b]]}]}]})
        for a, b in cases
    )
    told = subprocess.run([verdicts], input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    said = [json.loads(line)["verdict"] for line in told.splitlines()]
    sign = {("affected", "not-affected"): -1, ("not-affected", "affected"): 1, ("not-affected", "not-affected"): 0}
    return [sign.get(pair) for pair in zip(said[::2], said[1::2])]


def each(compare):
    """Compares one pair after the other; None where the implementation can't."""
    def one(a, b):
        try:
            return compare(a, b)
        except (univers.InvalidVersion, ValueError, TypeError, AttributeError, IndexError):
            return None

    return lambda pairs: [one(a, b) for a, b in pairs]


def check(name, order, make, compare, pairs):
    pairs = [(make(), make()) for _ in range(pairs)]
    wrong, asked = [], 0
    for (a, b), ours, theirs in zip(pairs, ask(sys.argv[1], order, pairs), compare(pairs)):
        if theirs is None:
            continue
        if ours is None:
            wrong.append(f"{a} or {b} isn't read")
            continue
        asked += 1
        if ours != theirs:
            wrong.append(f"{a} and {b}: {ours}, not {theirs}")
    for line in wrong[:8]:
        print(f"{name}: {line}")
    print(f"{name}: {asked} pairs, {len(wrong)} wrong")
    # What the other implementation doesn't read isn't compared: univers knows no `_cvs` and `_git` of Alpine's.
    return not wrong and asked >= len(pairs) * 2 / 3


everything = [check(name, name, make, each(compare), PAIRS) for name, (make, compare) in ORDERS.items()]
if shutil.which("dpkg"):
    everything.append(check("dpkg itself", "debian", debian, each(dpkg), 300))
for tool, (order, make, command) in TOOLS.items():
    if shutil.which(tool) and (tool != "php" or os.path.exists(SEMVER)):
        everything.append(check(f"{tool} itself", order, make, by_tool(command), PAIRS))
sys.exit(not all(everything))
