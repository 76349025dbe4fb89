#!/bin/sh
# Pins every dependency with its hashes and without URLs. Run after a change of pyproject.toml; needs uv.
set -eu
cd "$(dirname "$0")/.."
pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"; }
pin pyproject.toml -o requirements/run.txt
pin pyproject.toml --group dev -o requirements/dev.txt
