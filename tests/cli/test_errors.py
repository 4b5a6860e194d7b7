"""Errors become exit codes and sentences in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from averment import errors
from averment.cli.failures import exit_code, guarded, line
from averment.cli.group import COMMANDS, averment

if TYPE_CHECKING:
    from click.testing import CliRunner


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.UsageError, 2),
        (errors.StepError, 2),
        (errors.InputError, 3),
        (errors.EmptyInputError, 3),
        (errors.LanguageError, 3),
        (errors.GoldError, 3),
        (errors.NoCaseError, 2),
        (errors.WithdrawnError, 2),
        (errors.StorageError, 2),
        (errors.DamagedError, 1),
        (errors.TimestampError, 1),
        (errors.ModelError, 1),
        (errors.AvermentError, 1),
    ],
)
def test_each_error_has_its_exit_code(
    kind: type[errors.AvermentError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error ends the command with the code of its kind and one line: what it is about, what is wrong, what to do."""
    error = kind("it is wrong", subject="this\nfile")

    def fail() -> None:
        raise error

    assert guarded(fail) == code == exit_code(error)
    assert capsys.readouterr().err == f"averment: this file: it is wrong. {kind.advice}\n"


def test_a_sentence_ends_once() -> None:
    """A message that brings its own full stop does not get two."""
    assert line(errors.UsageError("It is wrong.")) == "averment: It is wrong. See `averment COMMAND --help`."


def test_a_defect_is_a_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody foresaw is a sentence for the person, and a traceback only for who asks for it."""

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.delenv("AVERMENT_DEBUG", raising=False)
    assert guarded(fail) == 1
    assert "a defect of ours: it failed with ZeroDivisionError" in capsys.readouterr().err

    monkeypatch.setenv("AVERMENT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        guarded(fail)


def test_a_command_that_is_none_is_wrong_use(runner: CliRunner) -> None:
    """A mistyped command is one line with what it may have been, or where to look."""
    near, far = runner.invoke(averment, ["raed"]), runner.invoke(averment, ["publish"])

    assert near.exit_code == far.exit_code == 2
    assert near.stderr == "averment: No such command 'raed'; there is `averment read`. See `averment --help`.\n"
    assert far.stderr == "averment: No such command 'publish'. See `averment --help`.\n"


def test_the_commands_stand_in_groups(runner: CliRunner) -> None:
    """The help lists each command once, reading before the case, with its words on one line at 80 columns."""
    page = runner.invoke(averment, ["--help"], env={"COLUMNS": "80"}).stdout
    listed = [line.split()[0] for line in page.partition("Reading reports:")[2].splitlines() if line.startswith("  ")]

    assert listed == list(COMMANDS)


def test_without_a_file_it_is_wrong_use(runner: CliRunner) -> None:
    """`averment read` alone says that a file is missing."""
    result = runner.invoke(averment, ["read"])

    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_the_keyboard_is_no_failure(stop: type[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    """Stopping is answered with a sentence and the code that a shell expects."""

    def fail() -> None:
        raise stop

    assert guarded(fail) == 130
    assert "stopped from the keyboard" in capsys.readouterr().err
