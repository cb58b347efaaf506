//! Other formats to records, one file each.

pub(super) mod osv;
