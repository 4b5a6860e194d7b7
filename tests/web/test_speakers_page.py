"""The page of speakers: who speaks, sifted and paged; proposals that one click decides, and that can be taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from averment import Case
from averment.values import Alias, Judgement, Place, Source, Target
from averment.web.speaking import Speaking, Wanted, parties, wanted

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

A, B = f"sha256:{'a' * 64}", f"sha256:{'b' * 64}"


def source(name: str, number: int = 1, **fields: object) -> Source:
    """Make a speaker who speaks in one report."""
    given = {
        "id": f"v{number}",
        "name": name,
        "kind": "person",
        "names": (name,),
        "documents": 1,
        "attributions": 2,
        "mentions": (Place(document=A, id=f"s{number}"),),
    }
    return Source(**(given | fields))  # type: ignore[arg-type]


BRENNER = source("Yael Brenner", 1, roles=("lawyer",), party="families", parties=("families",))
HADDAR = source(
    "Salim Haddar",
    2,
    aliases=(Alias(speaker="v3", name="S. Haddar", why="the same last name", do=("merge", f"{A}#s2", f"{B}#s3")),),
)
SHORT = source(
    "S. Haddar",
    3,
    mentions=(Place(document=B, id="s3"),),
    aliases=(Alias(speaker="v2", name="Salim Haddar", why="the same last name", do=("merge", f"{A}#s2", f"{B}#s3")),),
)
ACTIVISTS = source("activists", 4, kind="group", named=False)
ALL = [BRENNER, HADDAR, SHORT, ACTIVISTS]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (Wanted(), ["Yael Brenner", "Salim Haddar", "S. Haddar"]),
        (Wanted(words="haddar"), ["Salim Haddar", "S. Haddar"]),
        (Wanted(words="HADDAR salim"), ["Salim Haddar"]),
        (Wanted(words="lawyer"), ["Yael Brenner"]),
        (Wanted(kind="group"), []),
        (Wanted(kind="group", show="unnamed"), ["activists"]),
        (Wanted(party="families"), ["Yael Brenner"]),
        (Wanted(show="proposed"), ["Salim Haddar", "S. Haddar"]),
    ],
)
def test_speakers_are_sifted(given: Wanted, names: list[str]) -> None:
    """By words in the name, the role or the party, by kind, by party; those without a name of their own apart."""
    assert [one.name for one in wanted(ALL, given)] == names


def test_a_proposal_stands_once_with_what_decides_it() -> None:
    """Of two that may be one the first on the page carries the proposal, with its reason and its targets."""
    first, second = Speaking(ALL, [], {}, lambda _: "").shown([HADDAR, SHORT])

    (proposed,) = first.proposed
    assert (proposed.name, proposed.why, proposed.targets) == (
        "S. Haddar",
        "the same last name",
        (f"{A}#s2", f"{B}#s3"),
    )
    assert second.proposed == ()


def test_what_was_decided_stands_with_whom_it_is_about() -> None:
    """A merge names who was merged by the names in their reports, and has the targets that take it back."""
    targets = (Target(document=A, reading=A, id="s2"), Target(document=B, reading=B, id="s3"))
    made = Judgement(id="j9", verdict="merge", targets=targets, by="bob", at="2031-03-12T08:00:00Z")
    both = source("Salim Haddar", 2, mentions=(Place(document=A, id="s2"), Place(document=B, id="s3")))

    (shown,) = Speaking(
        [both], [made], {}, lambda target: {"s2": "Salim Haddar", "s3": "S. Haddar"}[target.id or ""]
    ).shown([both])

    (joined,) = shown.joined
    assert (joined.names, joined.targets) == (("Salim Haddar", "S. Haddar"), (f"{A}#s2", f"{B}#s3"))


def test_parties_are_offered_those_with_most_reports_first() -> None:
    """The choice of parties is that of the case."""
    some = [
        source("A", 1, parties=("z",), documents=5),
        source("B", 2, parties=("a", "z")),
        source("C", 3, parties=("a",)),
    ]
    assert parties(some) == ["z", "a"]


def test_the_page_names_who_speaks(client: TestClient, own_folder: Path) -> None:
    """Those in most reports first, with kind, reports and statements by act; those without a name counted."""
    with Case.open(own_folder) as case:
        named = [one for one in case.sources() if one.named]

    page = client.get("/speakers").text

    assert f"{len(named)} speakers" in page
    assert re.findall(r'class="card speaker" id="([^"]+)"', page) == [one.id for one in named[:40]]
    assert "without a name" in page


def test_a_merge_is_one_click_and_so_is_its_split(client: TestClient, own_folder: Path) -> None:
    """The form of a proposal merges; the speaker then says by whom, with a form that splits."""
    with Case.open(own_folder) as case:
        one, other = [source for source in case.sources() if source.named][:2]
        targets = [f"{place.document}#{place.id}" for place in (one.mentions[0], other.mentions[0])]
    fields = {"verdict": "merge", "target": targets, "next": f"/speakers?&show=named&page=1#{one.id}"}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = client.post("/judgements", content=urlencode(fields, doseq=True), headers=headers)
    page = client.get(answer.headers["location"]).text

    assert answer.headers["location"].startswith("/speakers?show=named&page=1&said=j")
    assert "Merged by <bdi>ana</bdi>" in page
    joined = page[page.index('class="joined"') :]
    assert re.findall(r'name="target" value="([^"]+)"', joined)[:2] == targets
    assert 'name="verdict" value="split"' in joined
    client.post("/judgements", content=urlencode(fields | {"verdict": "split"}, doseq=True), headers=headers)
    assert "Kept apart by <bdi>ana</bdi>" in client.get("/speakers").text


def test_speakers_are_made_anew_only_where_something_says_who_speaks(
    client: TestClient, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An acceptance leaves what was made, so that the page stays fast; a corrected name does not."""
    made: list[int] = []
    sources = Case.sources

    def counted(case: Case) -> list[Source]:
        made.append(1)
        return sources(case)

    monkeypatch.setattr(Case, "sources", counted)
    with Case.open(own_folder) as case:
        digest = next(one.digest for one in case.documents() if one.attributions)
        name = case.reading(digest).speakers[0].id
        client.get("/speakers")
        case.judge("accept", [f"{digest}#a1"])
        client.get("/speakers")
        before = len(made)
        case.judge("correct", [f"{digest}#{name}"], changes={"name": "Oru Belmas"})
        page = client.get("/speakers?q=belmas").text

    assert (before, len(made)) == (1, 2)
    assert "Oru Belmas" in page


def test_no_such_speaker(client: TestClient) -> None:
    """Nothing found is told, with a way back to all; strange values of the address are no failure."""
    assert "No speaker is like this" in client.get("/speakers?q=zeppelin").text
    for query in ("kind=smell", "show=all", "page=0", "page=x", "party=%00", "q=" + "a" * 5_000):
        assert client.get(f"/speakers?{query}").status_code == 200
