"""The whole life of one advisory, with real repositories and the recipes themselves; only the clock is set.

The private repository holds the records; publish-to-repository.yml builds each site and commits it to the public one;
review.yml looks at what is proposed. At each step: what is public, and what is not.
"""

import os

from runner import Failed, Run
from world import RECIPES, SITE, advisory, complete, git, holds, silent

ID = "EXAMPLE-2025-q7vd"
PATH = f"content/advisories/{ID}.md"
TITLE, CAUSE, BODY = "A long name ends the server", "The length field was trusted", "Update to the next version"
LIFTS, PART = "2025-03-10T14:00:00Z", "2025-03-17T09:00:00Z"
RECORD = advisory(f"embargo: {LIFTS}", TITLE, f"!until:{PART} {CAUSE}.", f"{BODY}.")


class Life:
    def __init__(self, world):
        self.world, self.source = world, world.source
        self.public = world.repository("public", {"README.md": "The site.\n"})
        world.tool("fanlight", 'clock=$(cat "$0.clock")\ncommand=$1\nshift\n'
                   f'exec "{os.environ["FANLIGHT"]}" "$command" --at "$clock" "$@"')

    def clock(self, at):
        (self.world.bin / "fanlight.clock").write_text(at)

    def publish(self, at):
        """Publishes at an instant; the number of commits that this made in the public repository."""
        self.clock(at)
        before = self.commits()
        remotes = {"example/security-site": self.world.root / "public.git"}
        run = Run(self.world, RECIPES / "github/publish-to-repository.yml", "schedule", remotes=remotes).go()
        silent(run.log)
        git(self.public, "pull", "--quiet")
        complete(self.public)
        self.world.publish_folder(self.public)
        return self.commits() - before

    def refused(self, at):
        """The words of a publication that has to be refused; what is public stays."""
        head = git(self.public, "rev-parse", "HEAD")
        try:
            self.publish(at)
        except Failed as failed:
            silent(failed.log)
            git(self.public, "pull", "--quiet")
            assert git(self.public, "rev-parse", "HEAD") == head, "what is online stays"
            return failed.log
        raise AssertionError("it was published")

    def commits(self):
        git(self.public, "pull", "--quiet")
        return int(git(self.public, "rev-list", "--count", "HEAD"))

    def propose(self, at, record, message):
        """A pull request: the comment that its reviewers read."""
        self.clock(at)
        git(self.source, "checkout", "--quiet", "main")
        self.world.commit(self.source, {PATH: record}, message, branch="proposal")
        (self.world.root / "gh.log").unlink(missing_ok=True)
        run = Run(self.world, RECIPES / "github/review.yml", "pull_request", ref="proposal").go()
        silent(run.log + self.world.gh())
        return self.world.gh()

    def approve(self, at):
        self.clock(at)
        code, log = self.world.shell(f"fanlight approve {ID} --by 'Ann Example' --on {at[:10]} --yes", self.source)
        assert code == 0, log
        self.world.commit(self.source, {}, "Approved", branch="proposal")
        return log

    def merge(self):
        git(self.source, "checkout", "--quiet", "main")
        git(self.source, "merge", "--quiet", "--no-ff", "--message", "Merge the proposal", "proposal")
        git(self.source, "push", "--quiet", "origin", "main")

    def shows(self, *words):
        for word in words:
            assert holds(self.public, [word]), f"{word!r} is not public"

    def hides(self, *words):
        found = holds(self.public, words)
        assert not found, found


def test_the_life_of_an_advisory_from_proposal_to_withdrawal(world):
    life = Life(world)
    world.commit(life.source, {"content/site.yaml": SITE + "disclosure: { require_approval: true }\n"}, "Approvals")

    assert life.publish("2025-03-01T12:00:00Z") == 1
    life.hides(ID, TITLE)

    # Proposed: the reviewers' comment tells that nothing becomes public yet.
    comment = life.propose("2025-03-02T12:00:00Z", RECORD, "An advisory under embargo")
    assert ID not in comment and TITLE not in comment
    assert life.publish("2025-03-02T12:00:00Z") == 0, "a proposal changes nothing"

    # Merged without an approval, it would stay withheld past its hour.
    code, log = world.shell(f"fanlight build --out {world.root}/unapproved", life.source)
    assert code == 0, log
    life.clock("2025-04-01T12:00:00Z")
    assert world.shell(f"fanlight build --out {world.root}/unapproved", life.source)[0] == 0
    assert not holds(world.root / "unapproved", [ID, TITLE])

    # Approved and merged: still nothing, until the embargo lifts.
    shown = life.approve("2025-03-03T12:00:00Z")
    assert TITLE in shown and CAUSE in shown, "who approves sees what will be public"
    life.merge()
    assert life.publish("2025-03-10T13:59:59Z") == 0, "not a second early"
    life.hides(ID, TITLE, CAUSE, BODY)

    # Its embargo lifts; the part that lifts later is not there yet.
    assert life.publish(LIFTS) == 1
    life.shows(ID, TITLE, BODY)
    life.hides(CAUSE, PART)
    assert TITLE in (life.public / "feed.xml").read_text()
    assert life.publish("2025-03-17T08:59:59Z") == 0

    # The part lifts, hours after the instant, as schedules do: late, and dated as it was to be.
    assert life.publish("2025-03-17T13:07:00Z") == 1
    life.shows(CAUSE, PART)

    # Revised: the edit voids the approval, and a build that would take the page away is refused.
    revised = (life.source / PATH).read_text().replace("impact: Whoever", "impact: Only whoever") \
        .replace("severity:", "revisions: [{ at: 2025-03-20T10:00:00Z, note: The reach is smaller than thought. }]\nseverity:")
    comment = life.propose("2025-03-20T11:00:00Z", revised, "Revised")
    assert "removed" in comment.lower() or "would" in comment.lower(), comment
    life.merge()
    assert ID in life.refused("2025-03-20T11:00:00Z")
    life.shows(TITLE)
    life.hides("The reach is smaller")

    life.approve("2025-03-20T12:00:00Z")
    (world.root / "gh.log").unlink()
    Run(world, RECIPES / "github/review.yml", "pull_request", ref="proposal").go()
    assert ID in world.gh() and "`impact`" in world.gh() and "`revisions`" in world.gh()
    life.merge()
    assert life.publish("2025-03-20T12:00:00Z") == 1
    life.shows("The reach is smaller", "Only whoever", CAUSE)

    # Deleted: refused, as links last.
    git(life.source, "checkout", "--quiet", "main")
    kept = (life.source / PATH).read_text()
    world.commit(life.source, {PATH: None}, "Deleted")
    assert "--allow-removal" in life.refused("2025-04-01T07:00:00Z")
    world.commit(life.source, {PATH: kept}, "Not deleted")

    # Withdrawn instead: it stays online, and says so and why.
    withdrawn = (life.source / PATH).read_text().replace(
        "severity:", "withdrawn: 2025-04-01T08:00:00Z\nwithdrawn_reason: It could not be reproduced.\nseverity:")
    life.propose("2025-04-01T09:00:00Z", withdrawn, "Withdrawn")
    life.approve("2025-04-01T09:00:00Z")
    life.merge()
    assert life.publish("2025-04-01T09:00:00Z") == 1
    life.shows(TITLE, "It could not be reproduced")

    # All that ever was public, in every commit: nothing withheld, nobody's name, no word of the private history.
    assert life.commits() == 6, "the README, and five sites"
    history = git(life.public, "log", "-p", "--all", "--format=%an %ae %s")
    silent(history)
    silent(history, ("Ann Example", "Approved", "Merge the proposal", "approved:", life.source.name + "/content"))
    for commit in git(life.source, "rev-list", "--all").split():
        assert commit not in history
