//! `render` and `report`: pictures and pages that other programs open.

use std::fs;

use crate::common::{REFERENCE, TWO_SHOPS, catchment, code, stderr, stdout};
