"""The workflows for GitHub, each run by a stand-in for its runner."""

import base64
import gzip
import json
import os
import shutil
import threading
import time
import tomllib
from pathlib import Path

import yaml

from runner import Failed, Run, holds_true, load, look_up, outputs_of
from world import RECIPES, REPOSITORY, advisory, complete, git, holds, instant, silent, whole_second_ahead

PUBLISH, LIFT, REVIEW = (RECIPES / "github" / f"{name}.yml" for name in ("publish", "lift", "review"))
PRIVATE, FOUNDATION = (RECIPES / "github" / f"{name}.yml" for name in ("review-private", "foundation"))
# A test's own home has no Rust in it.
TOOLCHAIN = {name: os.environ.get(name, str(Path.home() / folder)) for name, folder in (("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup"))}
TO_REPOSITORY = RECIPES / "github/publish-to-repository.yml"
PAST = "published: 2025-01-01T12:00:00Z"


def publish(world, event="push", workflow=PUBLISH, **more):
    run = Run(world, workflow, event, **more).go()
    silent(run.log)
    return run


def test_a_push_publishes_all_of_the_site_dot_folders_too(world):
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": advisory(PAST)}, "An advisory")
    publish(world)
    complete(world.live)
    assert (world.live / "advisories/EXAMPLE-2025-a/index.html").is_file()
    assert (world.live / ".nojekyll").exists()


def test_the_former_site_is_compared_with_and_a_lost_page_stops_the_run(world):
    path = "content/advisories/EXAMPLE-2025-a.md"
    world.commit(world.source, {path: advisory(PAST)}, "An advisory")
    publish(world)
    world.commit(world.source, {path: None}, "It is gone")
    try:
        publish(world)
        raise AssertionError("a page vanished")
    except Failed as failed:
        assert "EXAMPLE-2025-a" in failed.log and "--allow-removal" in failed.log
    assert (world.live / "advisories/EXAMPLE-2025-a/index.html").is_file(), "what was online stays"


def test_a_former_site_that_can_t_be_read_stops_the_run(world):
    world.url = "http://127.0.0.1:1/"
    try:
        publish(world)
        raise AssertionError("it was published without comparing")
    except Failed as failed:
        assert "can't be read" in failed.log


def test_a_schedule_that_is_late_makes_the_page_late_and_never_early(world):
    due = whole_second_ahead(20)
    record = advisory(f"embargo: {instant(due)}")
    world.commit(world.source, {"content/advisories/EXAMPLE-2026-b.md": record}, "Under embargo")
    publish(world)
    assert time.time() < due, "the machine is too slow for this test"
    assert not holds(world.live, ["EXAMPLE-2026-b", "A long name"])
    time.sleep(due + 2 - time.time())
    assert not holds(world.live, ["EXAMPLE-2026-b"]), "nobody ran yet"
    publish(world, "schedule")
    assert (world.live / "advisories/EXAMPLE-2026-b/index.html").is_file()


def test_a_run_that_was_delayed_publishes_the_newest_commit(world):
    """The run's own commit is older: `ref` names the branch."""
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": advisory(PAST)}, "An advisory")
    steps = yaml.safe_load(PUBLISH.read_text())["jobs"]["publish"]["steps"]
    assert steps[0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    publish(world, "schedule", ref="no-such-commit")
    assert (world.live / "advisories/EXAMPLE-2025-a/index.html").is_file()


def test_lift_publishes_right_after_the_instant_and_not_before(world):
    publish(world)
    due = whole_second_ahead(20)
    record = advisory(f"embargo: {instant(due)}")
    world.commit(world.source, {"content/advisories/EXAMPLE-2026-c.md": record}, "Under embargo")
    publish(world)
    assert time.time() < due, "the machine is too slow for this test"
    done = threading.Event()
    waiting = threading.Thread(target=lambda: (silent(Run(world, LIFT).go().log), done.set()))
    waiting.start()
    while not done.wait(0.05) and "workflow run publish.yml --ref main" not in world.gh() and time.time() < due + 30:
        if time.time() < due:
            assert not holds(world.live, ["EXAMPLE-2026-c"])
    assert time.time() >= due, "it was started early"
    publish(world, "workflow_dispatch")
    late = time.time() - due
    assert (world.live / "advisories/EXAMPLE-2026-c/index.html").is_file()
    assert late < 30, f"{late:.0f} s late"
    waiting.join(60)
    assert done.is_set(), "nothing more lifts, so that it ends"
    assert world.gh().count("workflow run") == 1


def test_a_lift_is_pushed_to_the_public_repository_within_a_minute_and_not_a_second_before(world):
    """By the clock of the machine: what waits, builds and pushes is the recipes' own, and the remote tells when."""
    public = world.repository("public", {"README.md": "The site.\n"})
    bare, pushes = world.root / "public.git", world.root / "pushes"
    hook = bare / "hooks/post-receive"
    hook.write_text(f'#!/bin/sh\nread -r _ new _\necho "$(date +%s.%N) $new" >> "{pushes}"\n')
    hook.chmod(0o755)

    def push(event):
        publish(world, event, TO_REPOSITORY, remotes={"example/security-site": bare})
        git(public, "pull", "--quiet")
        complete(public)

    due = whole_second_ahead(20)
    record = advisory(f"embargo: {instant(due)}")
    world.commit(world.source, {"content/advisories/EXAMPLE-2026-e.md": record}, "Under embargo")
    push("push")
    assert time.time() < due, "the machine is too slow for this test"
    lift = threading.Thread(target=lambda: silent(Run(world, LIFT).go().log))
    lift.start()
    # As the host does: starts what it is told to start.
    while "workflow run publish.yml --ref main" not in world.gh() and time.time() < due + 60:
        time.sleep(0.05)
    push("workflow_dispatch")
    lift.join(60)

    first, second = (line.split() for line in pushes.read_text().splitlines())
    assert float(first[0]) < due <= float(second[0]) < due + 60, f"pushed {float(second[0]) - due:.1f} s after the lift"
    shown = [git(public, "ls-tree", "-r", "--name-only", commit) for _, commit in (first, second)]
    page = "advisories/EXAMPLE-2026-e/index.html"
    assert page not in shown[0] and page in shown[1] and all(".well-known/security.txt" in it for it in shown)
    assert "A long name ends the server" not in git(public, "show", first[1]), "nor any word of it"


def test_lift_ends_at_once_where_nothing_lifts(world):
    started = time.time()
    Run(world, LIFT, "schedule").go()
    assert world.gh() == "" and time.time() - started < 30


def test_lift_elsewhere_calls_the_hook_of_the_host(world):
    due = whole_second_ahead(12)
    record = advisory(f"embargo: {instant(due)}")
    world.commit(world.source, {"content/advisories/EXAMPLE-2026-d.md": record}, "Under embargo")
    assert time.time() < due, "the machine is too slow for this test"
    run = Run(world, RECIPES / "github/lift-elsewhere.yml").go()
    silent(run.log)
    assert len(world.hooked) == 1 and due <= world.hooked[0] < due + 30
    assert "/hook" not in run.log, "the hook is a secret"


def propose(world):
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": advisory(PAST)}, "Proposed", branch="proposal")


def test_a_pull_request_is_told_what_it_makes_public(world):
    publish(world)
    propose(world)
    run = Run(world, REVIEW, "pull_request", ref="proposal").go()
    assert run.ran == ["look", "comment", "scan"]
    assert "gh pr comment 7 --edit-last --create-if-none" in world.gh()
    assert "EXAMPLE-2025-a" in world.gh() and "EXAMPLE-2025-a" in run.summary
    silent(run.log + run.summary + world.gh())
    assert not holds(world.live, ["EXAMPLE-2025-a"])


def test_findings_of_a_pull_request_are_uploaded_for_code_scanning(world):
    publish(world)
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-f.md": advisory(PAST) + "\n[gone](/nowhere/)\n"}, "A finding", "proposal")
    # Its log goes to the file that it was told to read.
    world.tool("gh", f'echo "gh $*" >> "{world.root}/gh.log"; if [ -e sarif ]; then cp sarif "{world.root}/sarif"; fi')
    run = Run(world, REVIEW, "pull_request", ref="proposal")
    look = run.workflow["jobs"]["look"]
    # It fails where there is an error, and the runner's stand-in would go no further.
    look["steps"] = [step for step in look["steps"] if step.get("name") != "Check"]
    run.go()
    assert "code-scanning/sarifs --method POST" in world.gh()
    sarif = json.loads(gzip.decompress(base64.b64decode((world.root / "sarif").read_text())))
    found = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in sarif["runs"][0]["results"]]
    assert any("EXAMPLE-2025-f" in each for each in found), found
    silent(json.dumps(sarif))


def test_a_private_repository_s_review_tells_all_and_a_public_one_s_nothing(world):
    publish(world)
    due = whole_second_ahead(86_400)
    world.commit(world.source, {"content/advisories/EXAMPLE-2026-p.md": advisory(f"embargo: {instant(due)}")}, "Private", "proposal")
    run = Run(world, PRIVATE, "pull_request", ref="proposal").go()
    assert "EXAMPLE-2026-p" in run.summary and world.gh() == "", "and nothing is written elsewhere"
    assert Run(world, PRIVATE, "pull_request", ref="proposal", visibility="public").go().ran == []


def test_a_foundation_s_site_reads_the_records_of_six_repositories(world):
    names = ["anchor", "beacon", "compass", "dock", "ebb", "flag"]
    remotes = {}
    for at, name in enumerate(names):
        record = {
            "id": f"EXAMPLE-2025-000{at}", "modified": "2025-01-01T12:00:00Z", "published": "2025-01-01T12:00:00Z", "summary": f"A flaw in {name}",
            "affected": [{"package": {"ecosystem": "npm", "name": name}, "versions": ["1.0.0"]}],
        }
        world.repository(name, {f"advisories/{record['id']}.json": json.dumps(record)})
        remotes[f"example/{name}"] = world.root / f"{name}.git"
    sources = "".join(f"  - {{ path: ../projects/{name}/advisories, format: osv, publish: true }}\n" for name in names)
    settings = (world.source / "content/site.yaml").read_text() + f"sources:\n{sources}"
    world.commit(world.source, {"content/site.yaml": settings}, "Six projects")
    publish(world, "schedule", FOUNDATION, remotes=remotes)
    complete(world.live)
    for at in range(6):
        assert (world.live / f"advisories/EXAMPLE-2025-000{at}/index.html").is_file()


def test_a_pull_request_of_a_fork_gets_a_summary_and_no_right_to_write(world):
    publish(world)
    propose(world)
    run = Run(world, REVIEW, "pull_request", ref="proposal", fork=True).go()
    assert run.ran == ["look"] and world.gh() == ""
    assert "EXAMPLE-2025-a" in run.summary


def test_a_pull_request_before_the_first_publication(world):
    propose(world)
    Run(world, REVIEW, "pull_request", ref="proposal").go()
    assert "not online yet" in world.gh()


def test_a_public_repository_gets_the_built_site_and_none_of_the_source_s_history(world):
    public = world.repository("public", {"README.md": "The site.\n"})
    remotes = {"example/security-site": world.root / "public.git"}
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": advisory(PAST)}, "Told by Sorrelby")
    for _ in range(2):
        run = publish(world, workflow=TO_REPOSITORY, remotes=remotes)
    assert "Nothing changed" in run.log
    git(public, "pull", "--quiet")
    complete(public)
    assert not (public / "README.md").exists() and not (public / "content").exists()
    log = git(public, "log", "--format=%an %ae %cn %ce %B", "-p", "--all")
    assert git(public, "rev-list", "--count", "HEAD").strip() == "2", "one commit for each change of what is public"
    silent(log)
    head = log.split("diff --git")[0]
    assert head.split() == ["Fanlight", "security@example.org"] * 2 + ["Publish"]
    assert git(world.source, "rev-parse", "HEAD").strip() not in log


def test_the_action_takes_a_release_and_checks_its_provenance(world):
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    url, _ = world.archive()
    world.tool("gh", f'echo "gh $*" >> "{world.root}/gh.log"; case $2 in download) cp "{url.removeprefix("file://")}" . ;; esac')
    out, paths = world.root / "out", world.root / "paths"
    out.write_text("")
    context = {"inputs": {"release": "v0.1.0"}, "steps": {}}
    for step in action["runs"]["steps"]:
        if "if" in step and not holds_true(step["if"].replace("''", "'' "), context):
            continue
        env = {"TAG": "v0.1.0", "REPOSITORY": "somebody/fanlight", "MACHINE": "Linux-X64", "RUNNER_TEMP": str(world.root)}
        env |= {"GITHUB_OUTPUT": str(out), "GITHUB_PATH": str(paths)}
        code, log = world.shell(step["run"], world.root, env, shell=("bash", "-eo", "pipefail"))
        assert code == 0, log
    assert "attestation verify fanlight-x86_64-unknown-linux-musl.tar.gz --repo somebody/fanlight" in world.gh()
    assert outputs_of(out.read_text())["version"].startswith("fanlight ")
    assert (world.root / "home/.fanlight/bin/fanlight").exists() and paths.read_text().strip().endswith(".fanlight/bin")


def test_the_key_of_the_action_s_cache_is_made_of_all_that_the_program_is_made_of(world):
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "key")
    sources, out = world.root / "sources", world.root / "out"

    def key():
        code, log = world.shell(step["run"], world.root, {"ACTION": str(sources), "GITHUB_OUTPUT": str(out)})
        assert code == 0, log
        return look_up("digest", outputs_of(out.read_text()))

    package = tomllib.loads((REPOSITORY / "Cargo.toml").read_text())["package"]["include"]
    folders = [path.strip("/") for path in package if (REPOSITORY / path.strip("/")).is_dir()]
    for folder in folders:
        shutil.copytree(REPOSITORY / folder, sources / folder)
    shutil.copy(REPOSITORY / "Cargo.toml", sources)
    shutil.copy(REPOSITORY / "Cargo.lock", sources)
    keys = [key()]
    for path in [*folders, "Cargo.lock"]:
        one = sources / path
        one = one if one.is_file() else next(path for path in sorted(one.rglob("*")) if path.is_file())
        one.write_text(one.read_text() + "\n")
        keys.append(key())
    assert len(folders) > 3 and len(set(keys)) == len(keys) and {len(key) for key in keys} == {64}


def test_a_release_is_packed_as_the_recipes_and_the_action_take_it(world):
    release = load(REPOSITORY / ".github/workflows/release.yml")
    steps = {step.get("name"): step.get("run") for job in release["jobs"].values() for step in job["steps"]}
    target, root = "x86_64-unknown-linux-musl", world.root / "release"
    package = tomllib.loads((REPOSITORY / "Cargo.toml").read_text())["package"]
    for path in ["Cargo.toml", "Cargo.lock", "packaging", *(path.strip("/") for path in package["include"])]:
        copy = shutil.copytree if (REPOSITORY / path).is_dir() else shutil.copy
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        copy(REPOSITORY / path, root / path)
    version = package["version"]
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n## [Unreleased]\n\nLater.\n\n## [{version}]\n\nNow.\n\n## [0.0.1]\n\nThen.\n")
    git(root, "init", "--quiet")
    git(root, "add", "Cargo.toml")
    git(root, "commit", "--quiet", "--message", "Release")
    built, manual = root / f"target/{target}/dist/fanlight", root / "manuals/man/fanlight.1"
    for path in (built, manual):
        path.parent.mkdir(parents=True)
    built.write_text("the program")
    manual.write_text("its manual")
    for name in ("The tag is the version", "Pack", "Checksums, and this version's part of the changelog"):
        code, log = world.shell(steps[name], root, {"TARGET": target, "TAG": f"v{version}", **TOOLCHAIN}, ("bash", "-eo", "pipefail"))
        assert code == 0, f"{name}: {log}"
    assert (root / "notes.md").read_text() == f"## [{version}]\n\nNow.\n\n"
    code, log = world.shell("sha256sum --check SHA256SUMS && tar -xzf fanlight-*.tar.gz --strip-components=1 && cat man/fanlight.1 fanlight",
                            root / "dist")
    assert code == 0 and log.endswith("its manualthe program"), log
    assert {path.name.split("-")[0] for path in (root / "dist").glob("*.whl")} == {"fanlight"}
    components = json.loads((root / f"dist/fanlight-{target}.cdx.json").read_text())["components"]
    assert any(each["name"] == "pulldown-cmark" for each in components)
