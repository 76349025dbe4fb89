"""`python -m lissom` is the command line."""

import sys

try:
    from lissom.cli.main import run
except KeyboardInterrupt:  # interrupted before anything was read
    sys.exit(130)

run()
