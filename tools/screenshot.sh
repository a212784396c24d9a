#!/usr/bin/env bash
# Take a picture of an HTML file with headless Chromium: screenshot.sh PAGE PICTURE [WIDTH,HEIGHT]
set -euo pipefail
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
  --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$profile" --window-size="${3:-1000,1250}" --screenshot="$2" "$1" 2>/dev/null
