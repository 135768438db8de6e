//! An open document: the map, where it is stored, what was done to it. Imports `model` and `file`.
