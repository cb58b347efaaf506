"""A small stand-in for GitHub's runner: runs a workflow's own `run:` blocks, and does what the actions that it uses do."""

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import yaml

from world import git

SHA = re.compile(r"^[\w.-]+/[\w.-]+@[0-9a-f]{40}$")


class Failed(Exception):
    def __init__(self, step, log):
        super().__init__(f"{step}:\n{log}")
        self.log = log


def load(path):
    """YAML 1.1 takes the key `on` for true."""
    workflow = yaml.safe_load(Path(path).read_text())
    if True in workflow:
        workflow["on"] = workflow.pop(True)
    return workflow


class Run:
    """One run of a workflow. `remotes` names the repositories that it may check out."""

    def __init__(self, world, workflow, event="push", ref="main", fork=False, remotes=None, visibility="private"):
        self.world, self.workflow, self.ref = world, load(workflow), ref
        assert event in str(self.workflow["on"]), f"{workflow} does not run on {event}"
        self.remotes = {"example/records": world.root / "source.git"} | (remotes or {})
        head = "stranger/records" if fork else "example/records"
        self.github = {
            "event_name": event, "repository": "example/records", "token": "" if fork else "token",
            "event": {
                "repository": {"default_branch": "main", "visibility": visibility},
                "pull_request": {"number": 7, "head": {"repo": {"full_name": head}}},
            },
        }
        # Pull requests of forks get no secrets.
        self.secrets = {} if fork else {"PUBLIC_DEPLOY_KEY": "key", "BUILD_HOOK": world.url + "hook"}
        self.needs, self.ran, self.log, self.summary = {}, [], "", ""

    def go(self):
        for name, job in self.workflow["jobs"].items():
            context = {"github": self.github, "secrets": self.secrets, "needs": self.needs, "steps": {}, "inputs": {}}
            if "if" in job and not holds_true(job["if"], context):
                continue
            self.job(name, job, context)
        return self

    def job(self, name, job, context):
        work = Path(tempfile.mkdtemp(dir=self.world.root, prefix="runner-"))
        (work / "space").mkdir()
        (work / "temp").mkdir()
        context["permissions"] = job.get("permissions", self.workflow.get("permissions"))
        self.ran.append(name)
        for step in job["steps"]:
            if "if" in step and not holds_true(step["if"], context):
                continue
            if "uses" in step:
                outputs = self.use(step, fill(step.get("with", {}), context), work, context)
            else:
                outputs = self.run(step, work, context)
            context["steps"][step.get("id")] = {"outputs": outputs}
        self.needs[name] = {"outputs": {key: fill(value, context) for key, value in job.get("outputs", {}).items()}}

    def run(self, step, work, context):
        out, summary = work / "output", work / "summary"
        out.write_text("")
        env = {**self.workflow.get("env", {}), **fill(step.get("env", {}), context)}
        env |= {"SITE": self.world.url} if "SITE" in env else {}
        env |= {"CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(work / "temp"), "GITHUB_PATH": str(work / "path")}
        env |= {"GITHUB_OUTPUT": str(out), "GITHUB_STEP_SUMMARY": str(summary)}
        assert "${{" not in step["run"], "an expression inside a script is an injection"
        env = {key: str(value) for key, value in env.items()}
        code, log = self.world.shell(step["run"], work / "space", env)
        self.log += log
        self.summary = summary.read_text() if summary.exists() else self.summary
        if code != 0:
            raise Failed(step.get("name", "run"), log)
        return outputs_of(out.read_text())

    def use(self, step, given, work, context):
        action = step["uses"]
        assert SHA.match(action), f"{action} is not pinned"
        match action.split("@")[0]:
            case "actions/checkout":
                self.checkout(given, work / "space")
            case own if own.endswith("/fanlight"):
                pass  # It is on the PATH; `test_action` runs action.yml itself.
            case "actions/upload-pages-artifact":
                pack(work / "space" / given["path"], self.world.root / "artifact.tar", given.get("include-hidden-files"))
            case "actions/deploy-pages":
                granted = context["permissions"]
                assert granted["pages"] == granted["id-token"] == "write"
                unpack(self.world)
            case other:
                raise AssertionError(f"the stand-in does not know {other}")
        return {"page_url": self.world.url}

    def checkout(self, given, space):
        remote = self.remotes[given.get("repository", "example/records")]
        # Nothing given: the event's own ref, as for pull requests.
        target = space / given.get("path", ".")
        git(space, "clone", "--quiet", "--depth", "1", "--branch", given.get("ref", self.ref), f"file://{remote}", target)


def pack(folder, archive, hidden):
    """As the action does since its version 4: names with a dot are left out unless it is told otherwise."""
    excluded = ["--exclude=.git", "--exclude=.github"] + ([] if hidden else ["--exclude=.[^/]*"])
    subprocess.run(["tar", "--directory", folder, "-cf", archive, *excluded, "."], check=True)


def unpack(world):
    folder = world.root / "unpacked"
    with tarfile.open(world.root / "artifact.tar") as archive:
        archive.extractall(folder, filter="data")
    world.publish_folder(folder)
    shutil.rmtree(folder)


def fill(value, context):
    """Puts contexts in the place of expressions."""
    if isinstance(value, dict):
        return {key: fill(inner, context) for key, inner in value.items()}
    if not isinstance(value, str):
        return value
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: str(look_up(found[1], context)), value)


def look_up(path, context):
    if path.startswith("'"):
        return path.strip("'")
    for key in path.split("."):
        context = context.get(key, "") if isinstance(context, dict) else ""
    return context


def holds_true(condition, context):
    """Enough of the expression language for conditions: `&&`, `==`, `!=`, `!cancelled()`."""
    condition = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", str(condition).strip())
    for part in map(str.strip, condition.split("&&")):
        if part == "!cancelled()":
            continue
        left, sign, right = re.fullmatch(r"(\S+)\s*(==|!=)\s*(\S+)", part).groups()
        if (look_up(left, context) == look_up(right, context)) != (sign == "=="):
            return False
    return True


def outputs_of(text):
    """`key=value` lines, and `key<<END` blocks."""
    outputs, lines = {}, iter(text.splitlines())
    for line in lines:
        if (block := re.fullmatch(r"(\w+)<<(\S+)", line)):
            outputs[block[1]] = "\n".join(iter(lambda: next(lines), block[2]))
        elif "=" in line:
            key, value = line.split("=", 1)
            outputs[key] = value
    return outputs
