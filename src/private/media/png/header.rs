//! A PNG's size and kind of pixels, and how many bytes they take.

/// Pixels of one frame, when inflated.
const MOST_FRAME_BYTES: u64 = 1 << 29;

/// What `IHDR` says.
pub(super) struct Header {
    pub width: u32,
    pub height: u32,
    depth: u8,
    /// 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha.
    pub colour: u8,
    interlaced: bool,
}

impl Header {
    pub fn read(data: &[u8]) -> Option<Self> {
        let (size, &[depth, colour, 0, 0, interlace @ (0 | 1)]) = data.split_first_chunk::<8>()? else { return None };
        let known = match colour {
            0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
            3 => matches!(depth, 1 | 2 | 4 | 8),
            2 | 4 | 6 => matches!(depth, 8 | 16),
            _ => false,
        };
        let (width, height) = pair(size)?;
        known.then_some(Header { width, height, depth, colour, interlaced: interlace == 1 })
    }

    /// How many bytes the pixels of a frame take, with the byte before each row. `None`: too many.
    pub fn pixels(&self, width: u32, height: u32) -> Option<u64> {
        let channels = [1, 0, 3, 1, 2, 0, 4][usize::from(self.colour)];
        let bits = channels * u64::from(self.depth);
        let rows = |width: u64, height: u64| if width == 0 { 0 } else { height * (1 + (width * bits).div_ceil(8)) };
        let (width, height) = (u64::from(width), u64::from(height));
        // Adam7: where each pass begins, and its steps.
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        let pass = |(x, y, across, down): (u64, u64, u64, u64)| {
            rows(width.saturating_sub(x).div_ceil(across), height.saturating_sub(y).div_ceil(down))
        };
        // A side is less than 2^31 and a pixel at most 8 bytes: within 64 bits if the sides' product is bounded first.
        if width.checked_mul(height)? > MOST_FRAME_BYTES * 8 {
            return None;
        }
        let size = if self.interlaced { passes.into_iter().map(pass).sum() } else { rows(width, height) };
        (size <= MOST_FRAME_BYTES).then_some(size)
    }
}

/// Two sides, neither nothing.
pub(super) fn pair(bytes: &[u8; 8]) -> Option<(u32, u32)> {
    let (first, second) = bytes.split_first_chunk::<4>()?;
    let (first, second) = (u32::from_be_bytes(*first), u32::from_be_bytes(second.try_into().ok()?));
    let sound = |it: u32| (1..1 << 31).contains(&it);
    (sound(first) && sound(second)).then_some((first, second))
}
