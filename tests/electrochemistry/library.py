"""Helpers for tests of electrochemistry: a library with other hosts and phases."""

from collections.abc import Mapping
from dataclasses import replace

from living_review.electrochemistry.lookup import hosts_of, phases_of
from living_review.electrochemistry.records import Host, Phase
from living_review.model.library import Library


def with_records(
    library: Library, hosts: Mapping[str, Host] | None = None, phases: Mapping[str, Phase] | None = None
) -> Library:
    """Return a library with these hosts and phases in the place of its own."""
    records = {
        "host": hosts_of(library) if hosts is None else hosts,
        "phase": phases_of(library) if phases is None else phases,
    }
    return replace(library, module_records=records)
