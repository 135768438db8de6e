//! How firmly a steady state stands, in words.

use crate::quantity::compact;
use crate::solver::{Certificate, CertificateStatus};

/// Why it is the one, and whether others were found.
pub fn certificate(status: &CertificateStatus) -> String {
    let CertificateStatus {
        certificate,
        iterations,
        spectral_radius,
        radius_is_rough,
        other_states,
        ..
    } = status;
    let others = match other_states.len() {
        0 => "no other steady state was found from other starting points".to_owned(),
        1 => "from other starting points another steady state was found".to_owned(),
        more => format!("from other starting points {more} other steady states were found"),
    };
    let rounds = match iterations {
        1 => "1 round".to_owned(),
        more => format!("{more} rounds"),
    };
    match certificate {
        Certificate::Exact => "exact; without feedback there is only this one.".to_owned(),
        Certificate::Certified => {
            format!("certified unique; the feedback, settled in {rounds}, is too weak for another.")
        }
        Certificate::LocallyChecked => {
            let radius = spectral_radius.map_or(String::new(), |radius| {
                let about = if *radius_is_rough { "about " } else { "" };
                format!(
                    " Small changes die out by a factor of {about}{} a round (below 1: stable).",
                    compact(radius)
                )
            });
            format!("locally checked; the feedback settled in {rounds}, {others}.{radius}")
        }
    }
}

/// That `count` of what was solved, `what` naming one and several of it, have more steady states than the one
/// told; nothing where none has.
pub fn several_states(count: usize, what: (&str, &str)) -> Option<String> {
    let (of, have) = match count {
        0 => return None,
        1 => (format!("1 {}", what.0), "has"),
        more => (format!("{more} {}", what.1), "have"),
    };
    Some(format!(
        "{of} {have} more than one steady state: told is the one that is reached from today as habits fade."
    ))
}
