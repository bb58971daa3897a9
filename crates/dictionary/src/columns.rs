//! Reading columns of bytes: every read is checked, so that no pack, however wrong, can cause more than an
//! error.

use crate::DictionaryError;

/// Reads one section from front to back.
#[derive(Debug, Clone)]
pub(crate) struct Column<'a> {
    rest: &'a [u8],
    section: &'static str,
}

impl<'a> Column<'a> {
    pub(crate) fn new(bytes: &'a [u8], section: &'static str) -> Self {
        Self { rest: bytes, section }
    }

    /// The error of this section.
    pub(crate) fn inconsistent(&self) -> DictionaryError {
        DictionaryError::Inconsistent { section: self.section }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], DictionaryError> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.inconsistent())?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, DictionaryError> {
        let (&head, rest) = self.rest.split_first().ok_or_else(|| self.inconsistent())?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, DictionaryError> {
        let (head, rest) = self.rest.split_first_chunk().ok_or_else(|| self.inconsistent())?;
        self.rest = rest;
        Ok(u16::from_le_bytes(*head))
    }

    /// An unsigned number in groups of seven bits, lowest first, as [`push_varint`] writes it.
    pub(crate) fn varint(&mut self) -> Result<u32, DictionaryError> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.inconsistent())
    }

    /// A string with its length in bytes before it.
    pub(crate) fn string(&mut self) -> Result<&'a str, DictionaryError> {
        let length = self.varint()? as usize;
        std::str::from_utf8(self.take(length)?).map_err(|_| self.inconsistent())
    }

    /// The bytes up to the next one below `limit`; they may be none.
    pub(crate) fn take_from(&mut self, limit: u8) -> &'a [u8] {
        let length = self.rest.iter().position(|&byte| byte < limit).unwrap_or(self.rest.len());
        let (head, rest) = self.rest.split_at(length);
        self.rest = rest;
        head
    }

    /// Makes sure that nothing is left over.
    pub(crate) fn finish(self) -> Result<(), DictionaryError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.inconsistent()) }
    }
}

/// Undoes [`zigzag`].
pub(crate) fn unzigzag(value: u16) -> i16 {
    ((value >> 1) as i16) ^ -((value & 1) as i16)
}

/// Small numbers of either sign as small unsigned ones.
#[cfg(any(feature = "build", test))]
pub(crate) fn zigzag(value: i16) -> u16 {
    ((value << 1) ^ (value >> 15)) as u16
}

/// As [`unzigzag`], of 32 bits.
pub(crate) fn unzigzag32(value: u32) -> i32 {
    ((value >> 1) as i32) ^ -((value & 1) as i32)
}

/// As [`zigzag`], of 32 bits.
#[cfg(any(feature = "build", test))]
pub(crate) fn zigzag32(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

/// Writes what [`Column::varint`] reads.
#[cfg(any(feature = "build", test))]
pub(crate) fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Writes what [`Column::string`] reads.
#[cfg(any(feature = "build", test))]
pub(crate) fn push_string(bytes: &mut Vec<u8>, string: &str) {
    push_varint(bytes, string.len() as u32);
    bytes.extend_from_slice(string.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
        numbers.into_iter().for_each(|number| push_varint(&mut bytes, number));
        let mut column = Column::new(&bytes, "test");
        for number in numbers {
            assert_eq!(column.varint().unwrap(), number);
        }
        column.finish().unwrap();
        for value in [0, 1, -1, i16::MAX, i16::MIN] {
            assert_eq!(unzigzag(zigzag(value)), value);
        }
        for value in [0, 1, -1, i32::MAX, i32::MIN] {
            assert_eq!(unzigzag32(zigzag32(value)), value);
        }
    }

    #[test]
    fn a_column_that_ends_early_is_an_error() {
        assert!(Column::new(&[0x80], "test").varint().is_err());
        assert!(Column::new(&[0xff; 6], "test").varint().is_err());
        assert!(Column::new(&[5, b'a'], "test").string().is_err());
        assert!(Column::new(&[1], "test").u16().is_err());
        assert!(Column::new(&[1], "test").finish().is_err());
    }
}
