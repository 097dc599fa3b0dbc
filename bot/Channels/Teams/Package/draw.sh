#!/usr/bin/env bash
# Draws the two icons of the Teams app package from their SVG sources. Needs chromium. Usage: bot/Channels/Teams/Package/draw.sh
set -euo pipefail
cd "$(dirname "$0")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for icon in color:192 outline:32; do
  name="${icon%%:*}" side="${icon##*:}"
  printf '<!doctype html><style>html,body{margin:0;background:transparent;overflow:hidden}svg{display:block}</style>' > "$work/$name.html"
  cat "$name.svg" >> "$work/$name.html"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --default-background-color=00000000 \
    --user-data-dir="$work/profile" --window-size="$side,$side" --screenshot="$PWD/$name.png" "file://$work/$name.html" >/dev/null 2>&1
done
