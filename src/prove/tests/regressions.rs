//! Counter-examples that the proof found, kept.
