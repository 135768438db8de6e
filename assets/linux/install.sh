#!/bin/sh
# Puts Catchment into the menus of this user's desktop, and has it open *.catchment.ron.
# The program itself comes from `cargo install --path .`; `install.sh --remove` takes all of this away again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ "${1:-}" = --remove ]; then
    rm -f "$data/applications/catchment.desktop" "$data/mime/packages/catchment.xml" \
        "$data/icons/hicolor/256x256/apps/catchment.png"
else
    install -Dm644 "$here/catchment.desktop" "$data/applications/catchment.desktop"
    install -Dm644 "$here/catchment.xml" "$data/mime/packages/catchment.xml"
    install -Dm644 "$here/../icon.png" "$data/icons/hicolor/256x256/apps/catchment.png"
fi

# Desktops keep lists of these. Where a tool is missing, the desktop brings its own up to date at the next login.
if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications"; fi
