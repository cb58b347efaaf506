"""What a release is made of, as CycloneDX 1.6: python3 packaging/sbom.py TARGET > fanlight-TARGET.cdx.json

Every crate that cargo links into the program as it is shipped, with its version, licence, checksum and what it needs. Crates
that only build or test it are left out, since nothing of them is in the binary."""

import functools
import json
import subprocess
import sys
import tomllib

from facts import DESCRIPTION, REPOSITORY, ROOT, VERSION

# As release.yml builds it.
FEATURES = ["--features", "signing,sealed"]


@functools.cache
def metadata(target):
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target, *FEATURES]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def linked(graph):
    """Ids of the packages in the program, with the ids of what each needs."""
    nodes = {node["id"]: node for node in graph["resolve"]["nodes"]}
    needs, ahead = {}, [graph["resolve"]["root"]]
    while ahead:
        here = ahead.pop()
        if here not in needs:
            normal = [dep["pkg"] for dep in nodes[here]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
            needs[here] = sorted(normal)
            ahead += normal
    return needs


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version'].replace('+', '%2B')}"


def component(package, checksums, kind="library"):
    found = {"type": kind, "bom-ref": purl(package), "name": package["name"], "version": package["version"], "purl": purl(package)}
    if package["license"]:
        # Before SPDX had a grammar, a slash was "or".
        found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if checksum := checksums.get((package["name"], package["version"])):
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return found


def document(target):
    graph = metadata(target)
    packages = {package["id"]: package for package in graph["packages"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    checksums = {(each["name"], each["version"]): each.get("checksum") for each in lock}
    needs, root = linked(graph), graph["resolve"]["root"]
    own = component(packages[root], checksums, "application")
    own |= {"description": DESCRIPTION, "externalReferences": [{"type": "vcs", "url": REPOSITORY}]}
    others = sorted((component(packages[each], checksums) for each in needs if each != root), key=lambda each: each["purl"])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own, "properties": [{"name": "cargo:target", "value": target}]},
        "components": others,
        "dependencies": [
            {"ref": purl(packages[each]), "dependsOn": sorted({purl(packages[need]) for need in needs[each]})}
            for each in sorted(needs, key=lambda each: purl(packages[each]))
        ],
    }


if __name__ == "__main__":
    print(json.dumps(document(sys.argv[1]), indent=2))
