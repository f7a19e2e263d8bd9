"""The entry of ``python -m generator``."""

from generator.edges.cli import main

# Processes that draw read this file again.
if __name__ == "__main__":
    main(prog_name="python -m generator")
