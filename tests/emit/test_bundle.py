"""The archive of a site holds every file but itself, tells their hashes, and is the same for the same site."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from living_review.emit.bundle import MANIFEST, write_bundle

WITHOUT = "cards"
FILES = {"index.html": b"<h1>Review</h1>", "assets/a b.css": b"", "Stoffe/\u00e4.html": "ä".encode()}


def site(folder: Path) -> Path:
    for path, data in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_the_archive_holds_all_files_below_one_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_bundle(site(tmp_path), "review.zip", str, WITHOUT, {})) as archive:
        held = {name.removeprefix("review/"): archive.read(name) for name in archive.namelist()}
        assert all(name.startswith("review/") for name in archive.namelist())
        *packed, manifest_name = archive.namelist()
        assert packed == sorted(packed)
        assert manifest_name == f"review/{MANIFEST}"
    manifest = json.loads(held.pop(MANIFEST))
    assert held == FILES
    assert manifest["sha256"] == {path: hashlib.sha256(data).hexdigest() for path, data in FILES.items()}


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_bundle(site(tmp_path / "one"), "review.zip", str, WITHOUT, {}).read_bytes()
    other = site(tmp_path / "two")
    for path in FILES:
        os.utime(other / path, (1, 1))
        (other / path).chmod(0o600)
    assert write_bundle(other, "review.zip", str, WITHOUT, {}).read_bytes() == first


def test_an_archive_of_before_is_not_packed(tmp_path: Path) -> None:
    first = write_bundle(site(tmp_path), "review.zip", str, WITHOUT, {}).read_bytes()
    assert write_bundle(tmp_path, "review.zip", str, WITHOUT, {}).read_bytes() == first


def test_the_archive_of_the_site_before_is_kept_where_it_was_made_of_the_same(tmp_path: Path) -> None:
    before, after, cache = site(tmp_path / "before"), site(tmp_path / "after"), dict[str, bytes]()
    old = write_bundle(before, "review.zip", str, WITHOUT, cache)
    assert write_bundle(after, "review.zip", str, WITHOUT, cache, before).samefile(old)
    (after / "index.html").write_bytes(b"<h1>Another</h1>")
    (after / "review.zip").unlink()
    new = write_bundle(after, "review.zip", str, WITHOUT, cache, before)
    assert not new.samefile(old)
    with zipfile.ZipFile(new) as archive:
        assert archive.read("review/index.html") == b"<h1>Another</h1>"


def test_no_other_archive_of_the_site_before_is_kept(tmp_path: Path) -> None:
    """Neither one that is broken, nor one that holds the same files and was packed by another program."""
    before, after, cache = site(tmp_path / "before"), site(tmp_path / "after"), dict[str, bytes]()
    archive = write_bundle(before, "review.zip", str, WITHOUT, cache)
    whole = archive.read_bytes()
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        for name in packed.namelist():
            other.writestr(name, packed.read(name))
    for harm in (b"no archive", b"", whole[:-1], (tmp_path / "other.zip").read_bytes()):
        archive.write_bytes(harm)
        assert write_bundle(after, "review.zip", str, WITHOUT, cache, before).read_bytes() == whole
        (after / "review.zip").unlink()
    archive.unlink()
    assert write_bundle(after, "review.zip", str, WITHOUT, cache, before).read_bytes() == whole


def test_other_programs_can_unpack_it(tmp_path: Path) -> None:
    target = write_bundle(site(tmp_path / "site"), "review.zip", str, WITHOUT, {})
    subprocess.run(["python3", "-m", "zipfile", "-t", str(target)], check=True)
    shutil.unpack_archive(target, tmp_path / "out")
    assert {path: (tmp_path / "out/review" / path).read_bytes() for path in FILES} == FILES


def test_a_folder_may_be_left_out(tmp_path: Path) -> None:
    first = write_bundle(site(tmp_path / "one"), "review.zip", str, WITHOUT, {}).read_bytes()
    other = site(tmp_path / "two")
    (other / WITHOUT / "materials").mkdir(parents=True)
    (other / WITHOUT / "materials" / "a.png").write_bytes(b"picture")
    assert write_bundle(other, "review.zip", str, WITHOUT, {}).read_bytes() == first
    (other / f"{WITHOUT}.html").write_bytes(b"a page that is only called alike")
    assert write_bundle(other, "review.zip", str, WITHOUT, {}).read_bytes() != first


def test_a_page_may_say_something_else_within_the_archive(tmp_path: Path) -> None:
    target = write_bundle(site(tmp_path), "review.zip", lambda page: page.replace("Review", "Copy"), WITHOUT, {})
    with zipfile.ZipFile(target) as archive:
        assert archive.read("review/index.html") == b"<h1>Copy</h1>"
        digest = json.loads(archive.read(f"review/{MANIFEST}"))["sha256"]["index.html"]
    assert digest == hashlib.sha256(b"<h1>Copy</h1>").hexdigest()
    assert (tmp_path / "index.html").read_bytes() == FILES["index.html"]
