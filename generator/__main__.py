"""The entry of ``python -m generator``."""

import sys

try:
    from generator.edges.cli import main

    main(prog_name="python -m generator")
except KeyboardInterrupt:
    sys.exit("Aborted!")
