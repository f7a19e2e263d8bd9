"""Files as an archive holds them: deflated once where they are made, and taken as they are by all who pass them on."""

import hashlib
import zlib
from dataclasses import dataclass

# What is packed by itself gets no smaller.
_DENSE = (".png", ".gz")


@dataclass(frozen=True)
class Packed:
    """A file: its bytes, deflated without a header or as they are, and size in bytes, CRC-32 and SHA-256 of its content."""

    data: bytes
    is_deflated: bool
    size: int
    crc: int
    digest: str

    @property
    def content(self) -> bytes:
        """Return the bytes of the file."""
        return zlib.decompress(self.data, -zlib.MAX_WBITS, self.size) if self.is_deflated else self.data

    def holds(self, data: bytes) -> bool:
        """Tell whether these are the bytes of the file."""
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.digest


def pack(path: str, content: bytes) -> Packed:
    """Return the file of a path with its content."""
    is_deflated = not path.endswith(_DENSE)
    data = content
    if is_deflated:
        deflating = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        data = deflating.compress(content) + deflating.flush()
    return Packed(data, is_deflated, len(content), zlib.crc32(content), hashlib.sha256(content).hexdigest())
