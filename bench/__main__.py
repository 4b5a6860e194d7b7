"""`python -m bench`: print what reading costs."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from averment.inference.sessions import usable_cores
from bench import baselines, cases, ceiling, desk, speed, start, statements, weigh
from bench.costs import Bench
from bench.texts import articles, long, news

TEXTS = 200  # read by the model, from which the articles of a case to be weighed are made
LENGTHS = (125_000, 250_000, 500_000, 1_000_000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to read instead of the gate's texts")
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10_000], help="documents of growing cases")
    parser.add_argument("--threads", type=int, default=usable_cores())
    parser.add_argument("--textacy", type=Path, help="the Python of an environment that has textacy, to time that too")
    parser.add_argument("--size", action="store_true", help="also install the core into an empty folder and weigh it")
    parser.add_argument("--only", choices=list(PARTS), help="measure one part")
    options = parser.parse_args()
    for name, part in PARTS.items():
        if options.only in (None, name):
            part(options)
    if options.size:
        print(f"installed core: {start.installed_megabytes():.0f} MB")


def costs(options: argparse.Namespace) -> None:
    """Print what the encoder costs, and each step after it, on texts dense with attributions and on usual news."""
    bench = Bench()
    texts = {"dense": articles(options.articles, options.texts)}
    texts |= {} if options.texts else {"like news": news(options.articles)}
    for kind, read in texts.items():
        found, words = bench.costs(read), sum(len(text.split()) for text in read)
        print(f"one thread, {kind}: {words:,} words, {words / found.attributions:.0f} for each attribution")
        print(
            f"  {words / found.whole:,.0f} words/s; not the encoder: {1 - found.encoder / found.whole:.1%} of the time"
        )
        print(f"  word pieces read for each of the text: {found.pieces / speed.count_pieces(read):.2f}")
        print(f"  the steps after the encoder take {found.after / found.encoder:.3f} of its time:")
        for name, seconds in found.steps.items():
            print(f"    {name:<12}{seconds / found.encoder:8.3f}{words / seconds:14,.0f} words/s")


def growth(options: argparse.Namespace) -> None:
    """Print what a character costs in longer and longer texts, as a ratio to the shortest."""
    bench = Bench()
    first = None
    for length in LENGTHS:
        found = bench.costs([long(length, options.texts)])
        each = [seconds / length for seconds in (found.whole, found.after)]
        first = first or each
        whole, after = (now / then for now, then in zip(each, first, strict=True))
        print(f"{length:>9,} characters: for each, {whole:.2f} of the time in all, {after:.2f} in the steps")


def beside_bert(options: argparse.Namespace) -> None:
    """Print the words a second of the reader beside those of BERT-base, on texts like news and on dense ones."""
    dense = articles(options.articles, options.texts)
    for kind, texts in ({"dense": dense} | ({} if options.texts else {"like news": news(options.articles)})).items():
        words, pieces = sum(len(text.split()) for text in texts), speed.count_pieces(texts)
        print(f"{kind}: {len(texts)} articles, {words:,} words, {pieces:,} word pieces, {options.threads} threads")
        ours, bert = speed.beside_bert(texts, options.threads)
        for name, cost in (("reader", ours), ("BERT-base fp32, PyTorch", bert)):
            print(f"  {name}: {words / cost.clock:,.0f} words/s; {words / cost.processor:,.0f} for a processor second")
        print(f"  ratio: {bert.clock / ours.clock:.1f}; in processor seconds {bert.processor / ours.processor:.1f}")


def near_ceiling(options: argparse.Namespace) -> None:
    """Print the account of operations, and how near reading comes to the processor's products in 8 bits."""
    for kind, texts in (("like news", news(options.articles)), ("dense", articles(options.articles, options.texts))):
        print(f"{kind}:")
        for line in ceiling.shown(texts):
            print(f"  {line}")


def beside_rules(options: argparse.Namespace) -> None:
    """Print the words a second of one core of rules, of textacy where there is one, and of the reader, in one run."""
    texts = articles(options.articles, options.texts) if options.texts else news(options.articles)
    account = min(ceiling.accounts(texts), key=lambda each: each.seconds)
    fast, found = baselines.rules_rate(texts)
    print(f"reader: {account.words / account.seconds:,.0f} words/s of one core, {len(account.near):,} cues")
    print(f"two regular expressions: {fast:,.0f} words/s, {found:,} attributions, boundaries rough")
    if options.textacy:
        told = baselines.textacy_rate(options.textacy, texts)
        print(f"textacy's direct quotations on a small spaCy pipeline (random weights): {told['whole']:,.0f} words/s,")
        print(
            f"  {told['pipeline']:,.0f} the pipeline alone; {told['refused']:.0f} of {told['texts']:.0f} texts refused"
        )


def cold(_: argparse.Namespace) -> None:
    """Print what a person waits for from a cold start."""
    for arguments in (["--help"], ["read", str(start.TEXT)], ["read", str(start.PAGE)]):
        runs = [start.command(*arguments) for _ in range(3)]
        seconds, megabytes = min(runs)
        shown = " ".join(argument.rpartition("/")[2] for argument in arguments)
        print(f"averment {shown}: {seconds:.2f} s, {megabytes:.0f} MB")


def keeping(options: argparse.Namespace) -> None:
    """Print what a case costs beside the reading, and as it grows; how fast it is searched and verified."""
    texts = articles(options.articles, options.texts)
    cost = cases.beside_reading(texts)
    print(f"add of {cost.documents:,} articles: {cost.whole:.1f} s, of which reading takes {cost.reading:.1f} s;")
    print(f"  all else (parsing, custody, store, index) takes {cost.rest / cost.reading:.3f} of that")
    size = 0
    for stretch, searches, rate in cases.growing(texts, options.sizes):
        size += stretch.documents
        print(f"{size:>7,} documents: {1000 * stretch.rest / stretch.documents:.2f} ms for each of the last")
        print(f"          {cases.shown(searches)}; verify {rate:.0f} MB/s of originals, small ones")
    print(f"verify of originals of 1 MB: {cases.verifying(200):.0f} MB/s")


def comparing(options: argparse.Namespace) -> None:
    """Print how many statements are compared in a second."""
    vectors, stances = statements.rates(statements.statements(400), options.threads)
    print(f"statements of {statements.WORDS} words, {options.threads} threads:")
    print(f"  {vectors:,.0f} vectors/s, {stances:,.0f} stances of pairs/s")


def weighing(options: argparse.Namespace) -> None:
    """Print what it costs to weigh a case of so many articles, to look again, and to weigh it with one more."""
    texts = articles(min(options.articles, TEXTS), options.texts)
    first, again, more = weigh.growing(texts, options.articles)
    print(f"{options.articles:,} documents weighed: {weigh.shown(first)}")
    print(f"looked at again: {weigh.shown(again)}")
    print(f"with one more: {weigh.shown(more)}")


def reviewing(options: argparse.Namespace) -> None:
    """Print what each page of the review desk takes on a case of so many articles, and a judgement until it shows."""
    with tempfile.TemporaryDirectory(prefix="averment-bench-") as place:
        texts = articles(min(options.articles, TEXTS), options.texts)
        for line in desk.measured(desk.made(texts, options.articles, Path(place))):
            print(line)


PARTS = {
    "costs": costs,
    "growth": growth,
    "bert": beside_bert,
    "ceiling": near_ceiling,
    "baselines": beside_rules,
    "start": cold,
    "case": keeping,
    "statements": comparing,
    "weigh": weighing,
    "desk": reviewing,
}

if __name__ == "__main__":
    main()
