"""What documents set stays words: on every page of the desk, in a real browser, for each of some fifty strings.

No dialog, no script but ours, no request off the server, no breach of the policy on the console; no link, form or frame
that leads elsewhere; and the words are there, as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from starlette.routing import BaseRoute, Route

from averment import Case
from averment.web import api
from averment.web.pages import ROUTES
from tests.case.conftest import FakeSandbox
from tests.web import hostile
from tests.web.browser import looking
from tests.web.payloads import PAYLOADS, TOGETHER
from tests.web.security.asking import ask
from tests.web.serving import WORDS, Served, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

NOT_PAGES = {"/originals/{digest}", "/dossier", "/custody/head.txt", "/documents/{digest}/pages/{number:int}.png"}
NOT_PAGES |= {"/documents/{digest}/marks.css"}
"""What answers GET with something else than a page: `test_what_is_no_page`."""
_EACH = 6
"""Of as many documents one is looked at on the pages of its lines; all are on their own pages."""

# what must not be in a page, whoever wrote it there: it runs before anything else in each
WATCH = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...given) => { window.ran.push(name + ': ' + given); };
"""
FOUND = """() => {
  const bad = [...window.ran];
  const heads = document.querySelectorAll('h1').length;
  if (heads !== 1) bad.push(heads + ' main headings');
  const here = location.origin;
  const leads = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset', 'xlink:href', 'ping']);
  for (const e of document.querySelectorAll('*')) {
    const tag = e.tagName.toLowerCase();
    if (['iframe', 'object', 'embed', 'base', 'style', 'video', 'audio', 'math', 'animate', 'foreignobject', 'frame',
         'applet', 'portal', 'template', 'body'].includes(tag) && e !== document.body) bad.push('<' + tag + '>');
    if (tag === 'script' && new URL(e.src).origin !== here) bad.push('script ' + e.outerHTML);
    if (tag === 'meta' && e.httpEquiv && !e.dataset.ours) bad.push('meta ' + e.outerHTML);
    for (const a of e.attributes) {
      if (a.name.startsWith('on') || ['style', 'srcdoc'].includes(a.name)) bad.push(tag + ' ' + a.name + '=' + a.value);
      if (leads.has(a.name)) {
        let to;
        try { to = new URL(a.value, location.href); } catch { bad.push(tag + ' ' + a.value); continue; }
        if (to.origin !== here) bad.push(tag + ' ' + a.name + '=' + a.value);
      }
    }
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the case, parsed in this process: what parsing does is tried elsewhere."""
    made = tmp_path_factory.mktemp("hostile") / "<b onclick=alert(1)>case"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("averment.capture.sandbox.default_sandbox", FakeSandbox)
        patched.setattr("os.fsync", lambda _: None)
        hostile.make(made)
    return made


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Served]:
    """Serve it."""
    with served(folder, before=WORDS) as found:
        yield found


@pytest.fixture
def window(browser: Browser, desk: Served) -> Iterator[BrowserContext]:
    """Open a browser on it, which notes whatever it is made to do."""
    cookies = {one["name"]: one["value"] for one in desk.cookies}
    with looking(browser, desk.url, cookies) as (context, watch):
        context.add_init_script(WATCH)
        watch.expect("the server responded with a status of 4")
        yield context
        assert watch.problems == []


@pytest.fixture(scope="module")
def digests(folder: Path) -> list[str]:
    """Give the digits of each document."""
    with Case.open(folder) as case:
        return [one.digest.removeprefix("sha256:") for one in case.documents(withdrawn=True)]


def test_the_documents_say_what_they_are_to_say(folder: Path) -> None:
    """The strings are in titles, outlets, authors, names of files, addresses, speakers, statements, notes."""
    with Case.open(folder) as case:
        listed = case.documents()
        read = [case.reading(one.digest) for one in listed if one.state == "read"]
        judged = case.judgements(superseded=True)
    seen: dict[str, list[str | None]] = {
        "title": [one.document.title for one in read],
        "outlet": [one.document.outlet for one in read],
        "author": [author for one in read for author in one.document.authors],
        "address": [one.document.url for one in read],
        "name": [source for one in listed for source in one.paths],
        "speaker": [speaker.name for one in read for speaker in one.speakers],
        "figure": [figure.what for one in read for figure in one.figures],
        "note": [one.note for one in judged],
        "judge": [one.by for one in judged],
    }

    assert len(PAYLOADS) >= 40
    few = {field: sum("<" in (value or "") for value in values) for field, values in seen.items()}
    assert {field: count for field, count in few.items() if count < 4 and field != "address"} == {}
    assert len(read) >= len(TOGETHER)


def test_every_page_keeps_them_words(window: BrowserContext, desk: Served, folder: Path, digests: list[str]) -> None:
    """All pages that there are, by the routes of the desk: nothing acts, and nothing leads elsewhere."""
    page = window.new_page()
    for path in addresses(folder, digests):
        page.goto(desk.url + path, wait_until="load")
        assert page.evaluate(FOUND) == [], path


def test_what_an_address_says_stays_words(window: BrowserContext, desk: Served, digests: list[str]) -> None:
    """Words that are searched for, filters, messages, where to go next: none of it acts, or is a way elsewhere."""
    page = window.new_page()
    forms = ["/search?q={}", "/settings?saved={}", "/?show={}", "/?q={}&sort={}&page={}", "/documents?q={}&state={}"]
    forms += ["/speakers?show={}&q={}&page={}", "/queue?said={}&page={}", f"/lines/{digests[0]}/a1?next={{}}&part={{}}"]
    forms += [
        f"/documents/{digests[0]}?said={{}}",
        "/custody?document={}&page={}",
        "/claims/{}",
        "/{}",
        "/queue/next?next={}",
    ]
    for payload in (" ".join(PAYLOADS[:22]), " ".join(PAYLOADS[22:-1])):
        for form in forms:
            path = form.replace("{}", quote(payload, safe=""))
            answer = page.goto(desk.url + path, wait_until="load")
            assert answer is not None
            assert answer.status != 414, path  # else nothing of it was looked at
            assert page.evaluate(FOUND) == [], path
            assert page.url.startswith(desk.url + "/")


def test_the_words_are_there(window: BrowserContext, desk: Served, digests: list[str]) -> None:
    """A document shows its title as it is: tags, entities, templates are read as they were written."""
    page = window.new_page()
    shown = []
    for digest in [digests[number] for number in (0, 10, 11, 2)]:
        page.goto(f"{desk.url}/documents/{digest}")
        shown.append(page.locator("main").inner_text())
    text = re.sub(r"\s+", " ", "\n".join(shown))
    for payload in ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "{{7*7}}", "<base href="):
        assert payload in text


def test_the_door_and_failures(window: BrowserContext, desk: Served) -> None:
    """Who is not let in, or asks for what is not there, gets nothing that acts either."""
    page = window.new_page()
    for payload in TOGETHER[::4]:
        page.goto(f"{desk.url}/{quote(payload[:1500], safe='')}")
        assert page.evaluate(FOUND) == []
    window.clear_cookies()
    for payload in TOGETHER[1::6]:
        try_door(page, desk, payload)


def try_door(page: Page, desk: Served, payload: str) -> None:
    """Look at the door on the way to an address; its own style is all it has."""
    page.goto(f"{desk.url}/{quote(payload[:1500], safe='')}?{quote(payload[:1500], safe='')}")
    found = page.evaluate(FOUND)
    assert [what for what in found if what != "<style>"] == []


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_what_is_no_page(desk: Served, folder: Path, digests: list[str]) -> None:
    """JSON, originals, style sheets say what they are, in a way that no browser takes for a page."""
    for digest in digests[::9]:
        original = ask(desk, f"/originals/{digest}")
        if original.status == 200:
            assert original.headers["content-type"] == "application/octet-stream"
            assert re.fullmatch(r'attachment; filename="[0-9a-f]{64}\.[a-z]+"', original.headers["content-disposition"])
        sheet = ask(desk, f"/documents/{digest}/marks.css")
        assert sheet.status != 200 or sheet.headers["content-type"].startswith("text/css")
        assert "alert" not in sheet.text or sheet.status != 200
    for path in [path for path in json_addresses(folder, digests) if "{" not in path]:
        answer = ask(desk, path)
        assert answer.headers["content-type"].startswith("application/json"), path
        assert answer.headers["x-content-type-options"] == "nosniff"


def addresses(folder: Path, digests: list[str]) -> list[str]:
    """Give the pages there are, by the routes; a route that this does not know of fails."""
    with Case.open(folder) as case:
        lines = {one.removeprefix("sha256:"): one for one in (listed.digest for listed in case.documents())}
    claims = claims_of(folder)
    found = []
    for path in paths_of(ROUTES):
        if path in NOT_PAGES:
            continue
        if "{digest}" not in path and "{id}" not in path:
            found.append(path)
        elif path == "/claims/{id}":
            found += [path.format(id=claim) for claim in claims]
        elif path == "/documents/{digest}":
            found += [path.format(digest=digest) for digest in digests]
        elif path == "/lines/{digest}/{id}":
            found += [
                path.format(digest=digest, id=one) for digest in list(lines)[::_EACH] for one in ("a1", "s1", "e1")
            ]
        else:
            pytest.fail(f"a page of which this test does not know: {path}")
    return [*found, "/search?q=said", "/search?q=alert", "/speakers?show=all", "/documents?page=2", "/custody?page=2"]


def claims_of(folder: Path) -> list[str]:
    """Give the ids of the first claims, as the desk weighs them."""
    from tests.weighing.models import WordModel

    with pytest.MonkeyPatch.context() as patched, Case.open(folder) as case:
        patched.setattr("averment.api.load_weigher", lambda *_: WordModel())
        return [claim.id for claim in case.claims(limit=5)]


def json_addresses(folder: Path, digests: list[str]) -> list[str]:
    """Give what answers in JSON."""
    found = paths_of(api.ROUTES)
    claims = claims_of(folder)
    filled = [path.replace("{digest}", digests[0]).replace("{document}", digests[0]) for path in found]
    return [path.replace("{id}", "a1" if "digest" in path or digests[0] in path else claims[0]) for path in filled]


def paths_of(routes: list[BaseRoute]) -> list[str]:
    """Give the paths that answer GET."""
    return [route.path for route in routes if isinstance(route, Route) and "GET" in (route.methods or ())]
