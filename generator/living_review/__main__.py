"""The entry of ``living-review`` and of ``python -m living_review``."""

import gc
import sys


def main() -> None:
    """Run the command line."""
    try:
        from living_review.edges.cli import main as run

        run(prog_name="living-review")
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    finally:
        # What the process holds goes with it; looking through it for cycles first would take a second.
        gc.freeze()


# Processes that draw read this file again.
if __name__ == "__main__":
    main()
