"""A build that is killed, or that the machine fails, at each kind of system call: faults.py FANLIGHT

A site is built over an older one while strace kills the program, or makes a call fail, at a chosen call: no clock decides
where. After each fault the folder holds the older site or the newer one, whole; whoever reads it meets nothing else. The
next build succeeds and leaves nothing beside it. Needs strace, and for small disks the right to mount."""

import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

FANLIGHT = Path(sys.argv[1]).resolve()
# As at its author's desk: a public log names less.
os.environ.pop("CI", None)
# A note of the last build is of no use here: it would be one more file that is written, after all is in place.
for name in ("HOME", "XDG_CACHE_HOME"):
    os.environ.pop(name, None)
AT = "2026-11-20T12:00:00Z"
KILLS = 200
MAKING = ["openat", "write", "mkdir", "mkdirat", "fchmod", "chmod", "fchmodat"]
# From the links to unchanged files on: swapping and cleaning up.
ENDING = ["link", "linkat", "syncfs", "rename", "renameat", "renameat2", "fsync", "unlink", "unlinkat", "rmdir"]
passed = failed = skipped = 0


def verdict(name, problems):
    global passed, failed
    if problems:
        failed += 1
        print(f"FAILED: {name}", *map(str, problems[:5]), sep="\n  ")
    else:
        passed += 1
        print(f"ok: {name}")


def skip(name):
    global skipped
    skipped += 1
    print(f"skipped: {name}")


class Place:
    """Two contents, a folder to build to, and what each content gives."""

    def __init__(self, root):
        self.root, self.out = root, root / "disk/out"
        self.out.parent.mkdir()
        self.contents = [root / "older", root / "newer"]
        self.traced = root / "traced"
        subprocess.run([FANLIGHT, "init", root / "begun"], check=True, capture_output=True)
        for content in self.contents:
            shutil.copytree(root / "begun/content", content)
        # Pages change, files come and go, and half of the site stays as it is.
        page = self.contents[1] / "index.md"
        page.write_text(page.read_text() + "\nA newer sentence.\n")
        for content in self.contents:
            (content / f"static/{content.name}").mkdir(parents=True)
            (content / f"static/{content.name}/file.txt").write_text(content.name)
        self.sites = []
        for content in self.contents:
            self.build(content)
            self.sites.append(tree(self.out))
        assert self.sites[0] != self.sites[1]

    def command(self, content):
        return [FANLIGHT, "build", content, "--quiet", "--at", AT, "--out", self.out]

    def run(self, content, *strace):
        before = ["strace", "-f", "-qq", "-o", self.traced, *strace] if strace else []
        # One thread works, so that the n-th call is the same one each time.
        env = os.environ | {"RAYON_NUM_THREADS": "1", "TMPDIR": str(self.root / "none")}
        return subprocess.run([*before, *self.command(content)], capture_output=True, text=True, env=env)

    def build(self, content):
        done = self.run(content)
        assert done.returncode == 0, done.stderr

    def calls(self, content):
        """How often each call is made at most by one thread of a build of `content` over the other site."""
        self.run(content, "-e", "trace=" + ",".join(f"?{name}" for name in MAKING + ENDING))
        made = collections.Counter(re.findall(r"^(\d+)\s+(\w+)\(", self.traced.read_text(), re.MULTILINE))
        most = collections.Counter()
        for (_, name), times in made.items():
            most[name] = max(most[name], times)
        return most

    def whole(self):
        return tree(self.out) in self.sites

    def other(self):
        """The content whose site isn't there."""
        return self.contents[tree(self.out) == self.sites[0]]

    def beside(self):
        return sorted(path.name for path in self.out.parent.iterdir() if path != self.out)

    def recovers(self, which):
        """The next build succeeds, and cleans up."""
        done = self.run(self.contents[which])
        problems = [] if done.returncode == 0 else [done.stderr]
        problems += [] if tree(self.out) == self.sites[which] else ["the next build gives another site"]
        return problems + [f"left behind: {name}" for name in self.beside()]


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def spread(calls, names, wanted):
    """`wanted` pairs of a call and its number, over all of these calls."""
    every = [(name, number) for name in names for number in range(1, calls[name] + 1)]
    return [every[at * len(every) // wanted] for at in range(min(wanted, len(every)))]


def inject(call, number, what):
    return ["-e", f"trace={call}", "-e", f"inject={call}:{what}:when={number}"]


def killed(place, name, points, sent):
    problems, died = [], 0
    for at, (call, number) in enumerate(points):
        done = place.run(place.other(), *inject(call, number, f"signal={sent.name}"))
        # strace ends as its child did.
        died += done.returncode in (-sent, 128 + sent)
        if not place.whole():
            problems.append(f"{call} {number}: neither of the two sites is whole")
        if at % 10 == 9:
            problems += [f"{call} {number}: {problem}" for problem in place.recovers(at // 10 % 2)]
    problems += place.recovers(0)
    problems += [] if died >= len(points) * 9 // 10 else [f"only {died} of {len(points)} builds were killed"]
    verdict(f"{name} at {len(points)} calls, {died} times while it worked: a whole site each time", problems)


def refused(place, calls):
    """A call fails as it does on a machine in trouble: exit 4, a help, and the older site."""
    kinds = {"write": ["ENOSPC", "EDQUOT", "EIO"], "mkdir": ["ENOSPC", "EDQUOT", "EACCES"], "fchmod": ["EPERM"],
             "syncfs": ["EIO"], "rename": ["EACCES", "EIO"], "renameat2": ["EACCES", "EIO", "EXDEV"]}
    problems, tried = [], 0
    for call, errors in kinds.items():
        for number in sorted({1, calls[call] // 2, calls[call]} - {0}) if calls[call] else []:
            for error in errors:
                before, content = tree(place.out), place.other()
                done = place.run(content, *inject(call, number, f"error={error}"))
                tried += 1
                name = f"{call} {number} {error}"
                # The last write asks the file system for its time, which no site needs.
                if (call, number) == ("write", calls["write"]) and done.returncode == 0:
                    before = place.sites[place.contents.index(content)]
                elif done.returncode != 4 or "help:" not in done.stderr:
                    problems.append(f"{name}: exit {done.returncode}: {done.stderr}")
                if tree(place.out) != before:
                    problems.append(f"{name}: the site isn't the one that it has to be")
                problems += [f"{name}: left behind: {entry}" for entry in place.beside()]
    verdict(f"{tried} failed calls: exit 4, a help, the older site, nothing beside it", problems)


def unclean(place):
    """The new site is in place, and the former one can't be deleted: it is said, and the next build does it."""
    problems = place.recovers(0)
    done = place.run(place.contents[1], *inject("/^unlink", "1+", "error=EIO"))
    if done.returncode != 0 or "couldn't be deleted" not in done.stderr:
        problems.append(f"exit {done.returncode}: {done.stderr}")
    problems += [] if tree(place.out) == place.sites[1] else ["the newer site isn't in place"]
    verdict("a former site that can't be deleted is named, and the next build deletes it", problems + place.recovers(0))


def unsure(place):
    """The new site is in place, and the system can't say that this is on the disk."""
    done = place.run(place.contents[1], *inject("fsync", "1+", "error=EIO"))
    problems = [] if done.returncode == 0 and "couldn't say" in done.stderr else [f"exit {done.returncode}: {done.stderr}"]
    problems += [] if tree(place.out) == place.sites[1] else ["the newer site isn't in place"]
    verdict("a swap that may not be on the disk is warned of", problems + place.recovers(0))


def unread(place):
    """A read error in the content publishes nothing."""
    problems = place.recovers(0)
    page = place.contents[1] / "index.md"
    fails = ["-P", page, "-e", "trace=read", "-e", "inject=read:error=EIO:when=1+"]
    done = place.run(place.contents[1], *fails)
    if done.returncode != 1 or "fanlight check" not in done.stderr:
        problems.append(f"exit {done.returncode}: {done.stderr}")
    check = subprocess.run(["strace", "-f", "-qq", "-o", place.traced, *fails, FANLIGHT, "check", place.contents[1], "--at", AT],
                           capture_output=True, text=True)
    problems += [] if check.returncode == 1 and "index.md" in check.stdout + check.stderr else [check.stdout + check.stderr]
    problems += [] if tree(place.out) == place.sites[0] else ["the older site isn't as it was"]
    verdict("a page that can't be read publishes nothing, and `check` names it", problems)


def changing(place):
    """A page is rewritten without pause while twenty builds read it."""
    content, over = place.root / "changing", threading.Event()
    shutil.copytree(place.contents[0], content)
    texts = [(side / "index.md").read_bytes() for side in place.contents]

    def rewrite():
        at = 0
        while not over.is_set():
            fresh = content / "index.md.fresh"
            fresh.write_bytes(texts[at % 2])
            fresh.replace(content / "index.md")
            at += 1

    writer = threading.Thread(target=rewrite)
    writer.start()
    problems = []
    try:
        for _ in range(20):
            done = place.run(content)
            home = (place.out / "index.html").read_bytes()
            if done.returncode not in (0, 1) or home not in [site["index.html"] for site in place.sites]:
                problems.append(f"exit {done.returncode}, or a page that is neither: {done.stderr}")
    finally:
        over.set()
        writer.join()
    verdict("a page that changes while it is read is the one or the other", problems + place.recovers(0))


def together(place):
    """Eight builds of both sites into one folder."""
    env = os.environ | {"RAYON_NUM_THREADS": "1"}
    runs = [subprocess.Popen(place.command(place.contents[at % 2]), stderr=subprocess.PIPE, text=True, env=env) for at in range(8)]
    ends = [(run.communicate()[1], run.returncode) for run in runs]
    problems = [said for said, code in ends if code != 0 and not (code == 4 and ("out-busy" in said or "out-changed" in said))]
    problems += [] if any(code == 0 for _, code in ends) else ["none succeeded"]
    problems += [] if place.whole() else ["neither of the two sites is whole"]
    verdict("eight builds at once: one of their sites, whole; the others say who was first", problems + place.recovers(0))


def small_disks(place):
    for what, options in (("blocks", "size=160k"), ("inodes", "size=64m,nr_inodes=90")):
        disk = place.out.parent
        shutil.rmtree(place.out, ignore_errors=True)
        name = f"a disk without free {what}"
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True).returncode:
            skip(f"{name}: this user may not mount")
            continue
        try:
            done = place.run(place.contents[0])
            problems = [] if done.returncode == 4 and "make room" in done.stderr else [f"exit {done.returncode}: {done.stderr}"]
            problems += [f"left behind: {entry}" for entry in disk.iterdir()]
        finally:
            subprocess.run(["umount", disk], check=True)
        verdict(f"{name}: exit 4, a help, and nothing left", problems)


def main():
    # Whoever started this in the background let it ignore interrupts, and builds would as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="fanlight-faults-") as root:
        place = Place(Path(root))
        calls = place.calls(place.contents[0])
        ending = spread(calls, ENDING, KILLS // 3 + 1)
        killed(place, "killed", spread(calls, MAKING, KILLS - len(ending)) + ending, signal.SIGKILL)
        killed(place, "interrupted", spread(calls, MAKING, 10) + spread(calls, ENDING, 10), signal.SIGINT)
        refused(place, calls)
        unclean(place)
        unsure(place)
        unread(place)
        changing(place)
        together(place)
        small_disks(place)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


main()
