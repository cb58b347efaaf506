//! The lines of a picture, made short: rounded to a tenth of a pixel, straight where they are straight, each drawn once.

use std::collections::HashSet;
use std::fmt::Write;

/// In tenths of a pixel.
type Point = (i64, i64);

/// Numbers and commands of `d` alone; `None` where there is anything else.
pub fn shorten(d: &str) -> Option<String> {
    let tokens = tokens(d)?;
    Some(absolute(&tokens).unwrap_or_else(|| rounded(&tokens)))
}

/// A number, rounded to so many decimals.
pub fn number(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

#[derive(Clone, Copy)]
enum Token {
    Command(char),
    Number(f64),
}

/// A bounded number of commands and finite numbers, as SVG writes them: `M1,2.5-3` are four.
fn tokens(d: &str) -> Option<Vec<Token>> {
    let bytes = d.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b',' | b'\n' | b'\t' => at += 1,
            letter if letter.is_ascii_alphabetic() => {
                if !b"MmLlHhVvCcSsQqTtAaZz".contains(&letter) {
                    return None;
                }
                tokens.push(Token::Command(char::from(letter)));
                at += 1;
            }
            _ => {
                let start = at;
                at += usize::from(matches!(bytes[at], b'-' | b'+'));
                let mut point = false;
                while let Some(&byte) = bytes.get(at) {
                    match byte {
                        b'0'..=b'9' => {}
                        b'.' if !point => point = true,
                        b'e' | b'E' => at += usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+'))),
                        _ => break,
                    }
                    at += 1;
                }
                let value: f64 = d.get(start..at)?.parse().ok()?;
                tokens.push(Token::Number(value).checked()?);
            }
        }
    }
    Some(tokens)
}

impl Token {
    fn checked(self) -> Option<Self> {
        match self {
            Self::Number(value) if !value.is_finite() || value.abs() > 1e6 => None,
            fine => Some(fine),
        }
    }
}

fn rounded(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match *token {
            Token::Command(letter) => out.push(letter),
            Token::Number(value) => {
                if out.ends_with(|c: char| c.is_ascii_digit()) && value.is_sign_positive() {
                    out.push(' ');
                }
                out.push_str(&number(value, 1));
            }
        }
    }
    out
}

/// A path of moves, lines and curves to absolute places; `None` for others.
fn absolute(tokens: &[Token]) -> Option<String> {
    let mut pen = Pen::default();
    let (mut at, mut command) = (0, ' ');
    while at < tokens.len() {
        if let Token::Command(letter) = tokens[at] {
            command = letter;
            at += 1;
            if letter == 'Z' || letter == 'z' {
                pen.close();
                continue;
            }
        }
        let take = match command {
            'M' | 'L' => 2,
            'C' => 6,
            _ => return None,
        };
        let mut numbers = [0.0; 6];
        for (number, token) in numbers.iter_mut().zip(tokens.get(at..at + take)?) {
            let Token::Number(value) = token else { return None };
            *number = *value;
        }
        at += take;
        let point = |at: usize| ((numbers[at] * 10.0).round() as i64, (numbers[at + 1] * 10.0).round() as i64);
        match command {
            'M' => {
                pen.to(point(0));
                command = 'L';
            }
            'L' => pen.line(point(0)),
            _ => pen.curve(point(0), point(2), point(4)),
        }
    }
    Some(pen.out)
}

#[derive(Default)]
struct Pen {
    out: String,
    start: Point,
    at: Point,
    /// Where the pen was moved to without a line yet.
    lifted: bool,
    drawn: HashSet<(Point, Point)>,
}

impl Pen {
    fn to(&mut self, to: Point) {
        self.lifted |= to != self.at || self.out.is_empty();
        self.at = to;
    }

    fn line(&mut self, to: Point) {
        if to != self.at && self.drawn.insert((self.at.min(to), self.at.max(to))) {
            self.begin();
            self.write('L', &[to]);
        } else {
            self.lifted |= to != self.at;
        }
        self.at = to;
    }

    fn curve(&mut self, first: Point, second: Point, to: Point) {
        let flat = |point: Point| {
            let (dx, dy) = ((to.0 - self.at.0) as f64, (to.1 - self.at.1) as f64);
            let (px, py) = ((point.0 - self.at.0) as f64, (point.1 - self.at.1) as f64);
            // The distance from the line, in tenths of a pixel.
            (dx * py - dy * px).abs() <= 2.0 * (dx * dx + dy * dy).sqrt().max(1.0)
        };
        if flat(first) && flat(second) {
            return self.line(to);
        }
        self.begin();
        self.write('C', &[first, second, to]);
        self.at = to;
    }

    fn close(&mut self) {
        if !self.lifted {
            self.out.push('Z');
            self.at = self.start;
        }
    }

    fn begin(&mut self) {
        if std::mem::take(&mut self.lifted) || self.out.is_empty() {
            self.start = self.at;
            let at = self.at;
            self.write('M', &[at]);
        }
    }

    fn write(&mut self, command: char, points: &[Point]) {
        self.out.push(command);
        for (which, &(x, y)) in points.iter().enumerate() {
            let space = if which > 0 && x >= 0 { " " } else { "" };
            let (x, y) = (number(x as f64 / 10.0, 1), number(y as f64 / 10.0, 1));
            let comma = if y.starts_with('-') { "" } else { "," };
            let _ = write!(self.out, "{space}{x}{comma}{y}");
        }
    }
}
