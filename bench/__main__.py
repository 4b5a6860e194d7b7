"""`python -m bench`: print what reading costs."""

from __future__ import annotations

import argparse
from pathlib import Path

from averment.inference.tagging import usable_cores
from bench import speed, start
from bench.texts import articles


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to read instead of the gate's texts")
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--threads", type=int, default=usable_cores())
    parser.add_argument("--size", action="store_true", help="also install the core into an empty folder and weigh it")
    options = parser.parse_args()
    texts = articles(options.articles, options.texts)
    words = sum(len(text.split()) for text in texts)
    pieces = speed.count_pieces(texts)
    print(f"{len(texts)} articles, {words:,} words, {pieces:,} word pieces, {options.threads} threads")
    whole, encoder, read = speed.clocked(texts)
    print(f"one thread: {words / whole:,.0f} words/s; not the encoder: {1 - encoder / whole:.1%} of the time")
    print(f"word pieces read for each word piece of text (overlap of windows): {read / pieces:.2f}")
    ours = speed.reader_seconds(texts, options.threads)
    print(f"reader, {options.threads} threads: {words / ours:,.0f} words/s, {pieces / ours:,.0f} word pieces/s")
    bert = speed.bert_seconds(texts, options.threads)
    print(f"BERT-base fp32, PyTorch: {words / bert:,.0f} words/s, {pieces / bert:,.0f} word pieces/s")
    print(f"ratio: {bert / ours:.1f}")
    for arguments in (["--help"], ["read", str(start.TEXT)], ["read", str(start.PAGE)]):
        runs = [start.command(*arguments) for _ in range(3)]
        seconds, megabytes = min(runs)
        shown = " ".join(argument.rpartition("/")[2] for argument in arguments)
        print(f"averment {shown}: {seconds:.2f} s, {megabytes:.0f} MB")
    if options.size:
        print(f"installed core: {start.installed_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
