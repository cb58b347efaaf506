# nix run github:unpublished_/fanlight -- init my-site
# Builds from this checkout, with Rust from nixpkgs (1.95 or newer); `nix flake lock` pins nixpkgs.
{
  description = "Fanlight: a static-site generator for security transparency";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      cargo = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).package;
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = cargo.name;
          version = cargo.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          buildFeatures = [ "signing" "sealed" ];
          # The tests want Chromium, Node and Python beside Rust; CI runs them.
          doCheck = false;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          postInstall = ''
            for shell in bash fish zsh; do
              installShellCompletion --cmd fanlight --$shell <($out/bin/fanlight completions $shell)
            done
          '';
          meta = {
            description = cargo.description;
            homepage = cargo.homepage;
            license = with pkgs.lib.licenses; [ mit asl20 ];
            mainProgram = "fanlight";
          };
        };
      });
    };
}
