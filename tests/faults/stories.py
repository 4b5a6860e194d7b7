"""The files that the fault runs put into cases: texts we wrote, about people and places that do not exist."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PLACES = ("Velmar", "Halden", "Tarim", "Ostrel", "Kharsa")
_PEOPLE = ("Mira Tolan", "Colonel Oro Dask", "Leyla Benaud", "the mayor of Halden", "a nurse")


def story(number: int) -> str:
    """Give a short report; each number gives another."""
    place, person = _PLACES[number % len(_PLACES)], _PEOPLE[number % 3 + number % 2]
    return (
        f"Shelling reported in {place}, day {number}\n\n"
        f"{person.capitalize()} said up to {number + 3} shells fell on the market of {place} in the night.\n\n"
        f"The army said it was an invention. Observers said they could not reach the place for {number} days.\n"
    )


def write_stories(folder: Path, count: int) -> list[Path]:
    """Write texts, pages, mails with an attachment and archives of two texts into a folder; one story in each tenth."""
    folder.mkdir()
    return [_written(folder, number) for number in range(count)]


def _written(folder: Path, number: int) -> Path:
    if number % 10 == 7:
        return _kept(folder / f"{number:03}.zip", _archive(number))
    if number % 10 == 3:
        return _kept(folder / f"{number:03}.eml", mail(number))
    if number % 10 == 5:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in story(number).split("\n\n"))
        return _kept(folder / f"{number:03}.html", f"<!DOCTYPE html><title>Day</title><body>{body}".encode())
    if number % 10 == 9:
        return _kept(folder / f"{number:03}.bin", bytes(range(256)) * 4 + number.to_bytes(4, "big"))
    return _kept(folder / f"{number:03}.txt", story(number).encode())


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _archive(number: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in (1, 2):
            archive.writestr(zipfile.ZipInfo(f"{number}-{part}.txt"), story(1000 * part + number))
    return file.getvalue()


def mail(number: int) -> bytes:
    """Give an e-mail with a story and another attached; the same bytes each time."""
    message = EmailMessage()
    message["From"] = "Mira Tolan <mira@example.org>"
    message["To"] = "desk@example.org"
    message["Date"] = "Wed, 12 Mar 2031 09:00:00 +0000"
    message["Subject"] = f"Notes of day {number}"
    message.set_content(story(number))
    message.add_attachment(story(3000 + number).encode(), maintype="text", subtype="plain", filename=f"{number}.txt")
    message.set_boundary(f"=={number}==")
    return message.as_bytes()
