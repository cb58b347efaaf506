"""A folder for one test, with the program as it is packed."""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
# What the tests pack; what the program itself was built for doesn't matter to a package.
TARGET = "x86_64-unknown-linux-musl"


class Missing(Exception):
    """This machine can't run the check."""


class Failed(Exception):
    pass


class Folder:
    def __enter__(self):
        self.path = Path(tempfile.mkdtemp(prefix="fanlight-packages-"))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *command, cwd=None, env=(), code=0):
        """What a command prints; it has to end with this code."""
        whole = {**os.environ, "HOME": str(self.path), **dict(env)}
        done = subprocess.run(
            [str(each) for each in command], cwd=cwd or self.path, env=whole, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
        )
        if done.returncode != code:
            raise Failed(f"{' '.join(map(str, command))} ended with {done.returncode}, not {code}:\n{done.stdout}")
        return done.stdout

    def script(self, name, *arguments):
        """Runs one of packaging/; what it prints."""
        return self.run(sys.executable, PACKAGING / name, *arguments).strip()

    def works(self, *fanlight, cwd=None, env=()):
        """A new site is made and built with this program."""
        self.run(*fanlight, "init", "site", cwd=cwd, env=env)
        self.run(*fanlight, "build", "--quiet", cwd=(cwd or self.path) / "site", env=env)
        built = (cwd or self.path) / "site/public"
        assert (built / "index.html").is_file() and (built / ".well-known/security.txt").is_file()


def need(program):
    if not shutil.which(program):
        raise Missing(f"this machine has no {program}")


@functools.cache
def program():
    """The program under test, without what is for debuggers: a package of it is made in a moment."""
    small = Path(tempfile.gettempdir()) / f"fanlight-{os.getpid()}"
    stripped = shutil.which("strip") and subprocess.run(["strip", "-o", small, os.environ["FANLIGHT"]]).returncode == 0
    return small if stripped else Path(os.environ["FANLIGHT"])


@functools.cache
def manuals():
    folder = Path(tempfile.mkdtemp(prefix="fanlight-manuals-"))
    subprocess.run([os.environ["MANUALS"], folder], check=True)
    return folder


def tidy():
    if manuals.cache_info().currsize:
        shutil.rmtree(manuals(), ignore_errors=True)
    if program.cache_info().currsize and program() != Path(os.environ["FANLIGHT"]):
        program().unlink(missing_ok=True)
