//! The outputs that need no template, made from a small site.

use super::testing::{advisory, at, made, page, settings, site, text};
use super::{aliases, hosting, manifest, robots, security_txt, sitemap, urls};
use crate::escape;
use crate::public::{AliasOutput, Asset, Packages, Site, Tlp};
use std::collections::BTreeSet;

#[test]
fn xml_holds_what_xml_allows() {
    assert_eq!(escape::allowed("a\u{0}\u{8}b\u{fffe}\u{1f600}\n"), "ab\u{1f600}\n");
    assert_eq!(escape::xml("<a b='\"'>&\u{1}"), "&lt;a b=&#39;&quot;&#39;&gt;&amp;");
}

#[test]
fn the_sitemap_lists_every_page_once_with_its_last_change() {
    let mut site = site();
    site.pages.push(page("/größe & so/", "Size"));
    site.advisories[0].head.modified = at("2026-03-05T00:00:00Z");
    let outputs = sitemap::sitemap(&site, &Packages::of(&site));
    assert_eq!(outputs.len(), 1);
    let (path, body) = made(&outputs[0]);
    assert_eq!(path, "sitemap.xml");
    let paths: Vec<_> = urls::pages(&site).into_iter().map(|url| url.path).collect();
    let expected = [
        "/",
        "/advisories/",
        "/advisories/HARBOUR-2026-k3x9/",
        "/feeds/",
        "/größe & so/",
        "/notices/",
        "/notices/HARBOUR-2026-n1/",
        "/plan/",
        "/plan/roles/",
        "/policy/",
        "/report/",
        "/reports/",
        "/reports/2026-Q1/",
        "/reports/2026/",
    ];
    assert_eq!(paths, expected);
    assert_eq!(body.matches("<loc>").count(), expected.len());
    assert!(body.contains(
        "<loc>https://security.example.org/advisories/HARBOUR-2026-k3x9/</loc><lastmod>2026-03-05T00:00:00Z<"
    ));
    assert!(body.contains("<loc>https://security.example.org/gr%C3%B6%C3%9Fe%20%26%20so/</loc></url>"));
}

#[test]
fn a_sitemap_of_too_many_pages_is_split() {
    let mut site = site();
    site.pages = (0..50_000).map(|at| page(&format!("/p{at}/"), "P")).collect();
    let outputs = sitemap::sitemap(&site, &Packages::of(&site));
    let paths: Vec<_> = outputs.iter().map(|output| made(output).0).collect();
    assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
    assert!(made(&outputs[0]).1.contains("<sitemap><loc>https://security.example.org/sitemap-2.xml</loc>"));
    assert_eq!(made(&outputs[1]).1.matches("<loc>").count(), 50_000);
}

#[test]
fn robots_are_welcome_to_the_public_site_alone() {
    let mut site = site();
    assert!(made(&robots::robots(&site)).1.ends_with("Sitemap: https://security.example.org/sitemap.xml\n"));
    site.settings.preview = true;
    assert_eq!(made(&robots::robots(&site)).1, "User-agent: *\nDisallow: /\n");
    assert!(sitemap::sitemap(&site, &Packages::of(&site)).is_empty());
    site.settings.preview = false;
    site.settings.audience = Tlp::Amber;
    assert_eq!(made(&robots::robots(&site)).1, "User-agent: *\nDisallow: /\n");
    assert!(made(&hosting::headers(&site, &[])).1.contains("X-Robots-Tag: noindex"));
    assert!(!made(&hosting::headers(&site, &[])).1.contains("Access-Control-Allow-Origin"));
}

#[test]
fn headers_are_strict_and_never_set_one_twice_for_a_path() {
    let mut site = site();
    site.settings = settings("https://example.org/security/");
    let (path, body) = made(&hosting::headers(&site, &["assets"]));
    assert_eq!(path, "_headers");
    assert!(body.starts_with("/security/*\n  Content-Security-Policy: default-src 'none'; "));
    assert!(body.contains(
        "\n/security/feed.xml\n  Content-Type: application/rss+xml; charset=utf-8\n  Access-Control-Allow-Origin: *\n"
    ));
    assert!(body.contains("\n/security/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
    assert_eq!(body.matches("Cache-Control").count(), 1);
    assert!(body.lines().all(|line| line.len() < 2_000), "Cloudflare's limit");
}

#[test]
fn an_alias_leads_to_its_one_record() {
    let mut site = site();
    let redirects = |site: &Site| hosting::redirects(site).map(|output| made(&output).1).unwrap_or_default();
    assert_eq!(redirects(&site), "/advisories/CVE-2026-1234/ /advisories/HARBOUR-2026-k3x9/ 301\n");
    site.settings.outputs.aliases = AliasOutput::Redirects;
    assert!(redirects(&site).contains("\n/advisories/CVE-2026-1234 /advisories/HARBOUR-2026-k3x9/ 301\n"));
    site.settings.outputs.aliases = AliasOutput::None;
    assert_eq!(redirects(&site), "");
}

#[test]
fn an_alias_that_is_shared_or_is_an_id_or_a_pattern_has_no_redirect() {
    let mut site = site();
    let mut other = advisory("cve-2026-9", "Other", "2026-01-01T00:00:00Z");
    other.head.aliases = ["cve-2026-1234", "RHSA-2026:1", "*", "a b", "..", "PYSEC-2026-1"].map(text).to_vec();
    site.advisories[0].head.aliases.push(text("CVE-2026-9"));
    site.advisories.push(other);
    let lone: Vec<_> = aliases::lone(&site).iter().map(|(alias, _)| alias.to_string()).collect();
    assert_eq!(lone, ["*", "..", "a b", "PYSEC-2026-1", "RHSA-2026:1"]);
    let body = made(&hosting::redirects(&site).expect("one")).1;
    assert_eq!(body, "/advisories/PYSEC-2026-1/ /advisories/cve-2026-9/ 301\n");
}

#[test]
fn security_txt_keeps_to_its_standard() {
    let mut site = site();
    site.settings.report.encryption = Some("http://example.org/key.asc".into());
    site.settings.report.acknowledgments = Some("https://example.org/thanks\nContact: mailto:evil@example.org".into());
    let (path, body) = made(&security_txt::security_txt(&site).expect("a file"));
    assert_eq!(path, ".well-known/security.txt");
    let expected = "Contact: https://report.example.org/\nContact: mailto:security@example.org\n\
        Expires: 2027-06-30T00:00:00Z\nPolicy: https://security.example.org/policy/\n\
        Canonical: https://security.example.org/.well-known/security.txt\n\
        CSAF: https://security.example.org/.well-known/csaf/provider-metadata.json\nPreferred-Languages: en, de\n";
    assert_eq!(body, expected);
}

#[test]
fn security_txt_is_left_out_where_the_standard_cannot_be_kept() {
    let mut site = site();
    site.settings.report.expires = None;
    assert!(security_txt::security_txt(&site).is_none());
    site.settings = settings("https://example.org/security/");
    assert!(security_txt::security_txt(&site).is_none());
    site.settings = settings("https://example.org/");
    site.settings.report.contact = vec!["http://example.org/".into()];
    assert!(security_txt::security_txt(&site).is_none());
}

#[test]
fn the_manifest_tells_what_is_public() {
    let site = site();
    let entries = BTreeSet::from(["advisories".to_string(), "index.html".into()]);
    let (path, body) = made(&manifest::manifest(&site, entries));
    assert_eq!(path, "site-manifest.json");
    let read: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(read["generator"], "fanlight");
    assert_eq!(read["audience"], "clear");
    assert_eq!(read["preview"], false);
    assert_eq!(read["entries"], serde_json::json!(["advisories", "index.html", "site-manifest.json"]));
    assert_eq!(read["records"][0]["id"], "HARBOUR-2026-k3x9");
    assert_eq!(read["records"][0]["feed_id"], "tag:security.example.org,2026:HARBOUR-2026-k3x9");
    let policy = read["pages"]
        .as_array()
        .expect("pages")
        .iter()
        .find(|page| page["url"] == "https://security.example.org/policy/");
    assert_eq!(policy.expect("policy")["digest"].as_str().map(str::len), Some(64));
}

#[test]
fn a_digest_changes_with_an_attachment() {
    let digest = |site: &Site| made(&manifest::manifest(site, BTreeSet::new())).1;
    let (mut one, mut other) = (site(), site());
    let attach = |bytes: &[u8]| Asset { path: text("advisories/HARBOUR-2026-k3x9/trace.txt"), bytes: bytes.into() };
    one.advisories[0].head.attachments = vec![attach(b"a")];
    other.advisories[0].head.attachments = vec![attach(b"b")];
    assert_ne!(digest(&one), digest(&other));
}

#[test]
fn hosts_are_found_in_any_url() {
    let host = |url: &str| urls::host(&settings(url));
    assert_eq!(host("https://user@Security.Example.org:8443/a/"), "security.example.org");
    assert_eq!(host("http://[::1]:80/"), "[::1]");
    assert_eq!(host("nonsense"), "nonsense");
}

proptest::proptest! {
    #[test]
    fn an_encoded_path_is_plain_ascii_without_spaces(path in ".{0,20}") {
        proptest::prop_assert!(urls::encode(&path).chars().all(|c| c.is_ascii_graphic() && !"<>\"'&?#\\".contains(c)));
    }
}

#[test]
fn a_long_document_is_not_indented() {
    let document = |length: usize| super::document(&["x".repeat(length)]).unwrap();
    assert_eq!(document(1), b"[\n  \"x\"\n]\n");
    assert!(document(40_000).starts_with(b"[\"x") && document(40_000).ends_with(b"x\"]\n"));
}
