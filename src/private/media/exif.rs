//! EXIF says where, when and with what a picture was taken. Of all that, one number says how to hold it.

const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// The same picture's EXIF (a TIFF block) with its orientation and nothing else. `None`: upright, so that none is needed.
pub(super) fn only_orientation(tiff: &[u8]) -> Option<Vec<u8>> {
    let orientation = orientation(tiff).filter(|orientation| (2..=8).contains(orientation))?;
    let mut block = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend(orientation.to_be_bytes());
    block.extend([0; 6]);
    Some(block)
}

/// From the first directory, as viewers read it.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II\x2A\0" => true,
        b"MM\0\x2A" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map_while(|no| directory.checked_add(2 + 12 * no)).find_map(|at| {
        let tag = short(at)?;
        (tag == ORIENTATION).then_some(at)
    })?;
    let is_one_short = short(entry + 2)? == SHORT && long(entry + 4)? == 1;
    if is_one_short { short(entry + 8) } else { None }
}
