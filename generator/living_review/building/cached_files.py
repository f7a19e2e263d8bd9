"""Groups of files that take long to make, kept in a cache as one."""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from living_review.site.page import Asset


def pack_files(head: Any, files: Mapping[str, bytes]) -> bytes:
    """Return files with a head, which JSON can hold, as bytes."""
    sizes = {path: len(data) for path, data in files.items()}
    return zlib.compress(b"".join([json.dumps([head, sizes]).encode(), b"\n", *files.values()]), 1)


def unpack_files(data: bytes) -> tuple[Any, dict[str, bytes]]:
    """Return head and files that were packed."""
    line, _, rest = zlib.decompress(data).partition(b"\n")
    head, sizes = json.loads(line)
    files, start = {}, 0
    for path, size in sizes.items():
        files[path] = rest[start : start + size]
        start += size
    return head, files


def cached_files(cache: MutableMapping[str, bytes], key: str, make: Callable[[], Iterable[Asset]]) -> list[Asset]:
    """Return files from the cache, or make them and keep them there."""
    if (known := cache.get(key)) is None:
        known = cache[key] = pack_files(None, {asset.path: asset.data for asset in make()})
    return [Asset(path, data) for path, data in unpack_files(known)[1].items()]
