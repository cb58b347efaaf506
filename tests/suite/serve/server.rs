//! A small site in a folder of its own, a server over it, and a client of a few lines.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than any build takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub const SETTINGS: &str = "title: Test Site\nurl: https://security.example.org/\nreport: { contact: [\"mailto:security@example.org\"] }\noutputs: { aliases: redirects }\n";

pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A site with two records, one of them with an alias, and one that is not due yet.
    pub fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        site.write("content/site.yaml", SETTINGS);
        site.write("content/advisories/T-1.md", &record("T-1", "First thing", "Words of the first."));
        let with_alias = record("T-2", "Second thing", "Words of the second.")
            .replace("publish:", "aliases: [CVE-2025-0002]\npublish:");
        site.write("content/advisories/T-2.md", &with_alias);
        site.write("content/advisories/T-3.md", &embargoed("T-3", "Thing that comes", "2999-01-01T00:00:00Z"));
        site.write("content/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        site
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[allow(clippy::disallowed_methods, reason = "the content of a test")]
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_with(arguments, &[])
    }

    pub fn serve_in_ci(&self) -> Server {
        self.serve_with(&[], &[("CI", "true")])
    }

    pub fn serve_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Server {
        Server::start(self.0.path(), arguments, environment)
    }
}

pub fn record(id: &str, title: &str, body: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\npublish: true\npublished: 2025-01-01T00:00:00Z\nsummary: A thing.\n---\n{body}\n"
    )
}

pub fn embargoed(id: &str, title: &str, until: &str) -> String {
    record(id, title, "Body.").replace("published: 2025-01-01T00:00:00Z", &format!("embargo: {until}"))
}

pub struct Server {
    child: Child,
    pub port: u16,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

impl Server {
    fn start(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fanlight"));
        command.args(["serve", "--port", "0"]).args(arguments).current_dir(folder).env_remove("CI");
        command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = lines_of(child.stdout.take().unwrap());
        let errors = lines_of(child.stderr.take().unwrap());
        let first = lines.recv_timeout(PATIENCE).unwrap();
        let port = first.split("localhost:").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        let port = port.parse().unwrap();
        let server = Self { child, port, lines, errors };
        server.line();
        server
    }

    /// The next line that it prints: each round of building ends with one.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a round of building")
    }

    /// All lines until it has been quiet for a while.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.line()];
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(1500)) {
            lines.push(line);
        }
        lines
    }

    /// What was told of what is wrong, until now.
    pub fn errors(&self) -> String {
        self.errors.try_iter().collect::<Vec<_>>().join("\n")
    }

    /// The same, waited for: the terminal and the page are told by ways of their own.
    pub fn errors_with(&self, words: &str) -> String {
        let mut told = String::new();
        while !told.contains(words) {
            let line = self.errors.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {words:?} in {told:?}"));
            told += &format!("{line}\n");
        }
        told + &self.errors()
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[("Host", &format!("localhost:{}", self.port))])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut stream = self.send(method, path, headers);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Response::parse(&String::from_utf8_lossy(&bytes))
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        stream
    }

    /// What an open page hears.
    pub fn news(&self) -> News {
        let host = format!("localhost:{}", self.port);
        let mut news = News(BufReader::new(self.send("GET", "/.fanlight/news", &[("Host", &host)])));
        news.next();
        news
    }

    /// Ends it as Ctrl-C does, and tells how it ended.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> Option<i32> {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn lines_of(from: impl Read + Send + 'static) -> Receiver<String> {
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        BufReader::new(from).lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
    });
    lines
}

pub struct News(BufReader<TcpStream>);

impl News {
    /// The next message, as JSON.
    pub fn next(&mut self) -> serde_json::Value {
        let begun = Instant::now();
        let mut line = String::new();
        while begun.elapsed() < PATIENCE {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the server let go");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
        panic!("no news");
    }
}

pub struct Response {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Response {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers =
            lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.into()));
        Self { status, headers: headers.collect(), body: body.into() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}
