"""The repository has one name, and one command puts another everywhere."""

import re
import shutil
import subprocess

import name as naming
from workshop import ROOT

# How Fanlight's own repository is referred to; each must lead to the one name.
REFERENCES = [
    r"github\.com/([\w.-]+/[\w-]*fanlight[\w-]*)",
    r"github:([\w.-]+/[\w-]*fanlight[\w-]*)",
    r"uses: ([\w.-]+/[\w-]*fanlight[\w-]*)@",
    r"ghcr\.io/([\w.-]+/[\w-]*fanlight[\w-]*)",
]
# Where nothing of it can be: no page of it is there before it is published.
NOWHERE = [r"docs\.rs/crate/fanlight", r"crates\.io/crates/fanlight", r"\bexample/fanlight\b"]
# What holds these patterns, and what is no text of ours.
OTHERS = ("tests/packages/", "packaging/name.py", "Cargo.lock", "package-lock.json", "fuzz/", "tests/recipes/", "CHANGELOG.md")


def own(root):
    for path, text in naming.texts(root):
        relative = path.relative_to(root).as_posix()
        if not relative.startswith(OTHERS) and not relative.endswith(OTHERS):
            yield relative, text


def wrong(root):
    """Each reference that leads elsewhere."""
    expected = naming.current(root).lower()
    found = []
    for path, text in own(root):
        found += [f"{path}: {each}" for pattern in NOWHERE for each in re.findall(pattern, text)]
        for pattern in REFERENCES:
            names = [re.sub(r"\.git$", "", each) for each in re.findall(pattern, text)]
            found += [f"{path}: {each}" for each in names if each.lower() != expected]
    return found


def copy(folder):
    """The repository's files in a repository of their own."""
    root = folder.path / "copy"
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    for relative in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / relative).is_file():
            (root / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / relative, root / relative)
    author = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    for command in (["init", "--quiet"], [*author, "add", "--all"], [*author, "commit", "--quiet", "--message", "All"]):
        folder.run("git", *command, cwd=root)
    return root


def test_every_reference_to_the_repository_has_its_name(_):
    assert not wrong(ROOT), "\n".join(wrong(ROOT))


def test_another_name_would_be_found(folder):
    root = copy(folder)
    guide = root / "docs/pages/guides/publishing.md"
    guide.write_text(guide.read_text() + "\nSee https://github.com/somebody/fanlight.\n")
    assert wrong(root) == ["docs/pages/guides/publishing.md: somebody/fanlight"]


def test_one_command_puts_another_name_everywhere_and_back(folder):
    root = copy(folder)
    before = naming.current(root)
    commit = folder.run("git", "rev-parse", "HEAD", cwd=root).strip()
    naming.rename("Harbour-Sec/fanlight", root)
    assert naming.current(root) == "Harbour-Sec/fanlight" and not wrong(root), wrong(root)
    whole = dict(own(root))
    assert not [path for path, text in whole.items() if before in text]
    assert "ghcr.io/harbour-sec/fanlight" in whole["packaging/image/Dockerfile"]
    assert f"uses: Harbour-Sec/fanlight@{commit}" in whole["recipes/github/publish.yml"], "recipes run at once"
    naming.rename(before, root)
    left = folder.run("git", "diff", "--name-only", cwd=root).split()
    assert all(path.startswith("recipes/") for path in left), left


def test_recipes_are_pinned_to_a_release(folder):
    root = copy(folder)
    sums = folder.path / "SHA256SUMS"
    sums.write_text(f"{'a' * 64}  {naming.LINUX}\n{'b' * 64}  other\n")
    naming.pin("c" * 40, sums, root)
    recipes = {path.relative_to(root).as_posix(): text for path, text in naming.texts(root / "recipes")}
    assert recipes and not [path for path, text in recipes.items() if "0" * 40 in text]
    assert f"@{'c' * 40} # v" in recipes["recipes/github/publish.yml"]
    assert 'release: "v' in recipes["recipes/github/publish.yml"], "and take its binary"
    for path in ("recipes/gitlab/.gitlab-ci.yml", "recipes/netlify/netlify.toml", "recipes/cloudflare/wrangler.toml"):
        assert "a" * 64 in recipes[path], path


def test_the_placeholder_can_be_nobody_s(_):
    """GitHub has no names with an underscore: a recipe that nobody filled in runs nothing of a stranger's."""
    owner = naming.current(ROOT).split("/")[0]
    home = (ROOT / "docs/pages/developing/releasing.md").read_text()
    assert "_" in owner or re.search(r"has its home at", home)
