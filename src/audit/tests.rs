//! Planted needles, slips that people make, and coincidences that are none.

use super::{Allowance, Audit, Leak};
use crate::emit::File;
use crate::private::withheld::Public;
use crate::private::withheld::plant::Plant;

fn pass(plant: Plant, path: &str, content: impl AsRef<[u8]>) -> Result<(), Vec<Leak>> {
    let audit = Audit::new(plant.withheld(), Public::Nothing, &[], Vec::new());
    audit.pass(File { path: path.to_owned(), bytes: content.as_ref().to_vec() }).map(|_| ())
}

#[track_caller]
fn caught(plant: Plant, path: &str, content: impl AsRef<[u8]>) {
    assert!(pass(plant, path, content).is_err(), "a leak was missed");
}

#[track_caller]
fn passes(plant: Plant, path: &str, content: impl AsRef<[u8]>) {
    let leaks = pass(plant, path, content).err().unwrap_or_default();
    let reported: Vec<String> = leaks.iter().map(Leak::private_line).collect();
    assert!(reported.is_empty(), "a false alarm: {reported:?}");
}

fn withhold() -> Plant {
    Plant::default()
}

mod archives;
mod coincidences;
mod escapes;
mod growth;
mod planted;
mod privacy;
mod real;
mod slips;
mod standing;
mod trial;
mod work;
