//! Columns of Arrow's as texts, names and days. What stands in a column of strings is not believed to be
//! UTF-8: a stream comes from another program.

use crate::articles;
use crate::refusal::Refusal;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_schema::DataType;

/// A column of texts.
pub(crate) enum Texts {
    Short(BinaryArray),
    Long(LargeBinaryArray),
    Views(BinaryViewArray),
    /// Values that stand for themselves wherever they occur, and which of them a row has.
    Coded {
        rows: Vec<Option<usize>>,
        values: Box<Self>,
    },
    /// Nothing in any row: what a column of texts becomes when a table has none.
    Nothing,
}

impl Texts {
    /// Takes a column, none of whose bytes is copied.
    ///
    /// # Errors
    /// What it is, when it is no column of texts.
    pub(crate) fn new(name: &str, column: &ArrayRef) -> Result<Self, String> {
        let all_nan = |float: bool| column.len() == column.null_count() || float;
        Ok(match column.data_type() {
            DataType::Utf8 => Self::Short(column.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::Long(column.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::Views(column.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Short(column.as_binary().clone()),
            DataType::LargeBinary => Self::Long(column.as_binary().clone()),
            DataType::BinaryView => Self::Views(column.as_binary_view().clone()),
            DataType::Null => Self::Nothing,
            // A table of pandas has NaN where there is no text, and numbers where there is none at all.
            DataType::Float64
                if all_nan(column.as_primitive::<Float64Type>().iter().flatten().all(f64::is_nan)) =>
            {
                Self::Nothing
            }
            DataType::Float32
                if all_nan(column.as_primitive::<Float32Type>().iter().flatten().all(f32::is_nan)) =>
            {
                Self::Nothing
            }
            DataType::Dictionary(_, _) => Self::coded(name, column)?,
            other => return Err(format!("the column `{name}` has no texts but {other}")),
        })
    }

    fn coded(name: &str, column: &ArrayRef) -> Result<Self, String> {
        let coded = column.as_any_dictionary_opt().ok_or("a dictionary without keys")?;
        let values = Self::new(name, coded.values())?;
        let nulls = coded.keys().nulls().cloned();
        let is_null = |row: usize| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
        // An empty dictionary has no keys to be normalised, and its rows are all null.
        let keys = if coded.values().is_empty() { vec![0; column.len()] } else { coded.normalized_keys() };
        let rows = keys.into_iter().enumerate().map(|(row, key)| (!is_null(row)).then_some(key)).collect();
        Ok(Self::Coded { rows, values: Box::new(values) })
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Short(column) => (row < column.len() && column.is_valid(row)).then(|| column.value(row)),
            Self::Long(column) => (row < column.len() && column.is_valid(row)).then(|| column.value(row)),
            Self::Views(column) => (row < column.len() && column.is_valid(row)).then(|| column.value(row)),
            Self::Coded { rows, values } => values.bytes((*rows.get(row)?)?),
            Self::Nothing => None,
        }
    }

    /// The text of a row.
    ///
    /// # Errors
    /// When it cannot be analysed.
    pub(crate) fn get(&self, row: usize) -> Result<String, Refusal> {
        self.bytes(row).map_or(Err(Refusal::Missing), articles::of_bytes)
    }
}

/// A column of names or of days: strings, whole numbers, days.
pub(crate) enum NameColumn {
    Strings(Texts),
    Written(Vec<Option<String>>),
}

impl NameColumn {
    /// Takes a column.
    ///
    /// # Errors
    /// What it is, when it has no names.
    pub(crate) fn new(name: &str, column: &ArrayRef) -> Result<Self, String> {
        macro_rules! written {
            ($kind:ty) => {
                column
                    .as_primitive::<$kind>()
                    .iter()
                    .map(|value| value.map(|value| value.to_string()))
                    .collect()
            };
        }
        Ok(Self::Written(match column.data_type() {
            DataType::Int8 => written!(Int8Type),
            DataType::Int16 => written!(Int16Type),
            DataType::Int32 => written!(Int32Type),
            DataType::Int64 => written!(Int64Type),
            DataType::UInt8 => written!(UInt8Type),
            DataType::UInt16 => written!(UInt16Type),
            DataType::UInt32 => written!(UInt32Type),
            DataType::UInt64 => written!(UInt64Type),
            DataType::Date32 => {
                let days = column.as_primitive::<Date32Type>();
                let day = |row| days.is_valid(row).then(|| days.value_as_date(row)).flatten();
                (0..days.len()).map(|row| day(row).map(|day| day.to_string())).collect()
            }
            _ => {
                let texts = Texts::new(name, column).map_err(|_| {
                    let kind = column.data_type();
                    format!("the column `{name}` has neither strings nor whole numbers nor days but {kind}")
                })?;
                return Ok(Self::Strings(texts));
            }
        }))
    }

    /// What a row has.
    pub(crate) fn get(&self, row: usize) -> Option<String> {
        match self {
            Self::Strings(texts) => Some(String::from_utf8_lossy(texts.bytes(row)?).into_owned()),
            Self::Written(written) => written.get(row).cloned().flatten(),
        }
    }
}
