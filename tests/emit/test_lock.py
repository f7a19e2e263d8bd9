"""One writer at a time: a second one says so and waits, a killed one holds nothing."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

from living_review.emit.lock import exclusive
from tests.processes import running

HOLD = "import sys, time; from pathlib import Path; from living_review.emit.lock import exclusive\nwith exclusive(Path(sys.argv[1]), lambda: None): print('held', flush=True); time.sleep(600)"


@contextmanager
def holder(file: Path) -> Iterator[Popen[str]]:
    """Run a process that holds a lock."""
    with running([sys.executable, "-c", HOLD, str(file)], stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_nothing_is_left_and_nobody_waits(tmp_path: Path) -> None:
    waits: list[str] = []
    with exclusive(tmp_path / "lock", lambda: waits.append("waits")):
        assert (tmp_path / "lock").exists()
    assert (waits, list(tmp_path.iterdir())) == ([], [])


def test_a_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as process:
        process.kill()
    assert (tmp_path / "lock").exists(), "a killed process cannot clear up"
    waits: list[str] = []
    with exclusive(tmp_path / "lock", lambda: waits.append("waits")):
        assert waits == []


def test_a_second_one_says_that_it_waits_and_then_has_its_turn(tmp_path: Path) -> None:
    waits: list[str] = []

    def kill_and_note() -> None:
        waits.append("waits")
        process.kill()

    with holder(tmp_path / "lock") as process, exclusive(tmp_path / "lock", kill_and_note):
        assert waits == ["waits"]


def test_many_have_their_turns_one_after_the_other(tmp_path: Path) -> None:
    """The file goes away after each turn, and still no two are inside at once."""
    inside, most, turns = [0], [0], [0]

    def take_turns() -> None:
        for _ in range(20):
            with exclusive(tmp_path / "lock", lambda: None):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)  # time for another to come in
                turns[0] += 1
                inside[0] -= 1

    threads = [threading.Thread(target=take_turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, turns) == ([1], [80])
