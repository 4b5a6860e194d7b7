"""The page of one document: its words as they are, what was read in them, what people made of that; why it has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import lxml.html
import pytest
from starlette.testclient import TestClient

from averment import Case, Reading
from averment.values import quote
from averment.web.app import app
from averment.web.desk import Desk
from averment.web.document.paper import Pictures, pictures
from averment.web.marking import blocks
from tests.case.conftest import Ledger
from tests.web.bare import let_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAPER = "Vantor denies shelling of Velmar clinic"


@pytest.fixture
def case(own_folder: Path) -> Iterator[Case]:
    """Give the case that the desk shows, as somebody else has it open."""
    with Case.open(own_folder, by="bob") as case:
        yield case


@pytest.fixture
def paper(case: Case) -> Reading:
    """Give the reading of the report on paper."""
    return next(case.reading(one.digest) for one in case.documents() if (one.title or "").startswith(PAPER))


def path(reading: Reading) -> str:
    """Give the address of a document."""
    return f"/documents/{reading.document.digest.removeprefix('sha256:')}"


def shown(client: TestClient, where: str) -> HtmlElement:
    """Give a page."""
    answer = client.get(where)
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


def line(page: HtmlElement, name: str) -> str:
    """Give the words of a line."""
    (found,) = page.xpath(f"//li[@id='{name}']")
    return " ".join(" ".join(found.itertext()).split())


def test_the_text_is_shown_as_it_is(client: TestClient, case: Case) -> None:
    """Every paragraph of every report stands on its page, sign for sign, but for signs that show nothing."""
    for listed in case.documents():
        document = case.reading(listed.digest).document
        page = shown(client, f"/documents/{listed.digest.removeprefix('sha256:')}")
        told = [words.text_content() for words in page.xpath("//article//div[contains(@class, 'block')]/p")]
        assert told == [document.text[slice(*one.span)] for one in blocks(document.text, document.segments)]


def test_every_line_leads_to_its_words_and_they_to_it(client: TestClient, paper: Reading) -> None:
    """Whatever was read has a line, in order of the text, and its words; no link of the page leads nowhere on it."""
    page = shown(client, path(paper))

    for parts in (paper.attributions, paper.evidence, paper.figures, paper.speakers):
        assert {one.id for one in parts} <= {found.get("id") for found in page.xpath("//li[contains(@class, 'line')]")}
    ids = Counter(page.xpath("//@id"))
    assert [name for name, number in ids.items() if number > 1] == []
    assert {link for link in page.xpath("//@href") if link.startswith("#") and link[1:] not in ids} == set()
    for one in paper.attributions:
        marked = page.xpath(
            f"//article//*[contains(concat(' ', @class, ' '), ' of-{one.id} ') and contains(@class, 'cue')]"
        )
        assert "".join(found.text_content() for found in marked) == quote(paper.document.text, one.cue, "")
        assert page.xpath(f"//li[@id='{one.id}']//a/@href").count(f"#t-{one.id}") >= 1


def test_a_line_says_what_is_known_of_it(client: TestClient, paper: Reading) -> None:
    """Who does what, on what cue, about what, on what evidence, in which claim, and why the program thinks so."""
    page = shown(client, path(paper))

    told = line(page, "a5")
    assert told.startswith("a5 colleague asserts page 1 Tolan had said nobody warned them")
    assert "source Her colleague cue told" in told
    assert "rests on imagery: satellite pictures of craters" in told
    assert "for claim" in told
    assert "Its score for that is" in told
    assert page.xpath("//li[@id='a5']//a[starts-with(@href, '/claims/')]")


def test_a_correction_is_shown_with_what_the_program_had_proposed(
    client: TestClient, case: Case, paper: Reading
) -> None:
    """The line says what holds now; beside it stands what the machine read, and who corrected it."""
    (start, end), target = paper.attributions[4].content[0], f"{paper.document.digest}#a5"
    later = start + len("Tolan had said ")
    case.judge("correct", [target], changes={"act": "doubt", "content": f"{later}-{end}"}, note="he only wonders")
    page = shown(client, path(paper))

    told = line(page, "a5")
    assert "colleague doubts page 1 nobody warned them" in told
    assert "The program had proposed what asserts words Tolan had said nobody warned them" in told
    assert "corrected by bob" in told
    marked = page.xpath("//article//*[contains(@class, 'of-a5') and contains(@class, 'content')]")
    assert "".join(found.text_content() for found in marked) == "nobody warned them"


def test_what_was_rejected_stays_and_what_others_say_is_shown(client: TestClient, case: Case, paper: Reading) -> None:
    """A rejected line is on the page, marked as rejected; notes and who sees it otherwise stand with it."""
    target = f"{paper.document.digest}#a5"
    case.judge("accept", [target], by="cyd")
    case.judge("reject", [target])
    case.judge("note", [target], note="see the annex")
    page = shown(client, path(paper))

    assert "reviewed-rejected" in page.xpath("//li[@id='a5']/@class")[0]
    told = line(page, "a5")
    assert "see the annex" in told
    assert "accepted by cyd" in told
    assert "nobody warned them" in told


def test_the_head_says_where_it_came_from(client: TestClient, paper: Reading) -> None:
    """The digest in full, the original as a file, custody from the log, what a reader of the text should know."""
    page = shown(client, path(paper))
    head = " ".join(page.xpath("//header[@class='about']")[0].text_content().split())

    assert paper.document.digest.removeprefix("sha256:") in head
    assert page.xpath(f"//a[@href='{path(paper).replace('/documents', '/originals')}']")
    assert "as " in head
    assert "velmar.pdf" in head
    assert "Running headers, footers, page numbers and stamps stand at the end of the text" in head


@pytest.mark.parametrize("digits", ["0" * 64, "0" * 63, "A" * 64, "g" * 64, "..%2f..%2fetc", "0" * 65])
def test_what_is_not_in_the_case_is_not_found(client: TestClient, digits: str) -> None:
    """An unknown digest, and what is none, are 404 on every page of a document."""
    for where in ("/documents/{}", "/documents/{}/marks.css", "/documents/{}/pages/1.png", "/lines/{}/a1"):
        assert client.get(where.format(digits)).status_code == 404


def test_a_removed_document_is_gone_with_who_and_why(client: TestClient, case: Case, paper: Reading) -> None:
    """410: who removed it, when and why; neither its pages nor the forms of its lines are to be had any more."""
    assert client.get(f"{path(paper)}/pages/1.png").status_code == 200
    case.remove([paper.document.digest], "the family asked for it")
    answer = client.get(path(paper))

    assert answer.status_code == 410
    told = " ".join(lxml.html.fromstring(answer.text).text_content().split())
    assert re.search(r"bob removed it on .* UTC: the family asked for it", told)
    assert "nobody warned them" not in told
    assert client.get(f"{path(paper)}/pages/1.png").status_code == 410
    assert client.get(path(paper).replace("documents", "lines") + "/a5").status_code == 410
    assert "nobody" not in client.get(f"{path(paper)}/marks.css").text


def test_a_page_of_a_pdf_is_a_png_of_ours(client: TestClient, paper: Reading) -> None:
    """The picture has the shape of the page, is drawn once, and has nothing of the file in it but pixels."""
    answer = client.get(f"{path(paper)}/pages/2.png")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert unpack("!4sII", answer.content[12:24]) == (b"IHDR", 1240, 1756)
    assert re.findall(rb"IHDR|IDAT|IEND|tEXt|iTXt|eXIf", answer.content) == [b"IHDR", b"IDAT", b"IEND"]
    assert pictures().kept(paper.document.digest, 2) == answer.content


def test_other_documents_have_no_pages(client: TestClient, case: Case) -> None:
    """A page of the web is not drawn, and its document has no section of pages."""
    listed = next(one for one in case.documents() if one.media_type == "text/html")
    where = f"/documents/{listed.digest.removeprefix('sha256:')}"

    assert client.get(f"{where}/pages/1.png").status_code == 404
    assert shown(client, where).xpath("//img") == []


def test_pictures_are_kept_within_bounds(case: Case, paper: Reading) -> None:
    """The latest stay in memory, the oldest go when there are too many bytes."""
    original = case.original(paper.document.digest)
    kept = Pictures(pictures()._sandbox, most=500_000)  # the shared one: each takes 0.2 s to begin
    first = kept.draw("sha256:1", 1, original)

    assert kept.kept("sha256:1", 1) == first
    kept.draw("sha256:1", 2, original)
    assert kept.kept("sha256:1", 1) is None


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[tuple[TestClient, dict[str, str]]]:
    """Give a desk on documents without a text or a reading, and their paths by name."""
    texts = {"german.txt": "Das ist nicht auf Englisch.\n", "empty.txt": "", "read.txt": "Ana said it rained.\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case.create(tmp_path / "case", by="ana") as case:
        list(case.add([str(tmp_path / name) for name in texts], reader=Ledger()))
        found = {
            Path(one.paths[0]).name: f"/documents/{one.digest.removeprefix('sha256:')}" for one in case.documents()
        }
    desk = Desk(tmp_path / "case", "ana")
    with TestClient(let_in(app(desk)), base_url="http://127.0.0.1") as client:
        yield client, found
    desk.close()


def test_what_was_not_read_says_why(bare: tuple[TestClient, dict[str, str]]) -> None:
    """A text in another language is shown without marks; a file without a text says what is wrong with it."""
    client, found = bare
    german = shown(client, found["german.txt"])
    assert "was not read: it is in German" in german.text_content()
    assert "Das ist nicht auf Englisch." in german.text_content()
    assert german.xpath("//li[contains(@class, 'line')]") == []

    empty = shown(client, found["empty.txt"])
    assert "It could not be read. The original is kept." in empty.text_content()
    assert empty.xpath("//a[starts-with(@href, '/originals/')]")


def test_documents_are_found_by_words_and_state(bare: tuple[TestClient, dict[str, str]]) -> None:
    """The table has all, with the reason of what failed; words and a state narrow it down."""
    client, found = bare

    def listed(query: str) -> set[str]:
        page = shown(client, f"/documents{query}")
        return {name for name, where in found.items() if page.xpath(f"//a[@href='{where}']")}

    assert listed("") == set(found)
    assert listed("?q=GERMÁN") == {"german.txt"}
    assert listed("?state=failed") == {"empty.txt"}
    assert listed("?q=nothing+like+it") == set()
    assert listed("?page=99999999999&q=txt") == set(found)
    (row,) = shown(client, "/documents").xpath(f"//tr[.//a[@href='{found['empty.txt']}']]")
    assert "".join(row.xpath(".//small[@class='why']/text()")).strip()
    assert row.xpath("td[@data-label='State']")[0].text_content() == "failed"


def test_reviewed_lines_are_counted(client: TestClient, case: Case, paper: Reading) -> None:
    """The table says on how many lines of a document somebody's verdict stands."""
    for name in ("a1", "a5", "f1"):
        case.judge("accept", [f"{paper.document.digest}#{name}"])
    case.judge("note", [f"{paper.document.digest}#a2"], note="hm")
    (row,) = shown(client, "/documents").xpath(f"//tr[.//a[@href='{path(paper)}']]")

    assert row.xpath("td[@data-label='Lines reviewed']")[0].text_content() == "3"


def sent(client: TestClient, page: HtmlElement, **typed: str) -> dict[str, str]:
    """Send the form of a line as a browser would; give what was recorded."""
    (form,) = page.xpath("//form[@class='edit']")
    fields = [(name, typed.get(name, value)) for name, value in form.form_values()]
    answer = client.post(form.get("action"), content=urlencode(fields), headers=FORM | {"Accept": "application/json"})
    assert answer.status_code == 201, answer.text
    changes: dict[str, str] = answer.json()["judgement"]["changes"]
    return changes


def test_a_form_that_nobody_touched_corrects_nothing(client: TestClient, paper: Reading) -> None:
    """For every kind of line the fields are sent as they stand: with a note it is a note, without one it is refused."""
    for name in ("a1", "a6", "a7", "e1", "f1", "s1"):
        page = shown(client, path(paper).replace("documents", "lines") + f"/{name}")
        assert sent(client, page, note="looked at") == {}


def test_words_are_moved_by_links_and_recorded(client: TestClient, paper: Reading) -> None:
    """`[` twice begins two words earlier, `}` ends one earlier; the form records that and nothing else."""
    where = path(paper).replace("documents", "lines") + "/a4"
    page = shown(client, where)
    for key in ("{", "{", "}"):
        (link,) = page.xpath(f"//a[@data-key='{key}']/@href")
        page = shown(client, where + link)

    changes = sent(client, page)
    (before,), text = paper.attributions[3].content, paper.document.text
    start, end = map(int, changes["content"].split("-"))
    assert list(changes) == ["content"]
    assert text[slice(*before)].startswith("up to ")
    assert text[start:end] == text[slice(*before)].removeprefix("up to ")[:-1]
    assert text[start:end] in " ".join(shown(client, path(paper)).text_content().split())


def test_fields_are_recorded_as_they_are_chosen(client: TestClient, paper: Reading) -> None:
    """Act, speaker, stance and what it is about: each is a correction of its own, several boxes are one value."""
    page = shown(client, path(paper).replace("documents", "lines") + "/a1")
    for box in page.xpath("//input[@type='checkbox']"):
        box.checked = box.get("value") in {"a3", "a2"}

    changes = sent(client, page, **{"set.act": "doubt", "set.speaker": "s3", "set.stance": "doubts"})
    assert changes == {"about": "a2 a3", "act": "doubt", "speaker": "s3", "stance": "doubts"}


def test_an_address_that_names_no_words_is_refused(client: TestClient, paper: Reading) -> None:
    """Spans beyond the text, crossed or no numbers, and parts that there are none of, are 400, not a defect."""
    where = path(paper).replace("documents", "lines")
    for query in ("content=5-1", "content=0-999999999", "content=x", "part=about", "piece=x", "cue=1-2+1-3"):
        assert client.get(f"{where}/a1?{query}").status_code == 400
    assert client.get(f"{where}/a99").status_code == 404
    assert client.get(f"{where}/a1?piece=7").status_code == 200


@pytest.mark.parametrize("next_", ["//far.example/", "https://far.example/", "javascript:alert(1)", "/\\far.example"])
def test_a_form_leads_nowhere_else(client: TestClient, paper: Reading, next_: str) -> None:
    """Where to go afterwards is a path of the desk, whatever the address of the form says."""
    page = shown(client, path(paper).replace("documents", "lines") + "/a1?" + urlencode({"next": next_}))

    assert not [
        link for link in page.xpath("//@href | //input[@name='next']/@value") if "far.example" in link.split("?")[0]
    ]
    assert not [link for link in page.xpath("//@href") if link.startswith("javascript")]
