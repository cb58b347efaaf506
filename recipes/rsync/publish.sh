#!/bin/sh
# Publishes the site on any server by rsync over SSH: two slots, and a link that is switched from one to the other.
# A reader sees the old site or the new one, never half of each; what is no longer disclosed is gone with the switch.
#   publish.sh HOST FOLDER        run where content/ lies; the web server's root is FOLDER/current
# It takes seconds, and what the upload of changed files takes.
# From cron, it is as late as cron is: `*/5 * * * * cd /srv/records && publish.sh HOST FOLDER`. To the second:
#   while fanlight next --wait 366d; do publish.sh HOST FOLDER; done
set -eu
host=${1:?usage: publish.sh HOST FOLDER}
folder=${2:?usage: publish.sh HOST FOLDER}

# One at a time, where there is flock.
if [ -z "${ALONE:-}" ] && command -v flock >/dev/null; then exec env ALONE=yes flock "$0" "$0" "$@"; fi

# public/ holds the former site, which `build` compares with.
fanlight build --out public

# shellcheck disable=SC2029  # the names are meant to be put in here
# The slot that is not served.
slot=$(ssh "$host" "mkdir -p '$folder/a' '$folder/b' && cd '$folder' && if [ \"\$(readlink current)\" = a ]; then echo b; else echo a; fi")

# Everything, dot folders too; what is gone is deleted. Unchanged files are linked to the served slot's, not sent; changed ones are sent whole,
# since some versions of rsync (3.2.7 of Debian) put parts of linked files together wrong, notice it, and stop.
rsync --recursive --checksum --whole-file --delete --delete-delay --chmod=D755,F644 --link-dest="../current/" public/ "$host:$folder/$slot/"

# shellcheck disable=SC2029
ssh "$host" "cd '$folder' && ln -sfn '$slot' next && mv -T next current"
