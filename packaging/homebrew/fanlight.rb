# Made by packaging/formula.py from a release's SHA256SUMS; it belongs in Formula/fanlight.rb of a tap.
class Fanlight < Formula
  desc "Static-site generator for security transparency"
  homepage "https://github.com/unpublished_/fanlight"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@URL:aarch64-apple-darwin@"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end
    on_intel do
      url "@URL:x86_64-apple-darwin@"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@URL:aarch64-unknown-linux-musl@"
      sha256 "@SHA256:aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@URL:x86_64-unknown-linux-musl@"
      sha256 "@SHA256:x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "fanlight"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/fanlight.bash" => "fanlight"
    zsh_completion.install "completions/_fanlight"
    fish_completion.install "completions/fanlight.fish"
  end

  test do
    system bin/"fanlight", "init", "site"
    cd "site" do
      system bin/"fanlight", "build", "--quiet"
      assert_path_exists testpath/"site/public/index.html"
    end
  end
end
