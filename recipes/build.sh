#!/bin/sh
# For hosts that run one command (Netlify, Cloudflare Pages): fetches Fanlight and builds the site into public/.
# Copy to build.sh. The host's settings give:
#   SITE              `url` in content/site.yaml, with its last slash
#   FANLIGHT_URL      a release's archive for x86_64-unknown-linux-musl
#   FANLIGHT_SHA256   its checksum, from the release's SHA256SUMS: other bytes are refused
# It takes about half a minute, most of it the download.
# The log may be public: build prints only what is public.
set -eu
: "${SITE:?}" "${FANLIGHT_URL:?}" "${FANLIGHT_SHA256:?}"
export CI=true
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

curl --fail --silent --show-error --location --retry 3 --output "$tools/fanlight.tar.gz" "$FANLIGHT_URL"
echo "$FANLIGHT_SHA256  $tools/fanlight.tar.gz" | sha256sum --check --quiet
tar -xzf "$tools/fanlight.tar.gz" -C "$tools" --strip-components=1

code=$(curl --silent --location --retry 3 --output "$tools/former.json" --write-out '%{http_code}' "${SITE}site-manifest.json") || true
case $code in
    200)
        set -- --against "$tools/former.json"
        # Where `outputs.history` is on.
        curl --silent --fail --location --retry 3 --output "$tools/history.json" "${SITE}history.json" || rm -f "$tools/history.json" ;;
    404) set -- ;; # the first time
    *) echo "The former site can't be read (HTTP $code); nothing was published" >&2; exit 1 ;;
esac
"$tools/fanlight" build --out public "$@"
