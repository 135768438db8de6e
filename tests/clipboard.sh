#!/bin/sh
# Copies out of and pastes into the real program through the clipboard of a real X server, as another
# program would. Needs Xvfb, xdotool and xclip; see README.md beside this.
#
#   cargo build && tests/clipboard.sh [target/debug/catchment]
set -eu

program=$(realpath "${1:-target/debug/catchment}")
model=$(realpath "$(dirname "$0")/../models/two-shops.ron")
folder=$(mktemp -d)
server='' first='' second=''
leave() {
    for process in $first $second $server; do
        kill "$process" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap leave EXIT INT TERM

checks=0
passed() {
    checks=$((checks + 1))
    echo "ok $checks - $1"
}
failed() {
    echo "not ok - $1" >&2
    exit 1
}
# Tries a check for some seconds: an unoptimised program on a busy machine is slow.
until_true() {
    what=$1
    shift
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 60 ] || failed "$what"
        sleep 0.5
    done
    passed "$what"
}

# A server on a number that is free.
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$folder/number" 2>"$folder/server.log" &
server=$!
read -r number <"$folder/number"
DISPLAY=:$number HOME=$folder XDG_DATA_HOME=$folder/data XDG_CONFIG_HOME=$folder/config
LANG=en_US.UTF-8 LC_ALL=''
export DISPLAY HOME XDG_DATA_HOME XDG_CONFIG_HOME LANG LC_ALL LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY WAYLAND_SOCKET

cp "$model" "$folder/from.ron"
cat >"$folder/to.ron" <<'MAP'
Model(format: 1, name: "Nothing yet")
MAP

# Opens a window on a file, without the tour; its number is left in `window`.
open_window() {
    "$program" "$1" >>"$folder/program.log" 2>&1 &
    process=$!
    window=''
    tries=0
    while [ -z "$window" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 120 ] || failed "the window opens"
        sleep 0.5
        window=$(xdotool search --onlyvisible --pid "$process" 2>/dev/null | head -n 1) || true
        [ -n "$window" ] || window=$(xdotool search --onlyvisible --name "$2" 2>/dev/null | head -n 1) || true
    done
    sleep 3
    focus "$window"
    keys Escape
}
focus() {
    xdotool windowraise "$1" windowfocus --sync "$1"
    sleep 1
}
keys() {
    for key in "$@"; do
        xdotool key --clearmodifiers "$key"
        sleep 1
    done
}
# Runs a command by its name in the list of commands.
command_called() {
    keys ctrl+k
    xdotool type --delay 30 "$1"
    sleep 1
    keys Return
}
targets() {
    timeout 5 xclip -selection clipboard -o -t TARGETS
}
offers() {
    targets | grep -qx "$1"
}
taken() {
    timeout 10 xclip -selection clipboard -o -t "$1"
}
# So that nothing of an earlier copy is taken for a new one.
forget() {
    printf 'nothing' | xclip -selection clipboard -i
}
has() {
    grep -qF "$2" "$1"
}
lacks() {
    ! grep -qF "$2" "$1"
}

open_window "$folder/from.ron" "Two shops"
first=$process from=$window

# Tables: with their grid for slides and spreadsheets, with tabs for the rest.
forget
keys ctrl+shift+t
until_true "a table is offered as HTML" offers text/html
until_true "and as text" offers UTF8_STRING
taken text/html >"$folder/table.html"
until_true "its HTML is a table" has "$folder/table.html" '</table>'
[ "$(grep -o '<tr>' "$folder/table.html" | wc -l)" -ge 2 ] || failed "the table has rows"
passed "the table has rows"
taken UTF8_STRING >"$folder/table.tsv"
until_true "its text has tabs" has "$folder/table.tsv" "$(printf 'Company\tVisits kept')"

# Pictures: of a result, and of the map.
is_png() {
    taken image/png | head -c 8 | od -An -tx1 | grep -q '89 50 4e 47 0d 0a 1a 0a'
}
width_of_png() {
    taken image/png | head -c 20 | tail -c 4 | od -An -tu1 | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}
forget
command_called "Copy the result as a picture"
until_true "a result is offered as a picture" is_png
forget
command_called "Copy a picture of the map"
until_true "the map is offered as a picture" is_png
[ "$(width_of_png)" -ge 3000 ] || failed "the picture of the map is $(width_of_png) pixels wide"
passed "the picture of the map has the size for a slide"

# Nodes: copied, cut and pasted, here and into the window of another process.
forget
focus "$from"
keys ctrl+a ctrl+c
until_true "nodes are offered as text" offers UTF8_STRING
taken UTF8_STRING >"$folder/nodes.ron"
until_true "which is a model file" has "$folder/nodes.ron" 'Model('
until_true "with what was selected" has "$folder/nodes.ron" '"wallet": Payment('
forget
keys ctrl+x ctrl+s
until_true "cut takes them off the map" lacks "$folder/from.ron" 'Payment('
until_true "and onto the clipboard" offers UTF8_STRING
open_window "$folder/to.ron" "Nothing yet"
second=$process to=$window
keys ctrl+v ctrl+s
until_true "another window takes them in" has "$folder/to.ron" 'Payment('
focus "$from"
keys ctrl+v ctrl+s
until_true "and the first takes them back" has "$folder/from.ron" 'Payment('

# Text of another program: refused on the map, taken in by a field.
cp "$folder/from.ron" "$folder/before.ron"
printf 'Company\tVisits\nAcme\t12\n' | xclip -selection clipboard -i
keys ctrl+v ctrl+s
cmp -s "$folder/from.ron" "$folder/before.ron" || failed "a table is no part of a map"
passed "a table is no part of a map"
focus "$to"
printf 'Pasted name' | xclip -selection clipboard -i
keys Escape ctrl+f
xdotool type --delay 30 "Wallet"
sleep 1
keys Return Escape F2 ctrl+a ctrl+v Return ctrl+s
until_true "a field takes text in" has "$folder/to.ron" 'Pasted name'
forget
keys F2 ctrl+a ctrl+c
copied_name() {
    [ "$(taken UTF8_STRING)" = "Pasted name" ]
}
until_true "and its text is copied" copied_name
keys Escape

kill -0 "$first" && kill -0 "$second" || failed "both windows are still there"
passed "both windows are still there"
echo "$checks checks passed"
