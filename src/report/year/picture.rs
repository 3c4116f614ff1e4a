//! Pictures of two bars as PNG, black on white: the period before hatched, the period itself full.
//!
//! There are no letters in them: what they show stands beside them in the document, in its own fonts.

/// Pixels.
pub(super) const WIDTH: usize = 400;
/// Pixels.
pub(super) const HEIGHT: usize = 44;
/// Rows of a bar, and where the two begin.
const THICK: usize = 14;
const FIRST: usize = 6;
const SECOND: usize = 24;
/// Bytes of a row: a bit each pixel, and the byte that says it is written as it is.
const ROW: usize = WIDTH / 8 + 1;

/// A picture of two bars so many pixels long; none is drawn where there is no number.
pub(super) fn bars(before: Option<usize>, now: Option<usize>) -> Vec<u8> {
    let inside = |x: usize, y: usize, top: usize, long: usize| (top..top + THICK).contains(&y) && x < long;
    let edge = |x: usize, y: usize, top: usize, long: usize| y == top || y + 1 == top + THICK || x == 0 || x + 1 >= long;
    let black = |x: usize, y: usize| {
        let hatched = before.is_some_and(|long| inside(x, y, FIRST, long) && (edge(x, y, FIRST, long) || (x + y).is_multiple_of(6)));
        hatched || now.is_some_and(|long| inside(x, y, SECOND, long))
    };
    let mut pixels = Vec::with_capacity(ROW * HEIGHT);
    for y in 0..HEIGHT {
        pixels.push(0);
        for byte in 0..WIDTH / 8 {
            pixels.push((0..8).fold(0_u8, |bits, bit| bits << 1 | u8::from(!black(byte * 8 + bit, y))));
        }
    }
    png(&pixels)
}

fn png(pixels: &[u8]) -> Vec<u8> {
    let mut file = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    let mut head = [long(WIDTH), long(HEIGHT)].concat();
    // One bit a pixel, grey; the usual compression and filters, not interlaced.
    head.extend([1, 0, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &head);
    chunk(&mut file, *b"IDAT", &stored(pixels));
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let body = [&name, data].concat();
    file.extend(long(data.len()));
    file.extend(&body);
    file.extend(crc(&body).to_be_bytes());
}

/// As one block of a zlib stream that is not compressed; the document's own archive does that.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
    let mut out = vec![0x78, 0x01, 1];
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(data);
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    out.extend((high << 16 | low).to_be_bytes());
    out
}

/// CRC-32 as ISO 3309 has it.
fn crc(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_the_standards() {
        // The check value of CRC-32, and Adler-32 of “Wikipedia”.
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert!(stored(b"Wikipedia").ends_with(&0x11e6_0398_u32.to_be_bytes()));
    }

    #[test]
    fn a_longer_bar_is_blacker_and_one_that_is_missing_is_white() {
        let ink = |before, now| bars(before, now).iter().map(|byte| byte.count_zeros()).sum::<u32>();
        assert!(ink(None, Some(300)) > ink(None, Some(200)) && ink(None, Some(200)) > ink(Some(200), None));
        assert!(u16::try_from(ROW * HEIGHT).is_ok(), "one block holds it");
    }
}
