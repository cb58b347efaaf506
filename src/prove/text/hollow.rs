//! What held only what was erased: nobody would have written it without.

use super::cleanup::note;
use super::{Code, GONE, Line, Scanner, prefix};

impl Scanner<'_> {
    pub(super) fn without_hollow(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        while !self.scars.is_empty() || !self.heads.is_empty() {
            let found = self.fence(&lines).or_else(|| self.alert(&lines)).or_else(|| self.table(&lines));
            if let Some(range) = found {
                let opening = lines[range.start].text[..prefix(&lines[range.start].text)].to_owned();
                let no = lines[range.start].no;
                lines.splice(range, [Line { no, text: format!("{opening}{GONE}"), opaque: false }]);
            } else if let Some(label) = self.note(&mut lines) {
                let reference = format!("[^{label}]");
                let other = format!("{reference}:");
                if lines.iter().any(|line| !line.opaque && line.text.trim_start().starts_with(&other)) {
                    continue;
                }
                for line in lines.iter_mut().filter(|line| !line.opaque) {
                    line.text = line.text.replace(&reference, &GONE.to_string());
                }
            } else {
                break;
            }
            lines = self.tidy(lines, true);
        }
        lines
    }

    /// A fence around nothing.
    fn fence(&self, lines: &[Line]) -> Option<std::ops::Range<usize>> {
        let mut code = Code::default();
        let mut start = None;
        for (at, line) in lines.iter().enumerate() {
            if line.opaque {
                start = None;
                continue;
            }
            let was = code.0.is_some();
            code.takes(&line.text);
            match (was, code.0.is_some()) {
                (false, true) => start = Some(at),
                (true, false) => {
                    if let Some(start) = start.take()
                        && self.scarred(Some(lines[start].no), line.no)
                    {
                        return Some(start..at + 1);
                    }
                }
                (true, true) if !line.text.trim().is_empty() => start = None,
                _ => {}
            }
        }
        None
    }

    /// An alert of which the title is left.
    fn alert(&self, lines: &[Line]) -> Option<std::ops::Range<usize>> {
        const KINDS: [&str; 5] = ["[!note]", "[!tip]", "[!important]", "[!warning]", "[!caution]"];
        (0..lines.len()).find_map(|at| {
            let line = &lines[at];
            let rest = &line.text[prefix(&line.text)..];
            let quotes = line.text[..prefix(&line.text)].matches('>').count();
            if line.opaque || quotes == 0 || !KINDS.contains(&rest.trim().to_lowercase().as_str()) {
                return None;
            }
            let empty =
                |line: &&Line| !line.opaque && line.text.trim_matches([' ', '>']).is_empty() && line.text.contains('>');
            let end = at + 1 + lines[at + 1..].iter().take_while(empty).count();
            let next = lines[end..].iter().find(|line| !line.text.trim().is_empty()).map_or(usize::MAX, |line| line.no);
            let goes_on = lines.get(end).is_some_and(|line| {
                let text = line.text.trim_start();
                !text.is_empty() && !text.starts_with(['#', '`', '~', ':', '-', '1'])
            });
            let scarred = self.scars.iter().any(|scar| line.no < scar.no && scar.no < next && scar.quotes >= quotes);
            (scarred && !goes_on).then_some(at..end)
        })
    }

    /// A head of empty cells without rows.
    fn table(&self, lines: &[Line]) -> Option<std::ops::Range<usize>> {
        let head = |line: &Line| self.heads.contains(&line.no) && line.text.contains('|');
        let at = lines.iter().position(head)?;
        let rows = lines.get(at + 2).is_some_and(|line| line.opaque || line.text.contains('|'));
        (!rows).then_some(at..at + 2)
    }

    /// Takes out a footnote without a text; its label.
    fn note(&self, lines: &mut Vec<Line>) -> Option<String> {
        let at = lines.iter().enumerate().position(|(at, line)| {
            let empty = !line.opaque && note(&line.text).is_some_and(|(_, rest)| rest.is_empty());
            let next = lines[at + 1..].iter().find(|line| !line.text.trim().is_empty());
            let more = next.is_some_and(|line| line.text.starts_with("  "));
            let scarred = self.scars.iter().any(|scar| line.no <= scar.no && next.is_none_or(|next| scar.no < next.no));
            empty && !more && scarred
        })?;
        let line = lines.remove(at);
        note(&line.text).map(|(label, _)| label.to_owned())
    }
}
