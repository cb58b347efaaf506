//! What is asked for is answered as a host would, and only to who may ask.

use super::server::{Folder, SETTINGS};

#[test]
fn pages_come_with_the_headers_of_the_site() {
    let server = Folder::new().serve(&[]);
    let page = server.get("/advisories/T-1/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("First thing"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(server.get("/assets/style.css").header("content-type"), "text/css; charset=utf-8");
    let manifest = server.get("/site-manifest.json");
    assert_eq!(manifest.header("content-type"), "application/json; charset=utf-8");
    assert!(!manifest.headers.keys().any(|name| name.starts_with("access-control-")));
}

#[test]
fn what_is_served_is_what_is_built_and_a_script() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let out = folder.path("out");
    let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_fanlight"));
    build.args(["build", "--quiet", "--out"]).arg(&out).current_dir(folder.path(""));
    assert!(build.status().unwrap().success());
    for path in
        ["index.html", "advisories/T-1/index.html", "assets/style.css", "feed.xml", "sitemap.xml", "static/logo.svg"]
    {
        let built = std::fs::read_to_string(out.join(path)).unwrap();
        assert!(!built.contains(".fanlight"), "{path}");
        let served = server.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path))).body;
        let lines = served.lines().filter(|line| !line.contains("/.fanlight/serve.js"));
        assert!(lines.eq(built.lines()), "{path}");
    }
    assert!(server.get("/").body.contains("<script src=\"/.fanlight/serve.js\" data-snapshot="));
}

#[test]
fn head_is_get_without_a_body() {
    let server = Folder::new().serve(&[]);
    let host = format!("localhost:{}", server.port);
    let (get, head) = (server.get("/"), server.ask("HEAD", "/", &[("Host", &host)]));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(server.ask("HEAD", "/.fanlight/news", &[("Host", &host)]).status, 404);
}

#[test]
fn only_reading_is_allowed_and_only_under_our_names() {
    let server = Folder::new().serve(&[]);
    let host = format!("localhost:{}", server.port);
    let post = server.ask("POST", "/", &[("Host", &host), ("Content-Length", "0")]);
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
    assert_eq!(server.ask("OPTIONS", "/", &[("Host", &host)]).status, 405);
    for foreign in ["evil.example", &format!("evil.example:{}", server.port), "localhost:1"] {
        for path in ["/", "/.fanlight/news", "/.fanlight/serve.js"] {
            let refused = server.ask("GET", path, &[("Host", foreign)]);
            assert_eq!(refused.status, 421, "{foreign}");
            assert!(!refused.body.contains("Test Site"));
        }
    }
    for ours in ["127.0.0.1", "[::1]"] {
        assert_eq!(server.ask("GET", "/", &[("Host", &format!("{ours}:{}", server.port))]).status, 200);
    }
    let image = [("Host", host.as_str()), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")];
    assert_eq!(server.ask("GET", "/static/logo.svg", &image).status, 403);
    assert_eq!(server.get("/static/logo.svg").header("cross-origin-resource-policy"), "same-origin");
}

#[test]
fn what_is_not_there_is_404_with_the_sites_page() {
    let server = Folder::new().serve(&[]);
    for path in ["/nothing", "/advisories/T-3/", "/../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/_headers"] {
        let missing = server.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.body.contains("There is no page at this address"), "{path}");
        assert!(missing.header("content-type").starts_with("text/html"));
    }
}

#[test]
fn redirects_and_folders_lead_on() {
    let server = Folder::new().serve(&[]);
    let alias = server.get("/advisories/CVE-2025-0002/");
    assert_eq!((alias.status, alias.header("location")), (301, "/advisories/T-2/"));
    let folder = server.get("/advisories/T-1");
    assert_eq!((folder.status, folder.header("location")), (301, "/advisories/T-1/"));
    assert_eq!(folder.header("cache-control"), "no-store");
}

#[test]
fn a_site_below_a_path_is_served_there() {
    let folder = Folder::new();
    folder.write("content/site.yaml", &SETTINGS.replace("example.org/", "example.org/security/"));
    let server = folder.serve(&[]);
    let home = server.get("/");
    assert_eq!((home.status, home.header("location")), (302, "/security/"));
    let page = server.get("/security/advisories/T-1/");
    assert_eq!((page.status, page.header("x-frame-options")), (200, "DENY"));
    let missing = server.get("/advisories/T-1/");
    assert_eq!((missing.status, missing.header("x-frame-options")), (404, "DENY"));
    assert_eq!(server.get("/security/advisories/CVE-2025-0002/").header("location"), "/security/advisories/T-2/");
}

#[test]
fn a_preview_shows_what_comes_with_a_banner_and_keeps_robots_out() {
    let folder = Folder::new();
    folder.write(
        "content/advisories/T-4.md",
        "---\nid: T-4\ntitle: Not marked\nembargo: 2998-01-01T00:00:00Z\n---\nBody.\n",
    );
    let server = folder.serve(&["--preview"]);
    let page = server.get("/advisories/T-3/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Thing that comes") && page.body.contains("Preview."));
    assert!(server.get("/advisories/T-1/").body.contains("Preview."));
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    assert!(server.get("/robots.txt").body.contains("Disallow: /"));
    assert_eq!(server.get("/advisories/T-4/").status, 404);
}

#[test]
fn a_taken_port_is_told() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let mut second = std::process::Command::new(env!("CARGO_BIN_EXE_fanlight"));
    let told =
        second.args(["serve", "--port", &server.port.to_string()]).current_dir(folder.path("")).output().unwrap();
    assert_eq!(told.status.code(), Some(4));
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("is taken") && told.contains("--port 0"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn open_shows_the_site_in_the_browser_once_it_is_built() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > opening && mv opening opened\n");
    std::fs::set_permissions(folder.path("bin/xdg-open"), PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
    let server = folder.serve_with(&["--open"], &[("PATH", &path)]);
    let begun = std::time::Instant::now();
    while !folder.path("opened").exists() && begun.elapsed() < std::time::Duration::from_secs(60) {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(std::fs::read_to_string(folder.path("opened")).unwrap(), format!("http://localhost:{}/\n", server.port));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_quietly() {
    let server = Folder::new().serve(&[]);
    let _page = server.news();
    assert_eq!(server.errors(), "");
    assert_eq!(server.interrupt(), Some(0));
}
