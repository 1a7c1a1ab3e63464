#!/usr/bin/env bash
# The compiler as fuzz.sh calls it: coverage is watched in our own crates only.
for argument in "$@"; do
    case $argument in matome | matome_fuzz) exec "$@" ;; esac
done
kept=()
for argument in "$@"; do
    case $argument in *sancov-module* | -Cllvm-args=-sanitizer-coverage* | --codegen=llvm-args=-sanitizer-coverage*) ;; *) kept+=("$argument") ;; esac
done
exec "${kept[@]}"
