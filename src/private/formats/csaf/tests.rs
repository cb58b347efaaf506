//! Documents and broken ones.
