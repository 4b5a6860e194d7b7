"""What simpler ways of finding attributions cost beside the reader, in words a second of one core.

In: texts. Out: words a second of rules of our own (a quotation or a reporting verb, and the capitals before it: the
usual baseline, here only to be timed) and of textacy's direct quotations on a spaCy pipeline, where a Python has both.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Final

_VERB: Final = (
    r"(?:said|says?|told|added|claimed|claims|denied|denies|accused|reported|reports|announced|insisted|argued|warned"
    r"|confirmed|stated|alleged|dismissed|rejected|according to)"
)
_NAME: Final = r"(?:(?:[Tt]he |[A-Z][\w.'’-]*,? )+(?:[a-z]+ ){0,3}?|[Hh]e |[Ss]he |[Tt]hey )"  # noqa: RUF001
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*[\"”’']*")  # noqa: RUF001
_QUOTED: Final = re.compile(r"[\"“][^\"”]{3,600}[\"”]")
_BEFORE: Final = re.compile(rf"(?P<source>{_NAME})(?P<cue>{_VERB})\b(?: that\b)?(?P<content>.+)")
_AFTER: Final = re.compile(rf"(?P<content>.{{8,}}?),[\"”]? (?:(?P<source>{_NAME})?(?P<cue>{_VERB})\b)")
_PIPELINE: Final = Path(__file__).with_name("textacy_pipeline.py")


def rules(text: str) -> list[tuple[str, str, str]]:
    """Give (source, cue, content) by two patterns for a sentence: who said what, what, said who."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        match = _BEFORE.search(sentence.group()) or _AFTER.search(sentence.group())
        if match:
            quoted = _QUOTED.search(sentence.group())
            content = quoted.group() if quoted else match["content"]
            found.append(((match["source"] or "").strip(), match["cue"], content.strip()))
    return found


def rules_rate(texts: list[str]) -> tuple[float, int]:
    """Give the words a second of the rules, and how many they found."""
    began = time.process_time()
    found = sum(len(rules(text)) for text in texts)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began), found


def textacy_rate(python: Path, texts: list[str]) -> dict[str, float]:
    """Give what `textacy_pipeline.py` says, run by a Python that has textacy. Raises `CalledProcessError`."""
    run = subprocess.run(  # noqa: S603  (the Python that was asked for)
        [str(python), str(_PIPELINE)], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    answer: dict[str, float] = json.loads(run.stdout)
    return answer
