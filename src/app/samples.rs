//! The maps that come with the program, to learn from and to start from.

use crate::document::Document;
use crate::file;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Alibaba and Tencent, mid 2021: shown when no file is named.
    Reference,
    /// The smallest map.
    TwoShops,
    /// Wallets that keep each other from the counters.
    Payments,
    /// Links to the web out of app stores, and what they cost.
    AppStores,
    /// A super-app, a messenger and a hotel.
    SuperApp,
    /// Companies and segments, nothing drawn yet.
    Empty,
}

impl Sample {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Reference,
        Self::TwoShops,
        Self::Payments,
        Self::AppStores,
        Self::SuperApp,
        Self::Empty,
    ];

    fn text(self) -> &'static str {
        match self {
            Self::Reference => include_str!("../../models/alibaba-tencent-2021.ron"),
            Self::TwoShops => include_str!("../../models/two-shops.ron"),
            Self::Payments => include_str!("../../models/payments.ron"),
            Self::AppStores => include_str!("../../models/app-stores.ron"),
            Self::SuperApp => include_str!("../../models/super-app.ron"),
            Self::Empty => include_str!("../../models/empty.ron"),
        }
    }

    /// It as a document without a file.
    ///
    /// # Errors
    /// What is wrong with it, in words; a test keeps that from happening.
    pub fn document(self) -> Result<Document, String> {
        let parsed = file::parse(self.text().as_bytes()).map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            lines.join("\n")
        })?;
        Ok(Document::new(parsed.map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_sound() {
        for sample in Sample::ALL {
            let document = sample.document();
            assert!(
                document.is_ok_and(|document| !document.map().companies().is_empty()),
                "{sample:?}"
            );
        }
    }
}
