//! The Merkle tree hash of RFC 6962, 2.1, with SHA-256.

use sha2::{Digest, Sha256};

type Hash = [u8; 32];

/// The root over these leaves.
pub(super) fn root(leaves: impl Iterator<Item = Vec<u8>>) -> Hash {
    // Roots of whole subtrees, the largest first, each with its number of leaves: those on the way are joined at the end.
    let mut whole: Vec<(usize, Hash)> = Vec::new();
    for leaf in leaves {
        let mut last = (1, hash(&[&[0], &leaf]));
        while let Some((size, left)) = whole.pop_if(|(size, _)| *size == last.0) {
            last = (size * 2, hash(&[&[1], &left, &last.1]));
        }
        whole.push(last);
    }
    let joined = whole.into_iter().map(|it| it.1).rev().reduce(|right, left| hash(&[&[1], &left, &right]));
    joined.unwrap_or_else(|| hash(&[]))
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(hash: &Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Vectors of Certificate Transparency's own tests.
    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (size, wanted) in roots.iter().enumerate() {
            assert_eq!(hex(&root(leaves.iter().take(size).map(|leave| leave.to_vec()))), *wanted, "{size}");
        }
    }
}
