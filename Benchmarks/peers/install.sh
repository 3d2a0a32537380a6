#!/bin/sh
# Installs the other engines by name, from Debian and PyPI, into $PEERS (default .peers in Benchmarks).
# What cannot be installed is left out of the measurement.
set -e
cd "$(dirname "$0")"
PEERS=${PEERS:-$(cd .. && pwd)/.peers}
mkdir -p "$PEERS"
SUDO=$([ "$(id -u)" = 0 ] || command -v sudo || true)
missing=
for package in groonga-bin python3-xapian ecj unzip python3-pip; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] || $SUDO apt-get install -y -q --no-install-recommends $missing >/dev/null ||
    echo "peers: not all of$missing could be installed" >&2

# One Python for all drivers: Debian's, which has the bindings of Xapian.
[ -d "$PEERS/python/tantivy" ] ||
    /usr/bin/python3 -m pip install -q --target "$PEERS/python" tantivy==0.27.0 ||
    python3 -m pip install -q --target "$PEERS/python" tantivy==0.27.0 ||
    echo "peers: tantivy could not be installed" >&2

# Lucene 10 with the Java that it needs comes in a wheel of PyPI.
if [ ! -x "$PEERS/lucene/jre/bin/java" ]; then
    python3 -m pip download -q --no-deps -d "$PEERS/download" arcadedb-jvm==26.11.1.dev2 && {
        rm -rf "$PEERS/wheel" "$PEERS/lucene"
        mkdir -p "$PEERS/lucene/jars"
        unzip -q -o "$PEERS"/download/arcadedb_jvm-*.whl 'arcadedb/jre/*' 'arcadedb/jars/lucene-*' \
            -d "$PEERS/wheel"
        mv "$PEERS"/wheel/arcadedb/jars/lucene-core-*.jar \
            "$PEERS"/wheel/arcadedb/jars/lucene-analysis-common-*.jar "$PEERS/lucene/jars/"
        mv "$PEERS/wheel/arcadedb/jre" "$PEERS/lucene/jre"
        chmod +x "$PEERS"/lucene/jre/bin/*
        rm -rf "$PEERS/wheel"
    } || echo "peers: Lucene could not be installed" >&2
fi
if [ -d "$PEERS/lucene/jars" ]; then
    classes="$PEERS/lucene/classes"
    mkdir -p "$classes"
    jars=$(echo "$PEERS"/lucene/jars/*.jar | tr ' ' ':')
    # Debian's javac is too old to read these classes.
    ecj -17 -proc:none -nowarn -cp "$jars" -d "$classes" lucene/LuceneDriver.java
fi
