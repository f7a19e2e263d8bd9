"""The entry of ``python -m generator``."""

from generator.edges.cli import main

main(prog_name="python -m generator")
