//! Text that stands in base64 inside other text: a data URI, a source map, a log.

/// Shorter stretches hold too little to be distinguished from ordinary words.
const SHORTEST: usize = 16;

/// Shows what each stretch of base64 in `text` decodes to, where that is text.
pub(super) fn decode(text: &[u8], visit: &mut dyn FnMut(&[u8])) {
    let mut probe = SHORTEST - 1;
    let mut done = 0;
    // A stretch of sixteen can't pass between two probes.
    while probe < text.len() {
        if value(text[probe]).is_none() {
            probe += SHORTEST;
            continue;
        }
        let start = text[done..probe].iter().rposition(|b| value(*b).is_none()).map_or(done, |at| done + at + 1);
        let len = text[probe..].iter().position(|b| value(*b).is_none()).unwrap_or(text.len() - probe);
        done = probe + len;
        if done - start >= SHORTEST
            && let Some(decoded) = stretch(&text[start..done])
        {
            visit(&decoded);
        }
        probe = done + SHORTEST;
    }
}

/// What one stretch says, if it says something readable.
fn stretch(text: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    for group in text.chunks(4) {
        let mut bits = 0;
        for &byte in group {
            bits = bits << 6 | u32::from(value(byte)?);
        }
        bits <<= 6 * (4 - group.len());
        let bytes = bits.to_be_bytes();
        decoded.extend_from_slice(&bytes[1..group.len().max(1)]);
        // Ordinary words decode to control characters at once: most stretches end here.
        if decoded[decoded.len().saturating_sub(3)..].iter().any(|b| b.is_ascii_control() && !b.is_ascii_whitespace()) {
            return None;
        }
    }
    std::str::from_utf8(&decoded).is_ok().then_some(decoded)
}

static VALUE: [u8; 256] = {
    let mut table = [255; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut at = 0;
    while at < 64 {
        table[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
};

fn value(byte: u8) -> Option<u8> {
    let value = VALUE[usize::from(byte)];
    (value < 64).then_some(value)
}
