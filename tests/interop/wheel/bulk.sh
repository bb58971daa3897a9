#!/bin/sh
# Runs bulk.py with the package and the software that the test `wheel` has laid down.
here=$(cd "$(dirname "$0")" && pwd)
kept=${CARGO_TARGET_DIR:-$here/../../../target}/interop
PYTHONPATH=$kept/package$(printf ':%s' "$kept"/pyarrow-*+* "$kept"/pyspark-*) exec python3 "$here/bulk.py" "$@"
