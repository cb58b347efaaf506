//! Functions and platforms where tools of their ecosystem look for them: `ecosystem_specific.imports` of Go's
//! (https://go.dev/security/vuln/database#schema), `ecosystem_specific.affects` of RustSec's, else `database_specific`.

use crate::public::{Affected, Text};
use serde::Serialize;

#[derive(Default)]
pub struct Specific<'a> {
    pub ecosystem: Option<Ecosystem<'a>>,
    pub database: Option<Database<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ecosystem<'a> {
    Imports(Vec<Import<'a>>),
    Affects(Affects<'a>),
}

/// A package of a Go module, and what of it is affected; without symbols all of it.
#[derive(Serialize)]
pub struct Import<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goos: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goarch: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    symbols: Vec<&'a str>,
}

#[derive(Serialize)]
pub struct Affects<'a> {
    arch: Vec<&'a str>,
    functions: &'a [Text],
    os: Vec<&'a str>,
}

#[derive(Serialize)]
pub struct Database<'a> {
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    functions: &'a [Text],
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    platforms: &'a [Text],
}

/// Processors, by the names of Go and of Rust; any other platform is an operating system.
const PROCESSORS: [&str; 24] = [
    "386",
    "amd64",
    "arm",
    "arm64",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mipsle",
    "ppc64",
    "ppc64le",
    "riscv64",
    "s390x",
    "wasm",
    "x86",
    "x86_64",
    "aarch64",
    "powerpc",
    "powerpc64",
    "sparc",
    "sparc64",
    "hexagon",
    "msp430",
    "nvptx64",
];

impl<'a> Specific<'a> {
    pub fn of(affected: &'a Affected) -> Self {
        let Affected { functions, platforms, package, .. } = affected;
        if functions.is_empty() && platforms.is_empty() {
            return Self::default();
        }
        let (arch, os): (Vec<&str>, Vec<&str>) =
            platforms.iter().map(Text::as_str).partition(|platform| PROCESSORS.contains(platform));
        let ecosystem = match package.ecosystem.as_deref() {
            // Platforms are said of a package's import; without one there is no place for them.
            Some("Go") if !functions.is_empty() => Ecosystem::Imports(imports(&package.name, functions, &os, &arch)),
            Some("crates.io") => Ecosystem::Affects(Affects { arch, functions, os }),
            _ => return Self { ecosystem: None, database: Some(Database { functions, platforms }) },
        };
        Self { ecosystem: Some(ecosystem), database: None }
    }
}

fn imports<'a>(module: &str, functions: &'a [Text], os: &[&'a str], arch: &[&'a str]) -> Vec<Import<'a>> {
    let mut imports: Vec<Import<'a>> = Vec::new();
    for function in functions {
        let (path, symbol) = split(module, function);
        let at = imports.iter().position(|import| import.path == path).unwrap_or(imports.len());
        if at == imports.len() {
            imports.push(Import { path, goos: os.to_vec(), goarch: arch.to_vec(), symbols: Vec::new() });
        }
        imports[at].symbols.extend(symbol);
    }
    imports
}

/// A package's path and a symbol of it: `net/http` and `Client.Do`. A module's own name may have dots.
fn split<'a>(module: &str, function: &'a str) -> (&'a str, Option<&'a str>) {
    let inside = function.strip_prefix(module).filter(|rest| rest.is_empty() || rest.starts_with(['/', '.']));
    let from = inside.map_or(0, |_| module.len());
    let last = function[from..].rfind('/').map_or(from, |slash| from + slash);
    match function[last..].find('.') {
        Some(dot) => (&function[..last + dot], Some(&function[last + dot + 1..])),
        None => (function, None),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_symbol_is_distinguished_from_its_package() {
        for (module, function, path, symbol) in [
            ("stdlib", "net/http.Client.Do", "net/http", Some("Client.Do")),
            ("golang.org/x/net", "golang.org/x/net/http2.Transport", "golang.org/x/net/http2", Some("Transport")),
            ("gopkg.in/yaml.v2", "gopkg.in/yaml.v2.Unmarshal", "gopkg.in/yaml.v2", Some("Unmarshal")),
            ("gopkg.in/yaml.v2", "gopkg.in/yaml.v2", "gopkg.in/yaml.v2", None),
            ("github.com/a/b", "github.com/a/b/c", "github.com/a/b/c", None),
        ] {
            assert_eq!(split(module, function), (path, symbol));
        }
    }
}
