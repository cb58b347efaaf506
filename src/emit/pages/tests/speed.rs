//! How long a page takes: `cargo test --release --lib how_long -- --ignored --nocapture`.

use super::*;
use rayon::prelude::*;
use std::time::Instant;

#[test]
#[ignore = "measures; wants --release"]
fn how_long_a_page_takes() {
    const RECORDS: usize = 10_000;
    for (name, template) in [("small", 3), ("rich", 1)] {
        let advisories = (0..RECORDS).map(|at| {
            let mut record = fixture::site(URL).advisories.remove(template);
            record.head.id = t(&format!("A-{at}"));
            record.head.aliases.clear();
            if name == "small" {
                record.head.details = md(&"Words of a body, with *some* emphasis and [a link](/report/). ".repeat(6));
                record.affected = fixture::site(URL).advisories.remove(0).affected.into_iter().take(1).collect();
            } else {
                record.head.details = md(&record.head.details.as_str().replace("```", "\n"));
            }
            record
        });
        let site = site_of(advisories.collect());
        let theme = theme();
        let views = crate::render::view::Views::new(&site, theme.words());
        let begun = Instant::now();
        let path = site.advisories[0].head.path();
        for advisory in &site.advisories {
            std::hint::black_box(crate::render::view::AdvisoryPage::new(&views, advisory, &path));
        }
        println!("{name}: views in {:?}", begun.elapsed());
        let view = crate::render::view::AdvisoryPage::new(&views, &site.advisories[0], &path);
        let begun = Instant::now();
        for _ in &site.advisories {
            std::hint::black_box(Shared::new(&view).is_ok());
        }
        println!("{name}: contexts in {:?}", begun.elapsed());
        let begun = Instant::now();
        let made = outputs(Views::new(&site, theme.words()), &theme);
        let planned = begun.elapsed();
        let begun = Instant::now();
        let bytes: usize = made.iter().map(|output| output.make().map_or(0, |file| file.bytes.len())).sum();
        let alone = begun.elapsed();
        let begun = Instant::now();
        let again: usize = made.par_iter().map(|output| output.make().map_or(0, |file| file.bytes.len())).sum();
        assert_eq!(bytes, again);
        println!(
            "{name}: planned in {planned:?}; {} files, {bytes} bytes in {alone:?}, in parallel {:?}",
            made.len(),
            begun.elapsed()
        );
    }
}
