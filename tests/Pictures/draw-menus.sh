#!/usr/bin/env bash
# Draws the pictures of the rich menus (bot/Channels/Line/Menus/*.png) anew. Look at each before committing it.
# Needs chromium and a Japanese font (Debian: chromium fonts-noto-cjk).
set -euo pipefail
cd "$(dirname "$0")/../.."
DRAW_MENUS=true dotnet test tests/Zaitaku.Tests.csproj -nologo -v q --filter "FullyQualifiedName~RichMenuPicturesTests.EveryMenu"
