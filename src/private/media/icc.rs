//! A colour profile carries texts (a screen's name, its serial number, who calibrated it and when) beside the numbers that
//! colours need.
//!
//! Dropping it would change the colours of each picture from a screen wider than sRGB, so it is made anew from numbers
//! alone: primaries, white, adaptation and tone curves. A profile that works otherwise (look-up tables, CMYK) has room for
//! anything among its numbers: it is dropped, and the picture is shown as sRGB.

const HEADER: usize = 128;
const MOST_TAGS: u32 = 200;
const MOST_CURVE_POINTS: usize = 4096;
const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

/// The same colours without a text. `None`: it can't be kept.
pub(super) fn rebuilt(profile: &[u8]) -> Option<Vec<u8>> {
    let header = profile.get(..HEADER)?;
    let space: [u8; 4] = header[16..20].try_into().ok()?;
    let wanted: &[&[u8; 4]] = match &space {
        b"RGB " => &[b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"chad"],
        b"GRAY" => &[b"wtpt", b"kTRC", b"chad"],
        _ => return None,
    };
    let is_plain = &header[36..40] == b"acsp" && &header[20..24] == b"XYZ ";
    let is_screen = [b"mntr", b"scnr", b"spac"].iter().any(|class| header[12..16] == class[..]);
    if !is_plain || !is_screen || !matches!(header[8], 2 | 4) {
        return None;
    }
    let mut tags = Vec::new();
    for name in wanted {
        match find(profile, name).and_then(|data| numbers(name, data)) {
            Some(data) => tags.push((**name, data)),
            None if *name == b"wtpt" => tags.push((**name, xyz(&D50))),
            None if *name == b"chad" => {}
            None => return None,
        }
    }
    Some(write(header[8], header[67] & 3, &space, &tags))
}

fn find<'p>(profile: &'p [u8], name: &[u8; 4]) -> Option<&'p [u8]> {
    let count = long(profile, HEADER)?;
    let entries = (0..count.min(MOST_TAGS) as usize).map(|no| HEADER + 4 + 12 * no);
    let entry = entries.map_while(|at| profile.get(at..at + 12)).find(|entry| entry[..4] == name[..])?;
    let start = usize::try_from(long(entry, 4)?).ok()?;
    let length = usize::try_from(long(entry, 8)?).ok()?;
    profile.get(start..start.checked_add(length)?)
}

/// Exactly the numbers of a tag, in its type's own form.
fn numbers(name: &[u8; 4], data: &[u8]) -> Option<Vec<u8>> {
    match (name, data.get(..4)?) {
        (b"wtpt" | b"rXYZ" | b"gXYZ" | b"bXYZ", b"XYZ ") => Some(xyz(data.get(8..20)?)),
        (b"chad", b"sf32") => Some([b"sf32\0\0\0\0", data.get(8..44)?].concat()),
        (b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC", kind) => curve(kind, data),
        _ => None,
    }
}

fn xyz(numbers: &[u8]) -> Vec<u8> {
    [b"XYZ \0\0\0\0", numbers].concat()
}

fn curve(kind: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    if kind == b"curv" {
        let points = usize::try_from(long(data, 8)?).ok().filter(|points| *points <= MOST_CURVE_POINTS)?;
        return Some([b"curv\0\0\0\0", data.get(8..12 + 2 * points)?].concat());
    }
    let parameters = [1, 3, 4, 5, 7];
    let function = data.get(8..10).filter(|_| kind == b"para")?;
    let count = parameters.get(usize::from(u16::from_be_bytes([function[0], function[1]])))?;
    Some([b"para\0\0\0\0", function, &[0, 0], data.get(12..12 + 4 * count)?].concat())
}

fn write(version: u8, intent: u8, space: &[u8; 4], tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let table = HEADER + 4 + 12 * tags.len();
    let mut entries = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    for (no, (name, numbers)) in tags.iter().enumerate() {
        // Curves are mostly the same for each colour: they share one place, as they do in what cameras write.
        let twin = tags[..no].iter().position(|(_, former)| former == numbers);
        let at = twin.map_or(table + data.len(), |twin| long(&entries, 12 * twin + 4).unwrap_or_default() as usize);
        entries.extend(name);
        entries.extend((at as u32).to_be_bytes());
        entries.extend((numbers.len() as u32).to_be_bytes());
        if twin.is_none() {
            data.extend(numbers);
            data.resize(data.len().next_multiple_of(4), 0);
        }
    }
    let mut profile = vec![0; HEADER];
    profile[..4].copy_from_slice(&((table + data.len()) as u32).to_be_bytes());
    profile[8..10].copy_from_slice(&[version, if version == 2 { 0x40 } else { 0x30 }]);
    profile[12..24].copy_from_slice(&[b"mntr", &space[..], b"XYZ "].concat());
    profile[36..40].copy_from_slice(b"acsp");
    profile[67] = intent;
    profile[68..80].copy_from_slice(&D50);
    profile.extend((tags.len() as u32).to_be_bytes());
    profile.extend(entries);
    profile.extend(data);
    profile
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
