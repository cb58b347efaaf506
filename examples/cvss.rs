//! Scores CVSS vectors, one a line: `vector<TAB>score`, or `vector<TAB>invalid<TAB>why`. Other programs check it against
//! their own arithmetic.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        match fanlight::cvss::read(&line) {
            Ok(scored) => writeln!(out, "{line}\t{:.1}", scored.score)?,
            Err(fault) => writeln!(out, "{line}\tinvalid\t{fault}")?,
        }
    }
    out.flush()
}
