"""Every error the package raises on purpose.

AvermentError
├── UsageError                 what was asked for makes no sense (exit code 2)
├── InputError                 a file could not be read (exit code 3; other files go on)
│   ├── MissingInputError      there is nothing there to read, or it may not be opened
│   ├── EmptyInputError        nothing in it to read
│   ├── BinaryInputError       in none of the formats that can be read
│   ├── InputTooLargeError     more than the stated limit
│   ├── NoTextError            pages without text: pictures of them, which need OCR
│   ├── EncryptedInputError    it is locked with a password
│   ├── MalformedInputError    damaged, cut short, or not in the form that it begins as
│   ├── HostileInputError      made to harm: it goes past a limit of its format, or points outside itself
│   ├── ParserLimitError       its parser was stopped at a limit of time or memory, or died
│   ├── SeveralDocumentsError  it holds several documents, and one was asked for
│   ├── LanguageError          not in a language that the model was trained on
│   └── UnforeseenInputError   the program failed on it: a defect of ours
├── CaseError                  a case cannot be used as asked
│   ├── NoCaseError            there is no case there
│   ├── DamagedError           what a case holds is not what its log says (exit code 1)
│   ├── SealedError            it is a sealed bag, which stays as it is
│   ├── WithdrawnError         it was removed from the case
│   ├── NewerError             a newer version of averment wrote in it
│   ├── BusyError              another process has held it for as long as was to be waited
│   └── StorageError           the disk is full, or cannot be written
├── CorpusError                a folder of tables cannot be used as asked
├── ClusterError               a cluster cannot be reached, or was lost
├── TimestampError             a time-stamping authority gave no good answer
├── GoldError                  an annotated corpus is not in the expected form
├── StepError                  the steps of a reading do not fit each other (exit code 2)
└── ModelError                 the shipped model is missing or damaged

Each message is a sentence for a person; `diagnostics()` says what to do about it.
"""

from __future__ import annotations

from typing import ClassVar


class AvermentError(Exception):
    """Something the program can explain. `subject` names the file or value it is about."""

    advice: ClassVar[str] = "Please report this with the command you typed."

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        """Give the subject and the message on one line."""
        return f"{self.subject}: {self.message}" if self.subject else self.message

    def diagnostics(self) -> str:
        """Say what the person can do about it."""
        return self.advice


class UsageError(AvermentError):
    """What was asked for makes no sense."""

    advice = "See `averment COMMAND --help`."


class InputError(AvermentError):
    """A file could not be read."""

    advice = "Check the file; the others were read."


class MissingInputError(InputError):
    """There is nothing there to read, or it may not be opened."""

    advice = "Check the path and that you may read it."


class EmptyInputError(InputError):
    """Nothing in it to read."""

    advice = "Check that the file was saved or downloaded whole."


class BinaryInputError(InputError):
    """In none of the formats that can be read."""

    advice = (
        "Save it as one of those that can be read: plain text, HTML, PDF, DOCX, e-mail (EML), MHTML, WARC, WACZ, or a "
        "ZIP folder of these."
    )


class InputTooLargeError(InputError):
    """More than the stated limit."""

    advice = "Split the file: a report is seldom so long."


class NoTextError(InputError):
    """Pages without text: pictures of them, which need OCR."""

    advice = "Run OCR over it (`ocrmypdf`, say) and add what comes out beside it; the original is kept as it is."


class EncryptedInputError(InputError):
    """It is locked with a password."""

    advice = "Unlock a copy and add that beside it."


class MalformedInputError(InputError):
    """Damaged, cut short, or not in the form that it begins as."""

    advice = "Check that the file was saved or downloaded whole."


class HostileInputError(InputError):
    """Made to harm: it goes past a limit of its format, or points outside itself."""

    advice = "Do not open it elsewhere; the bytes are as they were."


class ParserLimitError(InputError):
    """Its parser was stopped at a limit of time or memory, or died."""

    advice = "Split the file, or convert it to plain text and use that beside it."


class SeveralDocumentsError(InputError):
    """It holds several documents, and one was asked for."""

    advice = "Read it with `averment read`, or in Python with `read_many`: they give each of its documents."


class LanguageError(InputError):
    """Not in a language that the model was trained on."""

    advice = "The model reads English; `--force` (in Python `force=True`) reads it all the same."


class UnforeseenInputError(InputError):
    """The program failed on it: a defect of ours, which must not take the other files with it."""

    advice = "Please report this, with the file if you may share it."


class CaseError(AvermentError):
    """A case cannot be used as asked. `recorded`: what was asked for is in the log all the same."""

    recorded = False
    advice = "See `averment list CASE` and `averment log CASE`."


class NoCaseError(CaseError):
    """There is no case there."""

    advice = "Make one with `averment init CASE`, or check the path."


class DamagedError(CaseError):
    """What a case holds is not what its log says."""

    advice = "Run `averment verify CASE`: it says what is damaged and what to do."


class SealedError(CaseError):
    """It is a sealed bag, which stays as it is."""

    advice = "`averment verify BAG` checks it; what it holds are files in its `data`. To go on, use the case."


class WithdrawnError(CaseError):
    """It was removed from the case."""

    advice = "`averment log CASE` says who removed it and why."


class NewerError(CaseError):
    """A newer version of averment wrote in it."""

    advice = "Install that version or a later one; the case is as it was."


class BusyError(CaseError):
    """Another process has held it for as long as was to be waited."""

    advice = "Nothing was recorded. Try again when the other is done: an `averment add`, say."


class StorageError(CaseError):
    """The disk is full, or cannot be written."""

    advice = "Make room or check permissions, and type the same command again: what was acknowledged is safe."


class CorpusError(AvermentError):
    """A folder of tables cannot be used as asked: it is of another run, or damaged."""

    advice = "Name another folder with --out, or read the corpus anew into an empty one."


class ClusterError(AvermentError):
    """A cluster cannot be reached, or was lost."""

    advice = "Type the same command again when the cluster is there: what was read is kept."


class TimestampError(AvermentError):
    """A time-stamping authority gave no good answer."""

    advice = "Nothing in the case has changed. Check the address, or try another authority."


class GoldError(AvermentError):
    """An annotated corpus is not in the expected form."""

    advice = (
        "A corpus is a folder with text/*.txt and attributions/*.ann in brat stand-off format, "
        "or with docs/*.txt and gold/*.json."
    )


class StepError(AvermentError):
    """The steps of a reading do not fit each other."""

    advice = "Declare in `needs` and `gives` what the step uses and changes, and put it after those it needs."


class ModelError(AvermentError):
    """The shipped model is missing or damaged."""

    advice = "Reinstall averment."


def input_error(name: str, message: str) -> InputError:
    """Give the error of an input by its name, as another process or a log has it; of any other name, a defect's."""
    kind = globals().get(name)
    if isinstance(kind, type) and issubclass(kind, InputError):
        return kind(message)
    return UnforeseenInputError(message)
