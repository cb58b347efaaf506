//! What is in front of a line's text: indent, signs of quotations, markers of items.

/// Indent, `>` and list markers in front of a block.
pub(super) fn prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        at += match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => 1,
            Some(b'-' | b'*' | b'+') if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => 2,
            Some(b'0'..=b'9')
                if digits < 10
                    && matches!(bytes.get(at + digits), Some(b'.' | b')'))
                    && matches!(bytes.get(at + digits + 1), Some(b' ' | b'\t')) =>
            {
                digits + 2
            }
            _ => return at,
        };
    }
}

/// Whether a prefix begins a list item.
pub(super) fn is_item(prefix: &str) -> bool {
    prefix.contains(|c: char| !matches!(c, ' ' | '\t' | '>'))
}
