"""A desk that others can reach: only with a password, each person under a name, wrong tries ever slower."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.errors import UsageError
from averment.web.passwords import Password, TooManyTriesError, Tries
from averment.web.server import serve
from tests.web.security.asking import ask, post
from tests.web.serving import WORDS, command, environment, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.serving import Served

WORD = "nine blue lanterns"
WHERE = "192.0.2.1"


@pytest.fixture(scope="module")
def open_desk(small_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a desk with a password, on every address."""
    here = tmp_path_factory.mktemp("open")
    (here / "password").write_text(f"{WORD}\nanother line\n")
    folder = Path(shutil.copytree(small_case, here / "velmar"))
    options = ("--host", "0.0.0.0", "--password-file", str(here / "password"))  # noqa: S104  # what is tried
    with served(folder, *options, before=WORDS, enter=False) as desk:
        yield desk


def enter(desk: Served, password: str = WORD, name: str = "mira", source: str = "127.0.0.1") -> tuple[int, str, str]:
    """Type at the door; give the status, the cookie, the page."""
    answer = post(desk, "/enter", f"password={password}&name={name}".encode(), cookie=None, source=source)
    return answer.status, answer.headers.get("set-cookie", "").partition(";")[0], answer.text


def test_the_password_and_a_name_let_in(open_desk: Served) -> None:
    """Two people enter, and each judges under the name that was typed; so does whoever has the launch link."""
    door = ask(open_desk, cookie=None).text
    (_, mira, _), (_, oro, _) = enter(open_desk), enter(open_desk, name="Oro+Dask")

    assert ('name="password"' in door, 'name="name"' in door) == (True, True)
    assert 'value="mira"' in ask(open_desk, "/settings", cookie=mira).text
    assert 'value="Oro Dask"' in ask(open_desk, "/settings", cookie=oro).text
    assert ask(open_desk, open_desk.link(), cookie=None).status == 303


def test_what_is_not_the_password(open_desk: Served) -> None:
    """A wrong one, none, one far too long: nobody is let in; the fourth try has to wait, from that address alone."""
    for wrong in ("", WORD.upper(), "x" * 100_000):
        status, cookie, page = enter(open_desk, wrong, source="127.0.0.7")
        assert (status, cookie, "not right" in page) == (401, "", True)
    status, cookie, page = enter(open_desk, source="127.0.0.7")
    assert (status, cookie, "Too many tries" in page) == (429, "", True)
    assert enter(open_desk, source="127.0.0.8")[0] == 303


def test_the_token_is_not_typed_where_there_is_a_password(open_desk: Served) -> None:
    """The form of the one door is not taken at the other."""
    token = open_desk.link().partition("token=")[2]
    assert post(open_desk, "/enter", f"token={token}&name=mira".encode(), cookie=None, source="127.0.0.9").status == 401
    assert ask(open_desk, f"/enter?token={token}", cookie=None).status == 303


@pytest.mark.parametrize("name", ["", "+++", "a%0Ab", "x" * 201, "%E2%80%AE", "%00"])
def test_what_is_no_name(open_desk: Served, name: str) -> None:
    """The log wants one line by which a person is known."""
    status, cookie, page = enter(open_desk, name=name)

    assert (status, cookie) == (400, "")
    assert "one line of up to 200 characters" in page


def test_a_wait_that_grows() -> None:
    """Three tries are free; then an address waits twice as long each time, up to a minute; too early is no try."""
    now = 0.0
    tries = Tries(lambda: now)
    waits = []
    for _ in range(12):
        before = now
        while not begun(tries):
            now += 0.5
        waits.append(now - before)
    tries.succeeded(WHERE)
    free = [begun(tries) for _ in range(4)]

    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert free == [True, True, True, False]


def begun(tries: Tries) -> bool:
    """Tell whether a try is taken now."""
    try:
        tries.begin(WHERE)
    except TooManyTriesError:
        return False
    return True


def test_many_tries_at_once_are_as_slow() -> None:
    """A try counts as wrong from its beginning: the fourth of many at once has to wait."""
    tries = Tries(lambda: 0.0)
    for _ in range(3):
        tries.begin("10.0.0.1")
    with pytest.raises(TooManyTriesError):
        tries.begin("10.0.0.1")


def test_addresses_without_end_are_not_remembered_without_end() -> None:
    """Whoever has a million addresses fills no memory."""
    tries = Tries(lambda: 0.0)
    for number in range(5_000):
        tries.begin(str(number))
    assert len(tries._kept) == 1_000


def test_a_short_password_is_refused() -> None:
    """Eleven characters are too few."""
    with pytest.raises(UsageError, match="12 to 1,000 characters"):
        Password("x" * 11)
    Password("x" * 12)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "127.0.0.2", "somewhere.example"])  # noqa: S104  # what is tried
def test_no_other_address_without_a_password(small_case: Path, host: str) -> None:
    """It is refused before anything is opened."""
    with pytest.raises(UsageError, match="needs a password"):
        serve(small_case, host=host)


def test_what_is_said_of_a_desk_that_others_can_reach(open_desk: Served) -> None:
    """That nothing is encrypted, and what to put before it; never the password."""
    said = " ".join(open_desk.said)

    assert ("not encrypted" in said, "ssh -L" in said, "VPN" in said, WORD in said) == (True, True, True, False)


def test_the_addresses_of_the_machine_are_names_of_it(open_desk: Served) -> None:
    """A number by which the request came in is ours; another number is not, nor a name that somebody made."""
    asked = {host: ask(open_desk, host=f"{host}:{open_desk.port}", cookie=None).status for host in HOSTS}

    assert asked == HOSTS


HOSTS = {"127.0.0.1": 401, "localhost": 401, socket.gethostname(): 401, "192.0.2.1": 421, "evil.example": 421}


@pytest.mark.parametrize(
    ("content", "said"), [(b"short\n", "12 to 1,000"), (b"\xff" * 20, "not UTF-8"), (None, "No such")]
)
def test_a_password_file_that_is_none(tmp_path: Path, content: bytes | None, said: str) -> None:
    """It says why."""
    file = tmp_path / "word"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        Password.from_file(file)


def test_the_password_of_the_environment(small_case: Path) -> None:
    """It is taken as that of a file is: here it is too short."""
    env = environment(AVERMENT_PASSWORD="short")  # noqa: S106  # that is what is tried
    run = subprocess.run(command(small_case), env=env, capture_output=True, text=True, timeout=30, check=False)

    assert (run.returncode, run.stdout) == (2, "")
    assert "12 to 1,000 characters" in run.stderr
