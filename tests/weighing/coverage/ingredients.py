"""What a story is made of: a wire and its copies, a chain of citations, an official quoted twice, and so on.

In: a `Desk`. Out: reports filed there. Each statement carries the origin it has by the meaning of the words: a name
for whoever is named; `outlet:` or `agency:` for what these say themselves; for the unnamed, the text that has them.
"""

from __future__ import annotations

from dataclasses import replace

from averment.values.claims import Stance
from averment.values.readings import SpeakerKind
from tests.weighing.coverage import phrases
from tests.weighing.coverage.desk import UNNAMED, Desk
from tests.weighing.coverage.markup import keys
from tests.weighing.coverage.reports import Report, Statement, Who
from tests.weighing.coverage.rewording import reword


def wire(desk: Desk) -> None:
    """File a dispatch of an agency in several outlets: whole, trimmed, edited, uncredited, inside other reports."""
    agency = desk.names.agency()
    core, origin = _dispatch(desk, agency)
    desk.file(replace(core, outlet=agency if desk.random.random() < 0.5 else desk.names.outlet()))
    for _ in range(desk.random.randint(1, 4)):
        desk.file(copied(desk, core))
    if desk.random.random() < 0.4:
        desk.file(updated(desk, core))
    if desk.random.random() < 0.6:
        cite(desk, Who(agency, "media", agency), origin)
    if desk.random.random() < 0.3 and "told" not in origin:
        desk.file(_told_agency(desk, agency, origin))


def scoop(desk: Desk) -> None:
    """File a report of one outlet, copied without credit by others, and cited."""
    outlet = desk.names.outlet()
    who = desk.unnamed()
    origin = f"{outlet}:{who.name}"
    original = desk.article(desk.says(who, "supports", origin), outlet=outlet)
    original = desk.file(replace(original, day=0))
    for _ in range(desk.random.randint(1, 2)):
        desk.file(copied(desk, original))
    if desk.random.random() < 0.7:
        cite(desk, Who(outlet, "media", f"the {outlet}"), origin)


def chain(desk: Desk) -> None:
    """Let an outlet cite another, which cites an agency of which we have nothing; a third cites the second."""
    agency, second = desk.names.agency(), desk.names.outlet()
    origin, key = f"agency:{agency}", desk.key()
    relay = Who(second, "media", f"the {second}")
    behind = desk.random.choice((agency, f"the {agency} news agency", f"a report by {agency}"))
    desk.file(desk.article(_stated(desk, Who(agency, "media", agency), origin), outlet=second))
    sentence = phrases.citing(desk.random, key, relay, behind, desk.content("supports"))
    desk.file(desk.article((sentence, {key: Statement(relay, "supports", origin)})))
    if desk.random.random() < 0.5:
        cite(desk, relay, origin)


def official(desk: Desk) -> None:
    """Let one official be quoted by several outlets in reports of their own; perhaps through another outlet."""
    side: Stance = desk.random.choice(("supports", "denies"))
    who = desk.person(desk.random.choice(("Defence Minister", "General", "Ambassador", "Governor")), desk.country)
    for _ in range(desk.random.randint(1, 3)):
        desk.file(desk.article(desk.says(who, side, who.name)))
    if desk.random.random() < 0.5:
        relay = Who(outlet := desk.names.outlet(), "media", outlet)
        outer, inner = desk.key(), desk.key() if desk.random.random() < 0.5 else None
        sentence = phrases.quoting(desk.random, outer, relay, inner, who, desk.content(side))
        found = {outer: Statement(relay, side, who.name)}
        if inner:
            found[inner] = Statement(who, side, who.name)
        desk.file(desk.article((sentence, found)))


def party(desk: Desk) -> None:
    """Let a minister and a spokesman of one government speak: two origins of one party."""
    side: Stance = desk.random.choice(("supports", "denies"))
    for role in ("Foreign Minister", "army spokesman"):
        who = desk.person(role, desk.country)
        desk.file(desk.article(desk.says(who, side, who.name)))


def body(desk: Desk) -> None:
    """Let a group for rights say it in many outlets: one origin. One of them cites its report."""
    name = desk.names.body()
    for phrase in (f"the {name}", f"the {name} group", name)[: desk.random.randint(2, 3)]:
        desk.file(desk.article(desk.says(Who(name, "organisation", phrase), "supports", name)))
    if desk.random.random() < 0.5:
        key, relay = desk.key(), Who(outlet := desk.names.outlet(), "media", f"the {outlet}")
        behind = desk.random.choice((f"the {name}", f"a report by the {name}"))
        sentence = phrases.citing(desk.random, key, relay, behind, desk.content("supports"))
        desk.file(desk.article((sentence, {key: Statement(relay, "supports", name)})))


def survey(desk: Desk) -> None:
    """Let a group put out a report of its own, and outlets cite it by its name or as "a report by" it: one origin."""
    name, key = desk.names.body(), desk.key()
    origin = f"outlet:{name}"
    sentence = phrases.saw(desk.random, key, f"the {name}", desk.content("supports"))
    who = Who(name, "organisation", f"the {name}")
    own_report = desk.article((sentence, {key: Statement(who, "supports", origin)}), outlet=name)
    desk.file(replace(own_report, day=desk.random.choice((0, None))))
    for phrase in (f"the {name}", f"a report by the {name}")[: desk.random.randint(1, 2)]:
        kind: SpeakerKind = "document" if "report" in phrase else "organisation"
        cited = Who(phrase if kind == "document" else name, kind, phrase)
        desk.file(desk.article(_stated(desk, cited, origin)))


def relayed(desk: Desk) -> None:
    """Let one outlet know of somebody unnamed through another outlet; two that do so have one origin."""
    relay = Who(name := desk.names.outlet(), "media", f"the {name}")
    for _ in range(desk.random.randint(1, 2)):
        key, who = desk.key(), desk.unnamed()
        sentence = phrases.citing(desk.random, key, relay, who.phrase, desk.content("supports"))
        desk.file(desk.article((sentence, {key: Statement(relay, "supports", f"outlet:{name}")})))


def crowd(desk: Desk) -> None:
    """Let several people speak on both sides in one report, which others copy."""
    outlet = desk.names.outlet()
    first, second = desk.random.sample(UNNAMED, 2)
    officer = desk.person("Colonel", desk.country)
    report = desk.article(
        desk.says(first, "supports", f"{outlet}:{first.name}"),
        desk.says(second, "supports", f"{outlet}:{second.name}"),
        desk.says(officer, "denies", officer.name),
        outlet=outlet,
    )
    original = desk.file(replace(report, day=0))
    for _ in range(desk.random.randint(0, 2)):
        desk.file(copied(desk, original))


def independents(desk: Desk) -> None:
    """Let outlets each find somebody without a name: as many origins."""
    side: Stance = "supports" if desk.random.random() < 0.8 else "denies"
    for _ in range(desk.random.randint(1, 3)):
        who, outlet = desk.unnamed(), desk.names.outlet()
        desk.file(desk.article(desk.says(who, side, f"{outlet}:{who.name}"), outlet=outlet))


def own(desk: Desk) -> None:
    """Let an outlet see it itself."""
    outlet, key = desk.names.outlet(), desk.key()
    phrase = desk.random.choice(
        (f"a {outlet} reporter", "our correspondent", f"the {outlet}'s own count", "this newspaper", f"the {outlet}")
    )
    by_name = outlet in phrase and "reporter" not in phrase
    who = Who(outlet, "media", phrase) if by_name else Who(phrase, "unnamed", phrase)
    sentence = phrases.saw(desk.random, key, phrase, desk.content("supports"))
    desk.file(desk.article((sentence, {key: Statement(who, "supports", f"outlet:{outlet}")}), outlet=outlet))


def narrated(desk: Desk) -> None:
    """Let an outlet tell it without saying whence, or a document of which nothing is known."""
    outlet, key = desk.names.outlet(), desk.key()
    sentence = phrases.told(desk.random, key, desk.content("supports"))
    report = desk.article((sentence, {key: Statement(None, "supports", f"outlet:{outlet}")}), outlet=outlet)
    desk.file(replace(report, outlet=None) if desk.random.random() < 0.4 else report)


INGREDIENTS = (wire, wire, scoop, crowd, chain, relayed, official, party, body, survey, independents, own, narrated)


def copied(desk: Desk, core: Report) -> Report:
    """Copy a report as editors do. What it says keeps its origin."""
    how = desk.random.choice(("whole", "trimmed", "inside"))
    paragraphs = list(core.paragraphs)
    if how == "trimmed":
        paragraphs = paragraphs[: max(3, len(paragraphs) * 2 // 3)]
    share = desk.share * desk.random.uniform(0.5, 1.0)
    whole = desk.random.random() < 0.5
    paragraphs = [reword(paragraph, share, desk.random, whole=whole) for paragraph in paragraphs]
    if how == "inside":
        place = desk.random.randint(0, 2)
        around = desk.fill(2, 4)
        paragraphs = around[:place] + paragraphs + around[place:]
    credited = core.head or core.foot
    uncredited = desk.random.random() < 0.4 or how == "inside"
    return replace(
        core,
        headline=core.headline if desk.random.random() < 0.4 else desk.headline(),
        paragraphs=paragraphs,
        outlet=desk.names.outlet(),
        day=None if desk.random.random() < 0.15 else (core.day or 0) + desk.random.randint(0, 2),
        head="" if uncredited or not credited else core.head,
        foot="" if uncredited or not credited else core.foot,
    )


def updated(desk: Desk, core: Report) -> Report:
    """Write a later version of a dispatch: a new toll and something new at the end."""
    toll = f"At least {desk.random.randint(30, 60)} people were now known to have died, hospital staff counted."
    return replace(
        core,
        headline=desk.headline(),
        paragraphs=[core.paragraphs[0], toll, *core.paragraphs[1:], *desk.fill(1, 1)],
        outlet=desk.names.outlet(),
        day=(core.day or 0) + 1,
    )


def cite(desk: Desk, cited: Who, origin: str) -> Report:
    """File a report whose only source is another's report."""
    return desk.file(replace(desk.article(_stated(desk, cited, origin)), day=4))


def _stated(desk: Desk, cited: Who, origin: str) -> tuple[str, dict[str, Statement]]:
    key = desk.key()
    sentence = phrases.reports(desk.random, key, cited, desk.content("supports"))
    return sentence, {key: Statement(cited, "supports", origin)}


def _dispatch(desk: Desk, agency: str) -> tuple[Report, str]:
    """Write a dispatch: it rests on an official, on somebody unnamed, on the agency's own people, or on nothing."""
    how = desk.random.choice(("named", "unnamed", "staff", "told"))
    key = desk.key()
    if how == "named":
        who = desk.person(desk.random.choice(("opposition leader", "Senator", "police chief")), None)
        origin = who.name
        sentence, found = desk.says(who, "supports", origin)
    elif how == "unnamed":
        anon = desk.unnamed()
        origin = f"{agency}:{anon.name}"
        sentence, found = desk.says(anon, "supports", origin)
    elif how == "staff":
        phrase = desk.random.choice((f"an {agency} correspondent", f"{agency} journalists"))
        origin = f"agency:{agency}"
        sentence = phrases.saw(desk.random, key, phrase, desk.content("supports"))
        found = {key: Statement(Who(phrase, "unnamed", phrase), "supports", origin)}
    else:
        origin = f"agency:{agency}"
        sentence = phrases.told(desk.random, key, desk.content("supports"))
        found = {key: Statement(None, "supports", origin)}
    sentences = [(sentence, found)]
    if desk.random.random() < 0.4:
        denier = desk.person("government spokesman", desk.country)
        sentences.append(desk.says(denier, "denies", denier.name))
    report = replace(desk.article(*sentences), day=0)
    head = f"{desk.town.upper()}, March 12 ({agency}) - " if desk.random.random() < 0.7 else ""
    return replace(report, head=head, foot="" if head else f"({agency})"), origin


def _told_agency(desk: Desk, agency: str, origin: str) -> Report:
    """Write a report of its own in which somebody unnamed is quoted from what the agency had."""
    key, who = desk.key(), desk.unnamed()
    content = desk.content("supports")
    sentence = phrases.upper(f"{{s:{key}|{who.phrase}}} {{q:{key}|told}} {agency} {{c:{key}|that {content}}}.")
    return replace(desk.article((sentence, {key: Statement(who, "supports", origin)})), day=4)


def heard(report: Report) -> set[str]:
    """Give the keys of the statements that are left in a report."""
    return {key for paragraph in report.paragraphs for key in keys(paragraph)}
