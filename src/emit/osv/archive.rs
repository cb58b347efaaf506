//! `/osv/all.zip`: the same files in one archive.
//!
//! Nothing of the machine and no clock is in it. Each member lies beside it as a file of its own, with the same bytes: so
//! the audit sees what is in it even where it can't be unpacked.

use super::bytes;
use crate::emit::{File, failed};
use crate::public::{Advisory, Site, routes};
use crate::render::{Error, Links};
use rayon::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const PATH: &str = "osv/all.zip";
/// So many documents are made at once: what waits to be packed stays small.
const AT_ONCE: usize = 256;

pub(super) fn archive(site: &Site, links: &Links, all: &[&Advisory]) -> Result<File, Error> {
    pack(site, links, all).map(|bytes| File { path: PATH.into(), bytes }).map_err(|problem| failed(PATH, problem))
}

fn pack(site: &Site, links: &Links, all: &[&Advisory]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for some in all.chunks(AT_ONCE) {
        let made: Vec<_> = some.par_iter().map(|advisory| bytes(site, links, advisory)).collect();
        for (advisory, bytes) in some.iter().zip(made) {
            writer.start_file(&routes::osv(&advisory.head.id)[routes::OSV.len()..], options)?;
            writer.write_all(&bytes?)?;
        }
    }
    Ok(writer.finish()?.into_inner())
}
