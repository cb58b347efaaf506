"""A world for one test: a private repository, a public one, a site that is online, and the tools on the PATH."""

import functools
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RECIPES = REPOSITORY / "recipes"

SITE = """\
title: Example Project Security
url: https://security.example.org/
report: { contact: [mailto:security@example.org], expires: 2099-06-30T00:00:00Z }
"""

ADVISORY = """\
---
title: "{title}"
publish: true
{due}
severity: high
affected: [{{ package: pkg:npm/example, ranges: [{{ type: SEMVER, introduced: "1.0.0", fixed: "1.4.3" }}] }}]
impact: Whoever can reach the server can end it.
root_cause: {root_cause}
resolution: 1.4.3 refuses names longer than 255 bytes.
private: {{ reporter: Quentin Sorrelby, ticket: VAULT-77120 }}
---

{body}
"""

# Of the advisory above, never public.
SECRETS = ["Sorrelby", "VAULT-77120"]


class Missing(Exception):
    """This machine can't run the check."""


class World:
    def __enter__(self):
        self.root = Path(tempfile.mkdtemp(prefix="fanlight-recipes-"))
        self.live = self.root / "live"
        self.live.mkdir()
        self.bin = self.root / "bin"
        self.bin.mkdir()
        self.tool("fanlight", f'exec "{os.environ["FANLIGHT"]}" "$@"')
        # Keeps what it was told, and what was piped to it.
        self.tool("gh", f'{{ echo "gh $*"; case " $* " in *" --body-file - "*) cat ;; esac; }} >> "{self.root}/gh.log"')
        self.hooked = []
        self.server, self.url = serve(self.live, self.hooked)
        (self.root / "home").mkdir()
        self.source = self.repository("source", {"content/site.yaml": SITE, "content/index.md": "# Welcome\n"})
        self.env = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.root / "home"),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": "/dev/null",
        }
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.root, ignore_errors=True)

    def tool(self, name, script):
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def gh(self):
        log = self.root / "gh.log"
        return log.read_text() if log.exists() else ""

    def repository(self, name, files):
        """A bare repository with one commit, and a clone to work in beside it."""
        bare, clone = self.root / f"{name}.git", self.root / name
        git(self.root, "init", "--quiet", "--bare", "--initial-branch=main", bare)
        git(self.root, "clone", "--quiet", bare, clone)
        self.commit(clone, files, f"The beginning of {name}")
        return clone

    def commit(self, clone, files, message, branch="main"):
        """Writes files (None deletes one), commits and pushes them."""
        for path, text in files.items():
            path = clone / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True) if text is None else path.write_text(text)
        git(clone, "checkout", "--quiet", "-B", branch)
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", message)
        git(clone, "push", "--quiet", "origin", branch)

    def shell(self, script, cwd, env=(), shell=("bash", "-e")):
        """Runs a script; its exit code and all that it printed."""
        done = subprocess.run(
            [*shell, "-c", script], cwd=cwd, env=self.env | dict(env), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        )
        return done.returncode, done.stdout

    def publish_folder(self, folder):
        """What a host does with the folder that it was given."""
        fresh = self.root / "live.fresh"
        shutil.copytree(folder, fresh)
        shutil.rmtree(self.live)
        fresh.rename(self.live)

    def archive(self):
        """A release's archive of the program under test, as release.yml packs it; its URL and checksum."""
        name = "fanlight-x86_64-unknown-linux-musl"
        folder = self.root / "release" / name
        folder.mkdir(parents=True)
        (folder / "fanlight").write_text((self.bin / "fanlight").read_text())
        (folder / "fanlight").chmod(0o755)
        path = folder.parent / f"{name}.tar.gz"
        subprocess.run(["tar", "-czf", path, "-C", folder.parent, name], check=True)
        digest = subprocess.run(["sha256sum", path], check=True, capture_output=True, text=True).stdout.split()[0]
        return f"file://{path}", digest


def advisory(due, title="A long name ends the server", root_cause="The length was not checked.", body="Update."):
    return ADVISORY.format(title=title, due=due, root_cause=root_cause, body=body)


def git(cwd, *arguments):
    identity = ["-c", "user.name=Rosalind Private", "-c", "user.email=rosalind@internal.example"]
    environment = os.environ | {"GIT_CONFIG_GLOBAL": "/dev/null"}
    command = ["git", *identity, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, f"git {arguments}: {done.stderr}"
    return done.stdout


def serve(folder, hooked):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            """A host's build hook."""
            hooked.append(time.time())
            self.send_response(200)
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def instant(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def whole_second_ahead(seconds):
    return int(time.time()) + seconds + 1


def holds(folder, words):
    """The first of the words that a file or a path of the folder holds."""
    for path in sorted(Path(folder).rglob("*")):
        if ".git" in path.parts or not path.is_file():
            continue
        text = path.read_bytes()
        for word in words:
            if word in str(path.relative_to(folder)) or word.encode() in text:
                return f"{word} in {path.relative_to(folder)}"
    return None


def silent(text, words=tuple(SECRETS)):
    for word in words:
        assert word not in text, f"{word!r} was printed:\n{text}"


def complete(folder):
    """A site as it has to be deployed."""
    for path in ("index.html", "404.html", "site-manifest.json", ".well-known/security.txt"):
        assert (Path(folder) / path).is_file(), f"{path} was not deployed"
    found = holds(folder, SECRETS)
    assert not found, found
