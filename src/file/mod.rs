//! The model file: reading, checking, writing. Imports `model` only.
