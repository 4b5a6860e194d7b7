"""ZIP archives: every file in one is an original of its own; tricks and bombs cost themselves and nothing else."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.formats import format_of, parse
from averment.capture.found import Given, Member
from averment.capture.packed import directory
from averment.errors import EncryptedInputError, HostileInputError, MalformedInputError
from tests.capture.archives import damaged, found, mail, mapped, members, refusals, survives, wacz, zipped

TWO = zipped({"reports/velmar.txt": b"The clinic was hit.", "reports/vantor.txt": b"It was not."})


def patched(data: bytes, at: int, form: str, value: int) -> bytes:
    """Write a number into the directory entry of the last file, `at` bytes from its beginning."""
    held = bytearray(data)
    struct.pack_into(form, held, data.rfind(b"PK\x01\x02") + at, value)
    return bytes(held)


def test_each_file_is_a_member_at_its_entry() -> None:
    """Names, numbers, times and bytes are as the archive has them."""
    first, second = found("zip", TWO)
    assert [first, second] == list(members([first, second]).values())
    assert members([first])["reports/velmar.txt"].data == b"The clinic was hit."
    assert members([second])["reports/vantor.txt"].place == {"entry": 2, "modified": "1980-01-01T00:00:00"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_map_gives_what_bytes_give(method: int) -> None:
    """A file that is mapped is read as one that is held, however it was packed."""
    data = zipped({"a.txt": b"Velmar " * 1000, "سلام.txt": b"Halden"}, method)
    with mapped(data) as held:
        assert format_of(held) == "zip"
        assert list(parse(held, Given())) == found("zip", data)
    assert set(members(found("zip", data))) == {"a.txt", "سلام.txt"}


@given(
    st.dictionaries(st.text("abcÄ語", min_size=1, max_size=8), st.binary(max_size=300), max_size=6),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
)
def test_what_zipfile_writes_comes_out_as_it_was(files: dict[str, bytes], method: int) -> None:
    """Files of any name and content are read as the standard library packed them, in its order."""
    things = found("zip", zipped(files, method))
    assert {name: member.data for name, member in members(things).items()} == files
    assert not refusals(things)


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "a/../../up.txt",
        "/etc/passwd",
        "C:\\up.txt",
        "\\\\host\\share",
        "a\\..\\up.txt",
        "new\nline.txt",
        "gpj.\u202etxt",
        "nul\x01l",
    ],
)
def test_a_name_that_is_a_trick_is_refused_and_the_others_go_on(name: str) -> None:
    """A path that leads outside, a control character, a name shown back to front."""
    things = found("zip", zipped({name: b"x", "velmar.txt": b"y"}))
    assert refusals(things)[name][0] == "HostileInputError"
    assert set(members(things)) == {"velmar.txt"}


def test_a_name_with_a_nul_is_refused() -> None:
    """Programs in C would take it for the part before."""
    things = found("zip", zipped({"a_b.txt": b"x", "c.txt": b"y"}).replace(b"a_b.txt", b"a\x00b.txt"))
    assert refusals(things)["a\x00b.txt"][0] == "HostileInputError"
    assert set(members(things)) == {"c.txt"}


def test_a_link_is_refused() -> None:
    """What a symbolic link points to is not looked at, and its target is no document."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("passwd.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refusals(found("zip", held.getvalue()))["passwd.txt"][0] == "HostileInputError"


def test_a_locked_file_is_refused_as_such() -> None:
    """A password is no damage."""
    things = found("zip", patched(TWO, 8, "<H", 1))
    assert refusals(things)["reports/vantor.txt"][0] == EncryptedInputError.__name__
    assert set(members(things)) == {"reports/velmar.txt"}


def test_an_unknown_method_is_refused() -> None:
    """LZMA is one of those that are not read: its window is as large as it says."""
    (message,) = refusals(found("zip", zipped({"a.txt": b"x"}, zipfile.ZIP_LZMA))).values()
    assert message == ("BinaryInputError", "It is packed in a way that is not read (method 14).")


@pytest.mark.parametrize(("at", "form"), [(16, "<L"), (20, "<L"), (24, "<L"), (10, "<H"), (46, "<B")])
def test_a_directory_that_contradicts_the_file_is_refused(at: int, form: str) -> None:
    """Checksum, sizes, method and name stand twice: two programs must not read two files."""
    things = found("zip", patched(TWO, at, form, 77))
    assert "MalformedInputError" in {error for error, _ in refusals(things).values()}
    assert set(members(things)) == {"reports/velmar.txt"}


def test_a_file_whose_bytes_changed_is_refused() -> None:
    """The checksum is compared."""
    data = zipped({"a.txt": b"Velmar", "b.txt": b"Halden"}, zipfile.ZIP_STORED).replace(b"Velmar", b"Vantor")
    things = found("zip", data)
    assert refusals(things)["a.txt"][0] == "MalformedInputError"
    assert set(members(things)) == {"b.txt"}


def test_entries_that_share_bytes_are_a_bomb() -> None:
    """Many entries over one block of data unpack it many times: none is given."""
    with pytest.raises(HostileInputError, match="over each other"):
        found("zip", patched(TWO, 42, "<L", 0))


def test_a_file_that_unpacks_to_far_more_is_refused() -> None:
    """Past two hundred times its size; what comes after it is read."""
    things = found("zip", zipped({"bomb.txt": bytes(24 << 20), "velmar.txt": b"y"}))
    assert refusals(things)["bomb.txt"] == ("HostileInputError", "It unpacks to more than 200 times its size.")
    assert set(members(things)) == {"velmar.txt"}


def test_too_many_entries_are_a_bomb() -> None:
    """The number is looked at before any entry is."""
    data = bytearray(TWO)
    end = data.rfind(b"PK\x05\x06")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 200_000, 200_000, 10, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    with pytest.raises(HostileInputError):
        found("zip", bytes(data[:end]) + wide + locator + bytes(data[end:]))


def test_wide_sizes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives in the ZIP64 form, which `zipfile` writes from a size on, are read as others."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    assert members(found("zip", zipped({"a.txt": b"Velmar", "b.txt": b"Halden"})))["b.txt"].data == b"Halden"


@pytest.mark.parametrize("data", [TWO[:-30], TWO[:60], b"PK\x03\x04", TWO[:-1]])
def test_an_archive_without_its_end_is_malformed(data: bytes) -> None:
    """The directory stands at the end."""
    with pytest.raises(MalformedInputError):
        found("zip", data)


def test_what_an_operating_system_left_is_counted_and_passed_over() -> None:
    """Folders are not even counted."""
    files = {"a/": b"", "a/.DS_Store": b"x", "__MACOSX/a/._v": b"x", "a/Thumbs.db": b"x", "a/v.txt": b"Velmar"}
    things = found("zip", zipped(files))
    assert set(members(things)) == {"a/v.txt"}
    assert refusals(things)["(passed over)"][1].startswith("3 files that an operating system left")


def test_names_that_stand_twice_are_two_members() -> None:
    """Each has its number."""
    data = zipped({"v.txt": b"first", "w.txt": b"second"}, zipfile.ZIP_STORED).replace(b"w.txt", b"v.txt")
    assert [thing.data for thing in found("zip", data) if isinstance(thing, Member)] == [b"first", b"second"]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TWO, "zip"),
        (wacz(), "wacz"),
        (zipped({"word/document.xml": b"<x/>"}), "docx"),
        (zipped({"velmar.eml": mail().as_bytes()}), "zip"),
        (TWO[:-30], "zip"),
    ],
)
def test_the_names_in_an_archive_tell_its_format(data: bytes, form: str) -> None:
    """An office document and a packed web archive are ZIP archives too."""
    assert format_of(data) == form


def test_the_directory_of_no_files_is_empty() -> None:
    """An empty archive has an end and nothing else."""
    assert directory(zipped({})) == []


@settings(max_examples=200)
@given(damaged(zipped({"a.txt": b"Velmar " * 50, "b/ö.txt": b"Halden", "c": b""})))
def test_damage_gives_members_or_errors_of_ours(data: bytes) -> None:
    """Whatever is cut, flipped or spliced."""
    format_of(data)
    survives("zip", data)
