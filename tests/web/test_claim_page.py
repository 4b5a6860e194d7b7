"""The page of one claim: both sides in the words of the reports, their origins, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import pytest
from lxml import html

from averment import Case, Claim
from tests.web.weighed import DAM, MISSING, made_of, opened, prepared
from tests.weighing.saying import report

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the case."""
    prepared(monkeypatch)
    return made_of(tmp_path)


@pytest.fixture
def browser(folder: Path) -> Iterator[TestClient]:
    """Give the desk."""
    with opened(folder) as (found, _):
        yield found


def claim_of(folder: Path, statement: str = DAM) -> Claim:
    """Give a claim of the case as it is."""
    with Case.open(folder) as case:
        return next(claim for claim in case.claims() if claim.statement == statement)


def shown(browser: TestClient, claim: Claim | str, query: str = "") -> Any:  # noqa: ANN401  # an element of lxml
    """Give the page of a claim, going where it sends to."""
    name = claim if isinstance(claim, str) else claim.id
    answer = browser.get(f"/claims/{name}{query}", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(element: Any) -> str:  # noqa: ANN401  # an element of lxml
    """Give the words of an element."""
    return " ".join(element.text_content().split())


def send(browser: TestClient, form: Any, button: str) -> str:  # noqa: ANN401  # an element of lxml
    """Press a button of a form as a browser does; give where that leads."""
    pressed = next(one for one in form.xpath(".//button") if words(one).startswith(button))
    fields = [(name, value) for name, value in form.form_values() if name != "note"]
    fields += [(pressed.get("name"), pressed.get("value"))] if pressed.get("name") else []
    assert form.get("method").lower() == "post"
    answer = browser.post(
        pressed.get("formaction") or form.get("action"),
        content=urlencode(fields),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_both_sides_stand_with_their_speakers_and_words(browser: TestClient, folder: Path) -> None:
    """For, against and in doubt: who, on how many origins, each line with its words, its place and why it is here."""
    page = shown(browser, claim_of(folder))
    assert words(page.xpath("//h1")[0]) == f"“{DAM}”"
    sides = {words(one.xpath("./h2/span[1]")[0]): one for one in page.xpath("//section[contains(@class, 'side')]")}
    assert list(sides) == ["For", "Against", "In doubt"]
    assert "2 speakers, 2 independent origins" in words(sides["For"])
    assert "1 speaker, 1 independent origin" in words(sides["Against"])
    [line] = sides["Against"].xpath(".//li[contains(@class, 'line')]")
    assert [words(one) for one in line.xpath(".//span[@class='source' or @class='cue' or @class='content']")] == [
        "Oro Dask",
        "says",
        DAM,
    ]
    assert "reviewed-unreviewed" in line.get("class")
    assert line.get("tabindex") == "-1"
    document, _, name = line.get("data-target").removeprefix("sha256:").partition("#")
    assert line.xpath(f".//a[@href='/documents/{document}#{name}']")
    assert "4 March 2031" in words(line)
    assert line.xpath(".//p[@class='why']")


def test_a_claim_that_nobody_denies_says_so(browser: TestClient, folder: Path) -> None:
    """The other side stands there, empty."""
    page = shown(browser, claim_of(folder, MISSING))
    [against] = page.xpath("//section[contains(@class, 'side-of-denies')]")
    assert words(against) == "Against nobody in these reports"


def test_pictures_stand_beside_lists_that_say_the_same(browser: TestClient, folder: Path) -> None:
    """Origins, figures and timeline are drawn, and listed; each origin of a side has its name in the list."""
    claim = claim_of(folder)
    page = shown(browser, claim)
    assert {"picture-origins", "picture-timeline"} <= {
        name for one in page.xpath("//figure") for name in one.get("class").split()
    }
    roots = [words(one) for one in page.xpath("//ol[@class='origins']/li/p[@class='root']/strong")]
    origins = (*claim.origins.supports, *claim.origins.denies, *claim.origins.doubts)
    assert sorted(roots) == sorted(origin.root for origin in origins)


def test_a_collapse_is_undone_from_its_place_in_the_list(browser: TestClient, folder: Path) -> None:
    """What was counted as one is two after the button is pressed, and can be one again."""
    claim = claim_of(folder)
    assert len(claim.origins.supports) == 2
    [form] = shown(browser, claim).xpath("//section[@aria-labelledby='origins-supports']//form")
    send(browser, form, "Undo")
    assert len(claim_of(folder).origins.supports) == 3
    page = shown(browser, claim)
    [decided] = page.xpath("//section[@aria-labelledby='decided']//li")
    assert "corrected" in words(decided)
    send(browser, decided.xpath(".//form")[0], "Undo")
    assert len(claim_of(folder).origins.supports) == 2


def test_a_line_is_put_on_the_other_side(browser: TestClient, folder: Path) -> None:
    """The judgement is shown with the claim, by whom it was made."""
    claim = claim_of(folder)
    line = shown(browser, claim).xpath("//section[contains(@class, 'side-of-doubts')]//li[contains(@class, 'line')]")[0]
    where = send(browser, line.xpath(".//details[@class='placing']/form")[0], "It denies")
    assert where.startswith(f"/claims/{claim.id}")
    page = shown(browser, claim)
    assert not page.xpath("//section[contains(@class, 'side-of-doubts')]")
    against = page.xpath("//section[contains(@class, 'side-of-denies')]")[0]
    assert len(against.xpath(".//li[contains(@class, 'line')]")) == 2
    assert "decided by ana" in words(against)


def test_a_line_is_taken_out_and_its_judgement_stays_with_the_claim(browser: TestClient, folder: Path) -> None:
    """What no longer stands in the claim is told by the judgement that took it out, which can be undone."""
    claim = claim_of(folder)
    line = shown(browser, claim).xpath("//section[contains(@class, 'side-of-denies')]//li[contains(@class, 'line')]")[0]
    send(browser, line.xpath(".//details[@class='placing']/form")[0], "Not in this claim")
    page = shown(browser, claim)
    assert words(page.xpath("//section[contains(@class, 'side-of-denies')]")[0]) == "Against nobody in these reports"
    [decided] = page.xpath("//section[@aria-labelledby='decided']//li")
    assert "no longer in this claim" in words(decided)
    send(browser, decided.xpath(".//form")[0], "Undo")
    assert len(shown(browser, claim).xpath("//section[contains(@class, 'side-of-denies')]//li[@data-target]")) == 1


def test_two_claims_are_merged_and_the_address_of_either_leads_to_both(browser: TestClient, folder: Path) -> None:
    """After a merge the claim that lost its name is found by it all the same, today and after the desk was closed."""
    dam, missing = claim_of(folder), claim_of(folder, MISSING)
    assert browser.get("/").status_code == 200  # the list of claims, of which those that come near are taken, is made
    page = shown(browser, dam, "?" + urlencode({"q": MISSING}))
    rows = page.xpath("//section[@aria-labelledby='near']//li[form]")
    row = next(one for one in rows if MISSING in words(one))
    send(browser, row.xpath("./form")[0], "Merge")
    addresses = {
        browser.get(f"/claims/{one.id}").headers.get("location", f"/claims/{one.id}") for one in (dam, missing)
    }
    assert len({address.partition("?")[0] for address in addresses}) == 1
    gone = dam if browser.get(f"/claims/{dam.id}").status_code == 303 else missing
    assert "is no more" in words(shown(browser, gone).xpath("//main")[0])
    lines = shown(browser, gone).xpath("//div[@class='sides']//li[@data-target]")
    assert len(lines) == 5 + 2
    with opened(folder) as (another, _):
        answer = another.get(f"/claims/{gone.id}?said=j99")
        assert answer.status_code == 303
        assert dict(parse_qsl(answer.headers["location"].partition("?")[2])) == {"was": gone.id, "said": "j99"}


def test_what_stated_a_claim_is_rejected(browser: TestClient, folder: Path) -> None:
    """The rest of the claim is found by its old address."""
    claim = claim_of(folder)
    shown(browser, claim)
    with Case.open(folder, by="ben") as case:
        assert claim.stated is not None
        case.judge("reject", [f"{claim.stated.document}#{claim.stated.id}"])
    page = shown(browser, claim)
    assert len(page.xpath("//div[@class='sides']//li[@data-target]")) == 4


@pytest.mark.parametrize("name", ["c00000000", "c12", "cffffffffffffffff"])
def test_an_id_that_no_claim_ever_had(browser: TestClient, name: str) -> None:
    """The page says so, and leads back."""
    answer = browser.get(f"/claims/{name}")
    assert answer.status_code == 404
    assert f"No claim {name}" in html.fromstring(answer.text).findtext(".//title")


@pytest.mark.parametrize("name", ["x", "c", "c12345678'", "%3Cscript%3E", "c" + "0" * 65, "..%2f..%2fetc"])
def test_what_cannot_be_an_id_is_not_found(browser: TestClient, name: str) -> None:
    """It is not looked up at all."""
    assert browser.get(f"/claims/{name}").status_code == 404


def test_a_long_claim_is_folded_and_all_of_it_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few lines of each speaker are open, the others folded; beyond a limit they are on the page that has all."""
    prepared(monkeypatch)
    monkeypatch.setattr("averment.web.claim.shown.MOST", 40)
    reports = [
        report(f"Report {number}", *((f"Witness {number} {n}" if n else "Ana Ruiz", "assert", DAM) for n in range(6)))
        for number in range(12)
    ]
    with opened(made_of(tmp_path, reports)) as (browser, _):
        claim = claim_of(tmp_path / "flood")
        page = shown(browser, claim)
        lines = page.xpath("//div[@class='sides']//li[@data-target]")
        assert len(lines) == 40
        assert len(page.xpath("//div[@class='sides']//details[@class='more']//li[@data-target]")) > 10
        assert len({one.get("id") for one in page.xpath("//*[@id]")}) == len(page.xpath("//*[@id]"))
        [more] = page.xpath("//a[contains(@href, '?all=1#side-supports')]")
        assert words(more) == "Show all: 32 more lines"
        whole = shown(browser, claim, "?all=1")
        assert len(whole.xpath("//div[@class='sides']//li[@data-target]")) == 72
        assert not whole.xpath("//div[@class='sides']//details[@class='more']")


def test_words_of_reports_are_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup, control signs and right-to-left overrides in names and quotations do nothing on the page."""
    prepared(monkeypatch)
    evil = "<img src=x onerror=alert(1)> was\u202e opened {{ 7 * 7 }} on the dam"
    name = "Ana <b>Ruiz</b>"
    reports = [
        report(
            "A flood, and <script>x</script> after it",
            (name, "assert", evil),
            (name, "deny", evil),
            day=date(2031, 3, 4),
        )
    ]
    with opened(made_of(tmp_path, reports)) as (browser, _):
        with Case.open(tmp_path / "flood") as case:
            names = [claim.id for claim in case.claims()]
        for address in ("/?few=1", *(f"/claims/{one}" for one in names)):
            text = browser.get(address).text
            page = html.fromstring(text)
            assert not page.xpath("//img | //main//b | //main//script | //*[@onerror]")
            assert "\u202e" not in text
            assert "⟨U+202E⟩" in text
            assert "{{ 7 * 7 }}" in text


def test_nothing_acts_by_itself(browser: TestClient, folder: Path) -> None:
    """No style or script stands in the page, and no address but those of the desk: the policy forbids all that."""
    for address in ("/", f"/claims/{claim_of(folder).id}"):
        page = html.fromstring(browser.get(address).text)
        assert not page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")
        for link in page.xpath("//main//@href | //main//@action | //main//@formaction"):
            assert link.startswith(("/", "#")), link
