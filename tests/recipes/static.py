"""What can be said of the recipes without running them: schemas, pins, permissions."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib

from runner import SHA, load
from world import RECIPES, REPOSITORY, Missing

WORKFLOWS = sorted(RECIPES.glob("github/*.yml"))
OWN = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
HERE = REPOSITORY / "tests/recipes"
# Its package holds the schema of wrangler.toml; of the rest nothing is installed.
WRANGLER = "wrangler@4.86.0"


def schema(name, *paths, transform=()):
    valid(paths, "--builtin-schema", f"vendor.{name}", *transform)


def valid(paths, *how):
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", *how, *paths], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def npm(*arguments, cwd):
    if not shutil.which("npm"):
        raise Missing("this machine has no npm")
    done = subprocess.run(["npm", *arguments, "--silent"], cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        raise Missing("npm can't install")
    return done.stdout.strip()


def test_workflows_are_valid(_):
    assert len(WORKFLOWS) >= 5 and OWN
    schema("github-workflows", *WORKFLOWS, *OWN)


def test_the_action_is_valid(_):
    schema("github-actions", REPOSITORY / "action.yml")


def test_gitlab_s_pipeline_is_valid(_):
    schema("gitlab-ci", RECIPES / "gitlab/.gitlab-ci.yml", transform=("--data-transform", "gitlab-ci"))


def test_cloudflare_s_settings_are_valid(world):
    with tarfile.open(world.root / npm("pack", WRANGLER, cwd=world.root)) as package:
        package.extract("package/config-schema.json", world.root, filter="data")
    valid([RECIPES / "cloudflare/wrangler.toml"], "--schemafile", world.root / "package/config-schema.json")


def test_netlify_s_own_reader_reads_its_settings(_):
    """There is no schema of netlify.toml; what reads it on Netlify's machines refuses what it doesn't take."""
    if not (HERE / "node_modules/.package-lock.json").exists():
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=HERE)
    for path in (RECIPES / "netlify/netlify.toml", REPOSITORY / "netlify.toml"):
        read = subprocess.run(["node", HERE / "netlify.mjs", path], capture_output=True, text=True)
        assert read.returncode == 0, read.stdout + read.stderr
        build, written = json.loads(read.stdout)["build"], tomllib.loads(path.read_text())["build"]
        assert build["publish"] == str(path.parent / "public")
        assert all(build[key] == written[key] for key in written if key != "publish")


def test_every_action_is_pinned_to_a_commit_and_tells_its_version(_):
    for path in [*WORKFLOWS, *OWN, REPOSITORY / "action.yml"]:
        for line in path.read_text().splitlines():
            if not (used := re.search(r"^\s*-?\s*uses:\s*(\S+)(.*)", line)) or used[1].startswith("./"):
                continue
            assert SHA.match(used[1]), f"{path.name}: {used[1]} is not pinned"
            assert "#" in used[2], f"{path.name}: {used[1]} does not tell its version"


def test_workflows_hold_no_more_rights_than_they_name(_):
    for path in [*WORKFLOWS, *OWN]:
        workflow = load(path)
        assert workflow["permissions"] == {}, f"{path.name}: rights are given by job"
        assert "pull_request_target" not in workflow["on"], path.name
        for name, job in workflow["jobs"].items():
            assert "timeout-minutes" in job, f"{path.name}: {name} has no bound"
            for step in job["steps"]:
                assert "${{" not in step.get("run", ""), f"{path.name}: an expression inside a script is an injection"
                if "checkout" in step.get("uses", ""):
                    given = step.get("with", {})
                    assert given.get("persist-credentials") is False or "ssh-key" in given, f"{path.name}: {name}"


def test_what_pull_requests_run_has_no_secret_and_what_may_write_runs_nothing_of_theirs(_):
    text = (RECIPES / "github/review.yml").read_text()
    assert "secrets." not in text
    jobs = load(RECIPES / "github/review.yml")["jobs"]
    assert jobs["look"]["permissions"] == {"contents": "read"}
    assert jobs["comment"]["permissions"] == {"pull-requests": "write"}
    assert jobs["scan"]["permissions"] == {"security-events": "write"}
    for name in ("comment", "scan"):
        assert not any("uses" in step for step in jobs[name]["steps"])


def test_each_recipe_is_told_of_on_the_page(_):
    page = (REPOSITORY / "docs/pages/guides/publishing.md").read_text()
    for path in RECIPES.rglob("*"):
        if path.is_file():
            assert f"/blob/main/{path.relative_to(REPOSITORY)}" in page, f"{path} is not told of"
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page):
        assert (REPOSITORY / "docs/pages/guides" / link).exists(), f"docs/pages/guides/publishing.md: {link} leads nowhere"


def test_each_recipe_says_how_long_it_takes(_):
    for path in RECIPES.rglob("*"):
        if path.is_file():
            head = "\n".join(line for line in path.read_text().splitlines()[:15] if line.startswith("#"))
            assert re.search(r"(takes|[Aa]bout) (half )?(a )?(minute|seconds)", head), f"{path} doesn't say how long it takes"


def test_scripts_are_read_by_a_shell(world):
    for path in RECIPES.rglob("*.sh"):
        code, log = world.shell(f"sh -n '{path}'", world.root)
        assert code == 0, log
