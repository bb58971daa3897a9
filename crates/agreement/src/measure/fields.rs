//! What people say of the marks that both made in the same place: a claim's type, speaker and certainty, an
//! entity's name.

use super::coding::Confusion;
use shirushi_model::{Annotation, Body};
use std::collections::HashMap;

/// Something a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkField {
    /// The type of a claim (種類).
    ClaimType,
    /// Who makes it (発言者); that nobody was filled in is a value like others.
    Speaker,
    /// How surely (確かさ).
    Certainty,
    /// Whether somebody is quoted (引用), where both said.
    Quotation,
    /// Whether it is negated (肯定・否定), where both said.
    Polarity,
    /// The name of an entity (正式名称), where both gave one.
    Name,
}

impl MarkField {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::ClaimType, Self::Speaker, Self::Certainty, Self::Quotation, Self::Polarity, Self::Name];

    /// What a mark says there; `None` where it says nothing that counts.
    fn said(self, body: &Body) -> Option<String> {
        match (self, body) {
            (Self::ClaimType, Body::Claim(mark)) => Some(format!("{:?}", mark.kind)),
            (Self::Speaker, Body::Claim(mark)) => Some(match &mark.speaker {
                Some(speaker) => format!("{:?} {}", speaker.kind, speaker.name),
                None => String::new(),
            }),
            (Self::Certainty, Body::Claim(mark)) => Some(format!("{:?}", mark.certainty)),
            (Self::Quotation, Body::Claim(mark)) => mark.quotation.map(|quotation| format!("{quotation:?}")),
            (Self::Polarity, Body::Claim(mark)) => mark.polarity.map(|polarity| format!("{polarity:?}")),
            (Self::Name, Body::Entity(mark)) => {
                Some(mark.canonical.clone()).filter(|name| !name.trim().is_empty())
            }
            _ => None,
        }
    }
}

/// How far two people agree on one field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldAgreement {
    /// Which one.
    pub field: MarkField,
    /// Marks with the same limits in which both said something.
    pub marks: usize,
    /// The share in which they said the same.
    pub observed: Option<f64>,
    /// Cohen's κ.
    pub kappa: Option<f64>,
}

/// Of marks two by two. Fields that nobody said anything in are left out.
pub(super) fn fields(pairs: &[(&Annotation, &Annotation)]) -> Vec<FieldAgreement> {
    let of_field = |field: MarkField| {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut number = |said: String| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(said).or_insert(next)
        };
        let mut confusion = Confusion::default();
        let mut marks = 0;
        for (left, right) in pairs {
            if let Some((left, right)) = field.said(&left.body).zip(field.said(&right.body)) {
                confusion.count(number(left), number(right));
                marks += 1;
            }
        }
        FieldAgreement { field, marks, observed: confusion.observed(), kappa: confusion.kappa() }
    };
    MarkField::ALL.into_iter().map(of_field).filter(|of| of.marks > 0).collect()
}
