//! What is kept beside a project's log: named versions, its place among the others, its file; and a whole
//! project taken out so that it can be put back.

use super::database::{ALL, Change, FILES, LOG, PROJECTS, SHELF, SNAPSHOTS, VERSIONS};
use super::error::Said;
use super::record;
use super::{Storage, log_key, log_of};
use idb::Query;
use shirushi_model::in_order;
use shirushi_page::projects::{Shelf, Slot, StorageError};
use shirushi_session::Version;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

/// Everything that was stored of a project, as it was stored.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) slot: Slot,
    records: Vec<(&'static str, JsValue, JsValue)>,
}

/// The stores with one record per project; the others have many.
const SINGLE: [&str; 4] = [PROJECTS, SNAPSHOTS, SHELF, FILES];

impl Storage {
    /// Keeps a named version.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn put_version(&self, slot: &Slot, version: &Version) -> Result<(), StorageError> {
        let json = record::write(version)?;
        let change = self.begin(&[VERSIONS], Change::Write).await?;
        let key = log_key(slot, u64::from(version.number));
        change.store(VERSIONS)?.put(&JsValue::from_str(&json), Some(&key)).said()?;
        change.commit().await
    }

    /// Forgets a named version.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn delete_version(&self, slot: &Slot, number: u32) -> Result<(), StorageError> {
        let change = self.begin(&[VERSIONS], Change::Write).await?;
        change.store(VERSIONS)?.delete(log_key(slot, u64::from(number))).said()?;
        change.commit().await
    }

    /// Says where a project stands among the others.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn put_shelf(&self, slot: &Slot, shelf: &Shelf) -> Result<(), StorageError> {
        let json = record::write(shelf)?;
        let change = self.begin(&[SHELF], Change::Write).await?;
        change.store(SHELF)?.put(&JsValue::from_str(&json), Some(&JsValue::from_str(&slot.0))).said()?;
        change.commit().await
    }

    /// The file of a project that is written in place, if one was chosen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn file(&self, slot: &Slot) -> Result<Option<JsValue>, StorageError> {
        let change = self.begin(&[FILES], Change::Read).await?;
        let found = change.store(FILES)?.get(JsValue::from_str(&slot.0)).said()?.await.said()?;
        Ok(found)
    }

    /// Remembers the file of a project, or forgets it.
    ///
    /// # Errors
    /// When the database cannot be written, or the browser cannot store a file's handle.
    pub(crate) async fn put_file(&self, slot: &Slot, file: Option<&JsValue>) -> Result<(), StorageError> {
        let change = self.begin(&[FILES], Change::Write).await?;
        let (store, key) = (change.store(FILES)?, JsValue::from_str(&slot.0));
        match file {
            Some(file) => store.put(file, Some(&key)).map(|_| ()).said()?,
            None => store.delete(key).map(|_| ()).said()?,
        }
        change.commit().await
    }

    /// Takes a project out of storage, in one database transaction. Nothing is lost before the bundle is
    /// dropped.
    ///
    /// # Errors
    /// When the database cannot be read or written. Then it is there as it was.
    pub(crate) async fn delete(&self, slot: &Slot) -> Result<Bundle, StorageError> {
        let change = self.begin(&ALL, Change::Write).await?;
        let key = JsValue::from_str(&slot.0);
        let mut records = Vec::new();
        for name in SINGLE {
            if let Some(value) = change.store(name)?.get(key.clone()).said()?.await.said()? {
                records.push((name, key.clone(), value));
            }
        }
        for name in [LOG, VERSIONS] {
            let store = change.store(name)?;
            let range = || log_of(slot).map(|range| Some(Query::from(range)));
            let (keys, values) =
                (store.get_all_keys(range()?, None).said()?, store.get_all(range()?, None).said()?);
            let (keys, values) = (keys.await.said()?, values.await.said()?);
            records.extend(keys.into_iter().zip(values).map(|(key, value)| (name, key, value)));
        }
        for name in SINGLE {
            change.store(name)?.delete(key.clone()).said()?;
        }
        for name in [LOG, VERSIONS] {
            change.store(name)?.delete(log_of(slot)?).said()?;
        }
        change.commit().await?;
        Ok(Bundle { slot: slot.clone(), records })
    }

    /// Puts back a project that was taken out.
    ///
    /// # Errors
    /// When its slot is taken by now, or the database cannot be written.
    pub(crate) async fn put_back(&self, bundle: &Bundle) -> Result<(), StorageError> {
        let change = self.begin(&ALL, Change::Write).await?;
        for (name, key, value) in &bundle.records {
            change.store(name)?.add(value, Some(key)).said()?;
        }
        change.commit().await
    }

    /// About how many bytes each project takes: two for each UTF-16 unit of its records, as browsers keep
    /// Japanese text before they compress it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn sizes(&self) -> Result<HashMap<String, f64>, StorageError> {
        let change = self.begin(&ALL, Change::Read).await?;
        let mut sizes: HashMap<String, f64> = HashMap::new();
        for name in [PROJECTS, SNAPSHOTS, SHELF, LOG, VERSIONS] {
            let store = change.store(name)?;
            let (keys, values) = (store.get_all_keys(None, None).said()?, store.get_all(None, None).said()?);
            for (key, value) in keys.await.said()?.iter().zip(values.await.said()?) {
                let slot = key.as_string().or_else(|| key.dyn_ref::<js_sys::Array>()?.get(0).as_string());
                let units = value.dyn_ref::<js_sys::JsString>().map_or(0, js_sys::JsString::length);
                *sizes.entry(slot.unwrap_or_default()).or_default() += f64::from(units) * 2.0;
            }
        }
        Ok(sizes)
    }
}

/// What is known of where projects stand. A record that cannot be read says nothing.
pub(super) fn shelves(keys: &[JsValue], values: &[JsValue]) -> HashMap<String, Shelf> {
    let read = |value: &JsValue| serde_json::from_str(&value.as_string()?).ok();
    keys.iter().zip(values).filter_map(|(key, value)| Some((key.as_string()?, read(value)?))).collect()
}

/// The named versions. One that cannot be read is left where it is, and left out.
pub(super) fn versions(values: &[JsValue]) -> Vec<Version> {
    let versions: Vec<Version> =
        values.iter().filter_map(|value| serde_json::from_str(&value.as_string()?).ok()).collect();
    in_order(versions, |version| [version.at.0 as u64, u64::from(version.number), 0])
}
