"""What brat is to know of our types: which there are, what goes with what, how they are called and drawn.

In: nothing; the values of each field come from the types of a reading. Out: files by their names.
"""

from __future__ import annotations

from typing import Final, get_args

from averment.values.readings import Act, Certainty, EvidenceType, Polarity, SpeakerKind

EVENT: Final = "Attribution"


def settings() -> dict[str, str]:
    """Give the files that stand beside the reports, with what is in them."""
    values = {
        "Act": (EVENT, get_args(Act)),
        "Certainty": (EVENT, get_args(Certainty)),
        "Kind": ("Source", get_args(SpeakerKind)),
        "Type": ("Evidence", get_args(EvidenceType)),
        "Polarity": ("Evidence", get_args(Polarity)),
    }
    attributes = "\n".join(f"{name}\tArg:{on}, Value:{'|'.join(words)}" for name, (on, words) in values.items())
    return {"annotation.conf": _TYPES.format(attributes=attributes), "visual.conf": _LOOK, "tools.conf": _TOOLS}


_TYPES: Final = """# What Averment reads in a report. Made by `averment export --to brat`.

[entities]

Source
Cue
Content
Evidence
Figure
Date

[relations]

# attributions nest, and share their sources
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]

# an attribution, triggered by its cue: who (Source) says (Cue) what (Content); About: the attributions whose content
# is denied, doubted or confirmed; Evidence: what it is said to rest on; Said: the day on which it was said
Attribution\tSource?:Source, Cue?:Cue, Content?:Content, About*:Attribution, Evidence*:Evidence, Figure*:Figure, Said?:Date

[attributes]

{attributes}
"""  # noqa: E501  (an event is one line)

_LOOK: Final = """[labels]

Attribution | Attribution | Attr | A
Source | Source | Src | S
Content | Content | Cont | C
Evidence | Evidence | Evid | Ev
Figure | Figure | Fig | F
Date | Date | D
About | About
Said | Said on | Said

[drawing]

SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
ATTRIBUTE_DEFAULT\tglyph:*

Source\tbgColor:#9fc5e8
Cue\tbgColor:#ffe599
Attribution\tbgColor:#ffe599
Content\tbgColor:#d9ead3
Evidence\tbgColor:#d5a6bd
Figure\tbgColor:#f9cb9c
Date\tbgColor:#cfe2f3
About\tcolor:#b00020, dashArray:3-3
"""

_TOOLS: Final = """[options]

Validation\tvalidate:all
Tokens\ttokenizer:whitespace
Sentences\tsplitter:newline
"""
