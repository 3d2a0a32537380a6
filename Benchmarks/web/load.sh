#!/bin/sh
# How many pages of results a running site answers, and how long they take.
#
#   search serve --index INDEX &
#   Benchmarks/web/load.sh [ADDRESS]
#
# SECONDS_EACH, CONNECTIONS, QUESTIONS, PAGE (/ or /api/search) and QUERY change what is asked. It needs
# wrk, which takes a part of the processors itself. RATE asks that many times a second, evenly spaced,
# with paced.py, and tells how long those take.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
address=${1:-http://127.0.0.1:8080}
export QUESTIONS="${QUESTIONS:-$here/questions.txt}"
if [ -n "${RATE:-}" ]; then
    exec python3 "$here/paced.py" "$address" --rate "$RATE" --seconds "${SECONDS_EACH:-20}"
fi
wrk --threads 1 --connections "${CONNECTIONS:-16}" --duration "${SECONDS_EACH:-20}s" --timeout 10s \
    --script "$here/pages.lua" --latency "$address" | grep -E '^answers'
