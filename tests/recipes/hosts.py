"""The recipes for other hosts: GitLab Pages, Netlify, Cloudflare Pages, any server."""

import os
import shutil
import tomllib

import yaml

from world import RECIPES, Missing, advisory, complete, git, holds, silent

PAST = "published: 2025-01-01T12:00:00Z"
RECORD = {"content/advisories/EXAMPLE-2025-a.md": advisory(PAST)}


def pipeline():
    return yaml.safe_load((RECIPES / "gitlab/.gitlab-ci.yml").read_text())


def flat(script):
    for line in script:
        yield from flat(line) if isinstance(line, list) else [line]


def gitlab(world, job, checkout="main", **more):
    """Runs a job as GitLab's runner does: a fresh checkout, `before_script` and `script` in one shell."""
    url, digest = world.archive() if not (world.root / "release").exists() else world.last
    world.last = url, digest
    space = world.root / "gitlab"
    shutil.rmtree(space, ignore_errors=True)
    git(world.root, "clone", "--quiet", "--branch", checkout, f"file://{world.root}/source.git", space)
    env = pipeline()["variables"] | {"SITE": world.url, "FANLIGHT_URL": url, "FANLIGHT_SHA256": digest}
    env |= {"CI": "true", "CI_DEFAULT_BRANCH": "main"} | more
    steps = [*flat(pipeline()["default"]["before_script"]), *flat(pipeline()[job]["script"])]
    script = "\n".join(steps).replace("/tmp/fanlight", str(world.root / "tools"))
    code, log = world.shell(script, space, env, shell=("bash", "-eo", "pipefail"))
    silent(log)
    return code, log, space


def test_gitlab_publishes_the_newest_commit_with_dot_folders(world):
    git(world.source, "branch", "old")
    git(world.source, "push", "--quiet", "origin", "old")
    world.commit(world.source, RECORD, "An advisory")
    code, log, space = gitlab(world, "pages", checkout="old")
    assert code == 0, log
    assert pipeline()["pages"]["artifacts"]["paths"] == ["public"]
    world.publish_folder(space / "public")
    complete(world.live)
    assert (world.live / "advisories/EXAMPLE-2025-a/index.html").is_file()


def test_gitlab_compares_with_the_former_site(world):
    test_gitlab_publishes_the_newest_commit_with_dot_folders(world)
    world.commit(world.source, {path: None for path in RECORD}, "It is gone")
    code, log, _ = gitlab(world, "pages")
    assert code == 1 and "--allow-removal" in log


def test_gitlab_reviews_merge_requests(world):
    code, log, space = gitlab(world, "pages")
    assert code == 0, log
    world.publish_folder(space / "public")
    world.commit(world.source, RECORD, "Proposed", branch="proposal")
    code, log, space = gitlab(world, "review", checkout="proposal")
    assert code == 0, log
    assert "EXAMPLE-2025-a" in (space / "diff.md").read_text()


def test_gitlab_s_wait_ends_at_once_where_nothing_lifts(world):
    code, log, _ = gitlab(world, "wait")
    assert code == 0, log


def test_other_bytes_than_the_checksum_s_are_refused(world):
    code, _, space = gitlab(world, "pages", FANLIGHT_SHA256="0" * 64)
    assert code != 0 and not (space / "public").exists()
    code, _ = build_script(world, {"FANLIGHT_SHA256": "0" * 64})
    assert code != 0 and not (world.source / "public").exists()


def build_script(world, more=()):
    url, digest = world.archive() if not (world.root / "release").exists() else world.last
    world.last = url, digest
    shutil.copy(RECIPES / "build.sh", world.source / "build.sh")
    env = {"SITE": world.url, "FANLIGHT_URL": url, "FANLIGHT_SHA256": digest} | dict(more)
    command = tomllib.loads((RECIPES / "netlify/netlify.toml").read_text())["build"]["command"]
    code, log = world.shell(command, world.source, env, shell=("sh",))
    silent(log)
    return code, log


def test_netlify_builds_by_one_command_and_for_production_alone(world):
    settings = tomllib.loads((RECIPES / "netlify/netlify.toml").read_text())
    assert {"SITE", "FANLIGHT_URL", "FANLIGHT_SHA256"} == set(settings["build"]["environment"])
    skipped = {context: world.shell(settings["build"]["ignore"], world.root, {"CONTEXT": context})[0] == 0
               for context in ("production", "deploy-preview", "branch-deploy")}
    assert skipped == {"production": False, "deploy-preview": True, "branch-deploy": True}
    world.commit(world.source, RECORD, "An advisory")
    code, log = build_script(world)
    assert code == 0, log
    world.publish_folder(world.source / settings["build"]["publish"])
    complete(world.live)
    assert (world.live / "_headers").is_file()
    # A fresh checkout the next time.
    shutil.rmtree(world.source / "public")
    world.commit(world.source, {path: None for path in RECORD}, "It is gone")
    code, log = build_script(world)
    assert code == 1 and "--allow-removal" in log


def test_cloudflare_publishes_what_the_same_command_writes(world):
    settings = tomllib.loads((RECIPES / "cloudflare/wrangler.toml").read_text())
    assert {"SITE", "FANLIGHT_URL", "FANLIGHT_SHA256"} == set(settings["vars"])
    code, log = build_script(world)
    assert code == 0, log
    complete(world.source / settings["pages_build_output_dir"])


def rsync(world, server):
    if not shutil.which("rsync"):
        raise Missing("rsync is not installed")
    # `ssh HOST COMMAND`: here.
    world.tool("ssh", 'shift\nexec sh -c "$*"')
    return world.shell(f"'{RECIPES}/rsync/publish.sh' example '{server}'", world.source, {"CI": ""})


def test_any_server_gets_the_site_whole_and_loses_what_is_gone(world):
    server = world.root / "server"
    world.commit(world.source, RECORD, "An advisory")
    code, log = rsync(world, server)
    assert code == 0, log
    silent(log)
    assert os.readlink(server / "current") == "a"
    complete(server / "current")
    first = (server / "current").resolve()
    page = first / "advisories/EXAMPLE-2025-a/index.html"
    stood = page.read_bytes()

    withdrawn = PAST + "\nwithdrawn: 2025-02-01T12:00:00Z\nwithdrawn_reason: It was a mistake."
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": advisory(withdrawn)}, "Withdrawn")
    assert rsync(world, server)[0] == 0
    assert os.readlink(server / "current") == "b", "switched"
    assert page.read_bytes() == stood, "what was served is not touched while the other is filled"
    assert holds(server / "current/advisories", ["It was a mistake."])

    # Something of which the site knows nothing any more goes with the next switches.
    for slot in ("a", "b"):
        (server / slot / "stale.html").write_text("stale")
    assert rsync(world, server)[0] == 0
    assert not (server / "current/stale.html").exists() and (server / "current/.well-known/security.txt").exists()


def test_a_build_that_fails_leaves_the_server_as_it_was(world):
    server = world.root / "server"
    assert rsync(world, server)[0] == 0
    world.commit(world.source, {"content/advisories/EXAMPLE-2025-a.md": "---\ntitle: A\npublish: true\nimpact: 7\n---\n"}, "Broken")
    code, log = rsync(world, server)
    assert code == 1, log
    assert os.readlink(server / "current") == "a"
    complete(server / "current")
