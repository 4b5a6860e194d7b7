"""The text of a page: what a browser would show, in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One</div> <div>Two</div>", "One\n\nTwo"),
        ("<p>One<br>Two<br/>Three</p>", "One\nTwo\nThree"),
        ("<p>One<br><br><br>Two", "One\n\nTwo"),
        ("<ul><li>One<li>Two</ul>After", "One\nTwo\n\nAfter"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\nMeaning"),
        ("<h1>Head</h1>Text", "Head\n\nText"),
        ("Loose <b>words</b> here", "Loose words here"),
    ],
)
def test_blocks_stand_apart(shown: Callable[[str], str], body: str, text: str) -> None:
    """Paragraphs stand apart by a blank line, items and rows by a line end, cells by a tab."""
    assert shown(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>  One\n\t two  </p>", "One two"),
        ("<p>One <b> two</b> <i>three </i> </p>", "One two three"),
        ("<p>a<span> </span>b</p>", "a b"),
        ("<p>un<b>brok</b>en</p>", "unbroken"),
        ("<p>a&nbsp; b</p>", "a\u00a0 b"),
        ("<p>One <br> two</p>", "One\ntwo"),
        ("<pre>\n a\r\n  b</pre>", " a\n  b"),
        ("<p>a\u2003b\u3000c</p>", "a\u2003b\u3000c"),
        ("<p>a\0b", "ab"),
    ],
)
def test_white_space_collapses_as_in_a_browser(shown: Callable[[str], str], body: str, text: str) -> None:
    """Runs of ASCII white space are one space, none at the edges of a block; all is kept in `<pre>`."""
    assert shown(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("&eacute;&#233;&#xE9;&#XE9;", "éééé"),
        ("&eacute &amp &copy2021", "é & ©2021"),
        ("&notit; &notin; &foo; &", "¬it; ∉ &foo; &"),
        ("&#147;x&#148; &#0; &#x110000;", "“x” \ufffd \ufffd"),
        ("&NotEqualTilde;", "≂̸"),
        ("&#" + "9" * 9000 + ";", "\ufffd"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("&amp;eacute;", "&eacute;"),
    ],
)
def test_references_are_read_as_html5_reads_them(shown: Callable[[str], str], body: str, text: str) -> None:
    """Named, numbered, with and without semicolon; each once; none is an error."""
    assert shown(f"<p>{body}</p>") == text


@pytest.mark.parametrize(
    "body",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<noscript><p>no</p></noscript>",
        "<template><p>no</template>",
        "<!-- no > -- no -->",
        "<!doctype no>",
        "<?php no ?>",
        "<div hidden><div></div>no</div>",
        "<p hidden>no<p>",
        '<p style="color:red; DISPLAY : none">no</p>',
        "<svg><text>no</text></svg>",
        "<select><option>no</select>",
        "<dialog>no</dialog>",
        '<img alt="no">',
        "<script><b>no</b></SCRIPT >",
        "<textarea><p>no</p></textarea>",
    ],
)
def test_what_a_browser_does_not_show_is_not_text(shown: Callable[[str], str], body: str) -> None:
    """Scripts, styles, comments and hidden elements say nothing, and end where a browser ends them."""
    assert shown(f"<p>yes</p>{body}<p>yes</p>") == "yes\n\nyes"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<a title='x>y'>One</a>", "One"),
        ("<p/>One<p/>Two", "One\n\nTwo"),
        ("a < b <3 > c", "a < b <3 > c"),
        ("One</ p>Two", "OneTwo"),
        ("<b><p>One</b> two</p>three", "One two\n\nthree"),
        ("<table><tr><td>One</div></table>Two", "One\n\nTwo"),
        ("One<!-->Two", "OneTwo"),
        ("One<!-- <p>Two", "One"),
        ("One<script>Two", "One"),
        ("One<a href='Two", "One"),
        ("One</", "One</"),
        ("<a\u00a0b>One</a>", "One"),
        ("<plaintext>One</p>", "One</p>"),
    ],
)
def test_broken_markup_is_read_as_a_browser_reads_it(shown: Callable[[str], str], body: str, text: str) -> None:
    """What is never closed runs to the end; stray ends and signs are passed over or are text."""
    assert shown(body) == text


def test_a_quotation_element_shows_its_marks(shown: Callable[[str], str]) -> None:
    """`<q>` is a quotation to whoever sees the page, so it is one in the text."""
    assert shown("<p>He said <q>never</q>.</p>") == "He said “never”."


def test_combining_marks_and_joiners_are_kept(shown: Callable[[str], str]) -> None:
    """No normalisation: what the page wrote is what is quoted."""
    words = "e\u0301 \u0644\u0651\u064e \u0646\u200c\u0645 \u1e9b\u0323"
    assert shown(f"<p>{words}</p>") == words
