"""Every feed of a site, read by feedparser: well-formed, its three formats agree, each item leads into the site.

Usage: feeds.py SITE URL
"""
import json
import sys
from pathlib import Path
from time import strftime
from urllib.parse import unquote

import feedparser

site, base = Path(sys.argv[1]), sys.argv[2]
problems = []


def instant(parsed):
    return strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else None


def read_xml(path):
    """Id, title, link, dates and authors of each item."""
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        problems.append(f"{path}: {feed.bozo_exception}")
    items = []
    for it in feed.entries:
        published = instant(it.get("published_parsed"))
        updated = instant(it["updated_parsed"]) if "updated" in it else published
        authors = [a.get("name") for a in it.get("authors", []) if a.get("name")]
        content = it["content"][0]["value"] if it.get("content") else ""
        items.append((it.id, it.title, it.link, published, updated, authors, content.strip()))
    selves = [link.href for link in feed.feed.get("links", []) if link.rel == "self"]
    if selves != [base + path.relative_to(site).as_posix()]:
        problems.append(f"{path}: rel=self is {selves}")
    return items


def read_json(path):
    items = []
    for it in json.loads(path.read_text())["items"]:
        authors = [a["name"] for a in it["authors"]]
        items.append((it["id"], it["title"], it["url"], it["date_published"], it["date_modified"], authors,
                      it["content_html"].strip()))
    return items


count = 0
for rss in sorted(site.rglob("feed.xml")):
    formats = {"rss": read_xml(rss), "atom": read_xml(rss.with_name("atom.xml")), "json": read_json(rss.with_name("feed.json"))}
    count += 3
    for name in ("atom", "json"):
        if formats[name] != formats["rss"]:
            pairs = zip(formats["rss"], formats[name])
            first = next(((a, b) for x, y in pairs for a, b in zip(x, y) if a != b), "one has more items")
            problems.append(f"{rss}: {name} says otherwise than rss: {first}")
for path in sorted(site.rglob("*.xml")):
    if path.name not in ("feed.xml", "atom.xml", "updates.xml"):
        continue
    for identity, _, link, *_ in read_xml(path):
        if not identity.startswith("tag:"):
            problems.append(f"{path}: the id {identity} is no tag URI")
        inside = unquote(link.removeprefix(base)) if link.startswith(base) else None
        if inside is None or not (site / inside / "index.html").is_file():
            problems.append(f"{path}: {link} is not in the site")
count += 1
if count < 4:
    problems.append("there are no feeds")
for problem in problems:
    print(f"PROBLEM {problem}")
print(f"{count} feeds, {len(problems)} problems")
sys.exit(bool(problems))
