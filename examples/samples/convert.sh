#!/bin/sh
# Makes the .xls and the .ods of samples/ with LibreOffice; run it in the repository's root after a change of their sources.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --quiet --example samples -- --sources "$work/sources"
convert() { # source, format with its filter, target
    soffice --headless "-env:UserInstallation=file://$work/profile" \
        --convert-to "$2" --outdir "$work/made" "$work/sources/$1.xlsx" >/dev/null
    mkdir -p "$(dirname "samples/$1")"
    mv "$work/made/$(basename "$1").${2%%:*}" "samples/$1.${2%%:*}"
}
convert 企画部/企画政策課_戦略の指標 'xls:MS Excel 97'
convert 建設部/都市整備課_成果指標一覧 ods
