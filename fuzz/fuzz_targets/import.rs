#![no_main]

#[path = "../../tests/common/any_bytes.rs"]
#[allow(dead_code, reason = "each target has its check")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::import(bytes));
