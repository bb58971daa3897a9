//! The bill of materials: every package of others whose code is in what is handed out, as CycloneDX 1.5 in
//! JSON, with its licence and the address under which vulnerability databases know it.
//!
//! The list is that of the licences (`build/licences.rs`), made from the dependency graph.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, anyhow, ensure};
use cargo_metadata::{Metadata, Package};
use cyclonedx_bom::external_models::normalized_string::NormalizedString;
use cyclonedx_bom::external_models::spdx::SpdxExpression;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, UrnUuid};
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata as BillMetadata;
use cyclonedx_bom::models::property::{Properties, Property};
use cyclonedx_bom::validation::Validate as _;
use sha2::{Digest as _, Sha256};

use crate::build::licences::{self, Carrier};
use crate::workspace::Workspace;

/// What a component stands in, as its property.
const INSIDE: &str = "shirushi:inside";

/// The bill of what is handed out: what each carrier is called, and what it is made of.
pub(super) fn write(
    workspace: &Workspace,
    carriers: &[(&str, Carrier<'_>)],
    version: &str,
    commit: &str,
) -> Result<Vec<u8>> {
    let mut parts: BTreeMap<(String, String), (Part, Vec<&str>)> = BTreeMap::new();
    for (name, carrier) in carriers {
        let metadata: Metadata = workspace.metadata(carrier.platform)?;
        for package in licences::linked(&metadata, carrier.packages)? {
            let part = Part::of(package);
            let (_, inside) =
                parts.entry((part.name.clone(), part.version.clone())).or_insert_with(|| (part, Vec::new()));
            inside.push(name);
        }
    }
    let components: Vec<Component> = parts
        .into_values()
        .map(|(part, inside)| part.component(&inside.join(", ")))
        .collect::<Result<_>>()?;
    write_bill(components, version, commit)
}

fn write_bill(components: Vec<Component>, version: &str, commit: &str) -> Result<Vec<u8>> {
    let whole = Component::new(Classification::Application, "shirushi", version, Some("shirushi".to_owned()));
    let bill = Bom {
        serial_number: Some(serial(commit)?),
        metadata: Some(BillMetadata { component: Some(whole), ..BillMetadata::default() }),
        components: Some(Components(components)),
        ..Bom::default()
    };
    let valid = bill.validate();
    ensure!(valid.passed(), "the bill of materials is not valid: {valid:?}");
    let mut bytes = Vec::new();
    bill.output_as_json_v1_5(&mut bytes).context("the bill of materials cannot be written")?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The number of the bill: of the commit, so that it is the same whenever it is made.
fn serial(commit: &str) -> Result<UrnUuid> {
    let digest = Sha256::digest(commit.as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let piece = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    // Version 8 of RFC 9562: a number that its maker gave a meaning.
    let number = format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        piece(0, 8),
        piece(8, 12),
        piece(13, 16),
        piece(17, 20),
        piece(20, 32)
    );
    UrnUuid::new(number).map_err(|error| anyhow!("the number of the bill of materials: {error:?}"))
}

/// One package of others.
struct Part {
    name: String,
    version: String,
    licence: Option<String>,
    about: Option<String>,
}

impl Part {
    fn of(package: &Package) -> Self {
        Self {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: package.license.clone(),
            about: package
                .description
                .as_deref()
                .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    fn component(&self, inside: &str) -> Result<Component> {
        let address = Purl::new("cargo", &self.name, &self.version)
            .with_context(|| format!("{} {} has no address", self.name, self.version))?;
        let mut component =
            Component::new(Classification::Library, &self.name, &self.version, Some(address.to_string()));
        component.purl = Some(address);
        component.description = self.about.as_deref().map(NormalizedString::new);
        if let Some(licence) = &self.licence {
            // Some manifests still part two licences by a stroke.
            let expression = SpdxExpression::parse_lax(licence.clone())
                .with_context(|| format!("the licence of {} {}: {licence}", self.name, self.version))?;
            component.licenses = Some(Licenses(vec![LicenseChoice::Expression(expression)]));
        }
        component.properties = Some(Properties(vec![Property::new(INSIDE, inside)]));
        Ok(component)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_package_is_listed_with_address_and_licence() {
        let workspace = Workspace::find().unwrap();
        let carriers = [("the modules", licences::MODULES)];
        let bytes = write(&workspace, &carriers, "1.2.3", "of a commit").unwrap();
        assert_eq!(bytes, write(&workspace, &carriers, "1.2.3", "of a commit").unwrap());

        let bill: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(bill["bomFormat"], "CycloneDX");
        let listed: BTreeSet<String> = bill["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|component| {
                assert!(component["licenses"][0]["expression"].is_string(), "{component}");
                assert_eq!(component["properties"][0]["value"], "the modules");
                component["purl"].as_str().unwrap().to_owned()
            })
            .collect();
        let metadata = workspace.metadata(licences::MODULES.platform).unwrap();
        let linked = licences::linked(&metadata, licences::MODULES.packages).unwrap();
        let expected: BTreeSet<String> = linked
            .iter()
            .map(|package| format!("pkg:cargo/{}@{}", package.name, package.version).replace('+', "%2B"))
            .collect();
        assert_eq!(listed, expected);
        assert!(listed.iter().any(|purl| purl.starts_with("pkg:cargo/yew@")), "{listed:?}");
    }
}
