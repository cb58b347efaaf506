"""Each package, installed in an empty folder without the network, and run."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from facts import VERSION
from workshop import PACKAGING, ROOT, TARGET, Missing, manuals, need, program


def test_an_archive_unpacks_to_a_program_that_runs(folder):
    with tarfile.open(folder.script("archive.py", program(), TARGET, manuals(), folder.path)) as packed:
        packed.extractall(folder.path, filter="data")
    folder.works(folder.path / f"fanlight-{TARGET}/fanlight")


def test_pip_installs_the_wheel(folder):
    wheel = folder.script("wheel.py", program(), TARGET, folder.path / "dist")
    names = zipfile.ZipFile(wheel).namelist()
    assert names[-1].endswith(".dist-info/RECORD") and len(names) == len(set(names))
    folder.run(sys.executable, "-m", "venv", folder.path / "venv")
    pip = [folder.path / "venv/bin/python", "-m", "pip", "--disable-pip-version-check"]
    folder.run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    folder.run(*pip, "check")
    shown = folder.run(*pip, "show", "--verbose", "fanlight")
    assert f"Version: {VERSION}" in shown
    folder.works(folder.path / "venv/bin/fanlight")
    folder.run(*pip, "uninstall", "--quiet", "--yes", "fanlight")
    assert not (folder.path / "venv/bin/fanlight").exists()


def test_npm_installs_the_wrapper_and_the_program_of_this_machine(folder):
    need("npm")
    machine = subprocess.run(["node", "-p", "`${process.platform}-${process.arch}`"], capture_output=True, text=True).stdout.strip()
    if machine != "linux-x64":
        raise Missing("the packages here are made for linux-x64")
    folder.script("npm.py", program(), TARGET, folder.path / "npm")
    folder.script("npm.py", "--wrapper", folder.path / "npm")
    packs = [pack(folder, folder.path / "npm" / each) for each in ("linux-x64", "fanlight")]
    project = folder.path / "project"
    project.mkdir()
    (project / "package.json").write_text("{}")
    offline = {"npm_config_cache": str(folder.path / "cache"), "npm_config_update_notifier": "false"}
    folder.run("npm", "install", "--offline", "--no-audit", "--no-fund", *packs, cwd=project, env=offline)
    program_of = project / "node_modules/@fanlight/linux-x64/fanlight"
    assert os.access(program_of, os.X_OK)
    folder.works("npx", "--no-install", "--prefix", project, "fanlight", cwd=project, env=offline)
    folder.run("npx", "--no-install", "fanlight", "no-such-command", cwd=project, env=offline, code=2)
    shutil.rmtree(program_of.parent)
    said = folder.run("npx", "--no-install", "fanlight", "--version", cwd=project, env=offline, code=4)
    assert "@fanlight/linux-x64" in said and "--omit=optional" in said


def pack(folder, path):
    made = json.loads(folder.run("npm", "pack", "--json", "--silent", "--pack-destination", folder.path, path))
    listed = {each["path"] for each in made[0]["files"]}
    assert {"package.json", "README.md", "LICENSE-MIT"} <= listed and len(listed) < 7, listed
    return folder.path / made[0]["filename"].replace("@", "").replace("/", "-")


def test_the_image_s_files_are_enough_to_run(folder):
    """In a root of its own: no library, no shell, no second program."""
    if os.geteuid() != 0:
        raise Missing("only root can run a program in another root")
    tree = folder.path / "tree"
    folder.script("image.py", program(), tree)
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    assert files == {"usr/bin/fanlight", *(f"usr/share/licenses/fanlight/LICENSE-{each}" for each in ("APACHE", "MIT"))}
    with_libraries(tree)
    folder.run("chroot", tree, "/usr/bin/fanlight", "init", "/work/site", env={"HOME": "/"})
    folder.run("chroot", tree, "/usr/bin/fanlight", "build", "/work/site/content", "--quiet", "--out", "/work/public", env={"HOME": "/"})
    assert (tree / "work/public/index.html").is_file()
    recipe = (PACKAGING / "image/Dockerfile").read_text()
    assert "FROM scratch\n" in recipe and "RUN " not in recipe and 'ENTRYPOINT ["/usr/bin/fanlight"]' in recipe


def with_libraries(tree):
    """A release is static; a debug build wants this machine's libraries."""
    listed = subprocess.run(["ldd", tree / "usr/bin/fanlight"], capture_output=True, text=True).stdout
    for word in listed.split():
        if word.startswith("/"):
            place = tree / word.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(word).resolve(), place)


def test_pre_commit_runs_the_check(folder):
    from_path = {"PATH": f"{folder.path / 'bin'}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(folder.path / "cache")}
    (folder.path / "bin").mkdir()
    (folder.path / "bin/fanlight").symlink_to(program())
    commit = [sys.executable, "-m", "pre_commit"]
    folder.run(*commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    hooks, site = folder.path / "hooks", folder.path / "site"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    folder.run(program(), "init", site)
    for root in (hooks, site):
        author = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        for step in (["init", "--quiet"], ["add", "--all"], [*author, "commit", "--quiet", "--message", "All"]):
            folder.run("git", *step, cwd=root)
    run = [*commit, "try-repo", hooks, "fanlight-check-installed", "--all-files"]
    folder.run(*run, cwd=site, env=from_path)
    settings = site / "content/site.yaml"
    settings.write_text(settings.read_text() + "\nsurprise: 1\n")
    said = folder.run(*run, cwd=site, env=from_path, code=1)
    assert "unknown-key" in said, said
