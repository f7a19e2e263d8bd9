"""The entry of ``python -m generator``."""

import sys

# Processes that draw read this file again.
if __name__ == "__main__":
    try:
        from generator.edges.cli import main

        main(prog_name="python -m generator")
    except KeyboardInterrupt:
        sys.exit("Aborted!")
