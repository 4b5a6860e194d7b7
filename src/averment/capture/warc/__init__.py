"""Web archives (WARC 1.0 and 1.1, ISO 28500), as they are, in gzip members or in zstd frames: one member a document.

In: the bytes of an archive. Out: a `Member` for each response (and resource, and conversion) that is a document, as it
was meant: out of its chunks and content encodings. Its place has `record` (offset in the stored file, of the gzip
member or zstd frame where there are such), `record_length`, `within` (offset in that, unpacked, where it holds several
records), `record_id`, `url`, `captured`, `status`, `content_type`, `charset`, `truncated`, `warc_payload_digest` and
`digest_check`. `warcio` is not used: it reads lines and headers of any length, takes a body that it cannot decode for
what it is, ends a file at the first damage, and knows no zstd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.capture.containers import Allowance
from averment.capture.warc.records import Records
from averment.errors import MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found, Given

PASSED_OVER = "records that are no documents (images, scripts, styles, redirects, repeats)"
PASSED_OVER_ONE = "record that is no document (an image, a script, a style, a redirect, a repeat)"


def parse(data: Bytes, _given: Given) -> Iterator[Found]:
    """Find the documents in a web archive. Raises where no record could be read, or at the end of the allowance."""
    allowance = Allowance()
    records = Records(data, 0, len(data), allowance, {})
    yield from records.found()
    if not records.whole:
        msg = "There is no whole record in it."
        raise MalformedInputError(msg)
    rest = allowance.rest(PASSED_OVER, one=PASSED_OVER_ONE)
    if rest is not None:
        yield rest
