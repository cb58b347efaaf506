"""What a release writes: archives, formula, list of parts, manuals; each from the one list of machines."""

import json
import re
import shutil
import subprocess
import tarfile
import tomllib
import zipfile

import archive
import formula
import sbom
import unsafe
from facts import CARGO, REPOSITORY, TARGETS, VERSION
from license_expression import get_spdx_licensing
from workshop import ROOT, TARGET, Missing, manuals, program

RELEASE = (ROOT / ".github/workflows/release.yml").read_text()


def test_the_workflow_builds_for_each_machine_of_the_list(_):
    built = dict(re.findall(r"\{ target: (\S+), runs-on: (\S+) \}", RELEASE))
    assert built == {target: each["runner"] for target, each in TARGETS.items()}


def test_an_archive_holds_all_and_has_the_same_bytes_each_time(folder):
    small = folder.path / "small"
    small.write_bytes(b"\x7fELF")
    for target, read in ((TARGET, tarfile_names), ("x86_64-pc-windows-msvc", zip_names)):
        one, other = ((folder.script("archive.py", small, target, manuals(), folder.path / out)) for out in "ab")
        assert open(one, "rb").read() == open(other, "rb").read()
        names = read(one)
        top = f"fanlight-{target}"
        wanted = [archive.program(target), "README.md", "LICENSE-MIT", "man/fanlight.1", "completions/_fanlight"]
        assert {f"{top}/{each}" for each in wanted} <= names and all(each.startswith(f"{top}/") for each in names)


def tarfile_names(path):
    with tarfile.open(path) as packed:
        assert packed.getmember(f"fanlight-{TARGET}/fanlight").mode == 0o755
        return set(packed.getnames())


def zip_names(path):
    return set(zipfile.ZipFile(path).namelist())


def test_cargo_binstall_finds_the_archives(_):
    told = CARGO["metadata"]["binstall"]
    for target in TARGETS:
        windows = "-windows-" in target
        assert (told["overrides"].get(target, told)["pkg-fmt"] == "zip") == windows
        suffix, binary_ext = (".zip", ".exe") if windows else (".tar.gz", "")
        blanks = {"repo": REPOSITORY, "version": VERSION, "target": target, "archive-suffix": suffix, "bin": "fanlight", "binary-ext": binary_ext}
        fill = lambda text: re.sub(r"\{ ([a-z-]+) \}", lambda match: blanks[match[1]], text)
        assert fill(told["pkg-url"]) == f"{REPOSITORY}/releases/download/v{VERSION}/fanlight-{target}{suffix}"
        assert fill(told["bin-dir"]) == f"fanlight-{target}/{archive.program(target)}"


def test_the_formula_names_each_archive_with_its_checksum(folder):
    unix = [target for target in TARGETS if "-windows-" not in target]
    digests = {target: format(at, "064x") for at, target in enumerate(unix, 1)}
    text = formula.formula("".join(f"{digest}  fanlight-{target}.tar.gz\n" for target, digest in digests.items()))
    assert "@" not in re.sub(r"#.*", "", text)
    pairs = re.findall(r'url "([^"]+)"\n\s+sha256 "([^"]+)"', text)
    assert pairs and dict(pairs) == {f"{REPOSITORY}/releases/download/v{VERSION}/fanlight-{target}.tar.gz": digests[target] for target in unix}
    if shutil.which("ruby"):
        (folder.path / "fanlight.rb").write_text(text)
        folder.run("ruby", "-c", "fanlight.rb")


def test_each_command_has_a_man_page_and_each_shell_its_completions(folder):
    pages = {path.name for path in (manuals() / "man").iterdir()}
    commands = re.findall(r"^  ([a-z-]+) ", folder.run(program(), "--help").split("Commands:")[1].split("Options:")[0], re.M)
    assert len(commands) > 10 and pages >= {"fanlight.1", *(f"fanlight-{each}.1" for each in commands if each != "help")}
    completions = {path.name for path in (manuals() / "completions").iterdir()}
    assert completions >= {"fanlight.bash", "_fanlight", "fanlight.fish"}
    folder.run("bash", "-n", manuals() / "completions/fanlight.bash")
    if shutil.which("man"):
        shown = folder.run("man", "--local-file", manuals() / "man/fanlight-build.1", env={"MANPAGER": "cat", "LANG": "C.UTF-8"})
        assert "--out" in shown


def test_the_list_of_parts_is_valid_and_names_what_is_linked(_):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    made = sbom.document(TARGET)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made))
    assert fault is None, fault
    names = {each["name"] for each in made["components"]}
    assert {"serde", "pulldown-cmark", "pgp"} <= names, "with signing, as it is shipped"
    assert not {"proptest", "clap_mangen", "insta"} & names, "and without what only tests need"
    refs = {each["bom-ref"] for each in made["components"]} | {made["metadata"]["component"]["bom-ref"]}
    assert all({each["ref"], *each["dependsOn"]} <= refs for each in made["dependencies"])
    assert all("licenses" in each and "hashes" in each for each in made["components"])


def test_every_licence_of_a_part_is_allowed(_):
    """What `cargo deny` checks in CI, of what is shipped."""
    licensing = get_spdx_licensing()
    allowed = set(tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"])
    for target in TARGETS:
        for each in sbom.document(target)["components"]:
            parsed = licensing.parse(each["licenses"][0]["expression"])
            assert satisfied(parsed, allowed), f"{each['name']}: {parsed}"


def test_our_code_has_no_unsafe_and_the_threat_model_says_how_much_the_rest_has(_):
    counted = unsafe.rows()
    assert [row[0] for row in counted if row[1] == "fanlight"] == [0]
    page = " ".join((ROOT / "docs/pages/explanation/threat-model.md").read_text().split())
    assert unsafe.sentence(counted) in page, unsafe.sentence(counted)


def satisfied(expression, allowed):
    if expression.isliteral:
        return str(expression) in allowed
    parts = [satisfied(part, allowed) for part in expression.args]
    return any(parts) if expression.operator == "|" or type(expression).__name__ == "OR" else all(parts)


def test_the_crate_holds_what_it_needs_and_nothing_of_the_tests(_):
    done = subprocess.run(["cargo", "package", "--list", "--allow-dirty", "--offline"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0 and "network" in done.stderr:
        raise Missing("cargo can't reach the registry")
    assert done.returncode == 0, done.stderr
    listed = set(done.stdout.split())
    assert {"Cargo.toml", "Cargo.lock", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "src/main.rs"} <= listed
    assert {"themes/default/base.html", "starter/site/README.md", "docs/pages/rules/leak.md"} <= listed
    strays = [each for each in listed if re.match(r"(tests|recipes|fuzz|benches|content|\.github|\.ci)/", each)]
    assert not strays, strays
