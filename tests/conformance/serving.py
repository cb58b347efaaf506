"""`fanlight serve` under clients that mean it harm, or are just slow: serving.py FANLIGHT

Through each of them a page is asked for and has to come, whole; the server listens on loopback alone and lives on."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

FANLIGHT = Path(sys.argv[1]).resolve()
counts = {"passed": 0, "failed": 0}


def verdict(name, problems):
    counts["failed" if problems else "passed"] += 1
    print(f"{'FAILED' if problems else 'ok'}: {name}", *map(str, problems[:5]), sep="\n  ", flush=True)


class Served:
    """A server over a fresh site, and its port."""

    def __init__(self, root):
        subprocess.run([FANLIGHT, "init", root / "begun"], check=True, capture_output=True)
        self.content = root / "begun/content"
        self.process = subprocess.Popen([FANLIGHT, "serve", self.content, "--port", "0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, env=os.environ | {"NO_COLOR": "1"})
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://[^:/]+:(\d+)", line):
                self.port = int(found[1])
                break
        threading.Thread(target=lambda: self.said.extend(self.process.stdout), daemon=True).start()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def answers(self):
        """What is wrong with a page that is asked for now."""
        if self.process.poll() is not None:
            return [f"the server ended: {''.join(self.said)[-500:]}"]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=60) as page:
                return [] if page.read().rstrip().endswith(b"</html>") else ["the page isn't whole"]
        except OSError as error:
            return [f"no page: {error}"]

    def through(self, name, harm):
        """A page comes while `harm`'s sockets are open, and after they are gone."""
        sockets = harm()
        problems = self.answers()
        for each in sockets:
            each.close()
        verdict(f"{name}: a page comes meanwhile and after", problems + self.answers())


def sent(served, data, times):
    def harm():
        sockets = []
        for _ in range(times):
            one = served.connect()
            try:
                one.sendall(data)
            except OSError:
                pass  # It was refused already, which is as good.
            sockets.append(one)
        return sockets
    return harm


def loopback(served):
    """Where this machine has another address, nothing listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            address = probe.getsockname()[0]
        except OSError:
            address = "127.0.0.1"
    if address.startswith("127."):
        listening = Path("/proc/net/tcp").read_text()
        port = f"{served.port:04X}"
        found = [line.split()[1] for line in listening.splitlines()[1:] if line.split()[1].endswith(":" + port) and line.split()[3] == "0A"]
        return [] if found == [f"0100007F:{port}"] else found or ["nobody listens"]
    try:
        socket.create_connection((address, served.port), timeout=5).close()
        return [f"it listens on {address}"]
    except OSError:
        return []


def changed(served):
    """While a page is rewritten, whoever asks gets a whole one."""
    page, over, problems = served.content / "index.md", threading.Event(), []

    def rewrite():
        text, at = page.read_text(), 0
        while not over.wait(0.01):
            at += 1
            page.write_text(f"{text}\nSentence {at}.\n")

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(200):
            problems += served.answers()
    finally:
        over.set()
        writer.join()
    return problems


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with tempfile.TemporaryDirectory(prefix="fanlight-serving-") as root:
        served = Served(Path(root))
        try:
            verdict("it answers, on loopback alone", served.answers() + loopback(served))
            served.through("two thousand idle connections", sent(served, b"", 2000))
            served.through("five hundred half-sent requests", sent(served, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ", 500))
            served.through("a head of megabytes", sent(served, b"GET / HTTP/1.1\r\nX-A: " + b"a" * (4 << 20), 4))
            served.through("ten thousand header lines", sent(served, b"GET / HTTP/1.1\r\n" + b"X-A: a\r\n" * 10_000, 4))
            served.through("bytes that are no HTTP", sent(served, b"\x16\x03\x01\x00\xff\x00" * 1000, 50))
            served.through("a body without an end", sent(served, b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\naaaa", 50))
            asked = b"GET /assets/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 1000
            served.through("clients that ask and never read", sent(served, asked, 50))
            verdict("a page that is rewritten without pause is whole each time", changed(served))
        finally:
            served.process.send_signal(signal.SIGINT)
            ended = served.process.wait(timeout=60)
        verdict("it ends when it is asked to", [] if ended in (0, 130, -signal.SIGINT) else [f"exit {ended}"])
    print(f"{counts['passed']} passed, {counts['failed']} failed, 0 skipped")


main()
