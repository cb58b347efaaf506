//! How fast a site is built beside a plain copy of it, whether the time of a record depends on how many there are, and how
//! soon a change shows in `serve`: `cargo bench --bench speed [RECORDS]`. Figures are for people; no test asserts one.
#![allow(clippy::disallowed_methods, reason = "a benchmark")]

#[path = "corpus.rs"]
mod corpus;

use std::fs;
use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// Stamps of files are trusted once they are so old.
const SETTLED: Duration = Duration::from_millis(2500);

fn main() -> Result<()> {
    let records = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(10_000);
    let small = build(records / 10)?;
    let large = build(records)?;
    println!("a record of {records} takes {:.2} times one of {}", large / small, records / 10);
    serve(records)
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_fanlight"))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn timed(mut run: impl FnMut() -> Result<()>) -> Result<Duration> {
    let begun = Instant::now();
    run().map(|()| begun.elapsed())
}

/// Builds into a fresh folder, and copies what was built. Returns seconds for each record.
fn build(records: usize) -> Result<f64> {
    let folder = tempfile::tempdir()?;
    corpus::write(folder.path(), records)?;
    let (public, copy) = (folder.path().join("public"), folder.path().join("copy"));
    let (mut built, mut copied) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        [&public, &copy].into_iter().filter(|it| it.exists()).try_for_each(fs::remove_dir_all)?;
        built.push(timed(|| succeed(program().args(["build", "--quiet"]).current_dir(folder.path())))?);
        copied.push(timed(|| succeed(Command::new("cp").arg("-r").arg(&public).arg(&copy)))?);
    }
    let (built, copied) = (median(built), median(copied));
    let times = built.as_secs_f64() / copied.as_secs_f64();
    println!("{records} records: built in {built:.2?}, {times:.1} times what cp -r takes ({copied:.2?})");
    Ok(built.as_secs_f64() / records as f64)
}

fn succeed(command: &mut Command) -> Result<()> {
    if command.status()?.success() { Ok(()) } else { Err(Error::other("a command failed")) }
}

/// Stops the server when it is dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().unwrap_or(());
    }
}

/// Edits a record whose page is open: the time until the page has the new words.
fn serve(records: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    corpus::write(folder.path(), records)?;
    std::thread::sleep(SETTLED);
    let mut command = program();
    command.args(["serve", "--port", "0"]).current_dir(folder.path()).stdout(Stdio::piped());
    let mut server = Server(command.spawn()?);
    let mut lines = BufReader::new(server.0.stdout.take().ok_or_else(|| Error::other("no output"))?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let port = first.split("localhost:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
    let port: u16 = port.ok_or_else(|| Error::other("no port"))?;
    let mut shown = Vec::new();
    for round in 0..ROUNDS {
        lines.next().transpose()?;
        page(port)?;
        std::thread::sleep(SETTLED);
        let (words, begun) = (format!("Edited the {round} time."), Instant::now());
        edit(folder.path(), &words)?;
        while !page(port)?.contains(&words) {
            std::thread::sleep(Duration::from_millis(2));
        }
        shown.push(begun.elapsed());
    }
    println!("a change shows in serve in {:.0?} at {records} records", median(shown));
    Ok(())
}

fn edit(folder: &Path, words: &str) -> Result<()> {
    fs::write(folder.join("content").join(corpus::path(0)), format!("{}\n{words}\n", corpus::record(0)))
}

fn page(port: u16) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let path = format!("/advisories/{}/", corpus::id(0));
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
