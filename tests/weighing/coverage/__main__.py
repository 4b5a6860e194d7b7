"""`python -m tests.weighing.coverage --stories 500`: prints how many origin counts are exact, by share of rewording."""

from __future__ import annotations

import argparse
import sys
import time

from averment import load_reader
from tests.weighing.coverage.measure import exact, partition, read_again, scores, together, traced
from tests.weighing.coverage.pools import SIDES
from tests.weighing.coverage.stories import story

SHARES = (0.0, 0.1, 0.2, 0.3)


def main(arguments: list[str] | None = None) -> None:
    """Print the table, or with `--seed` where one story went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=500)
    parser.add_argument("--seed", type=int, help="show this story and what was found")
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--read", action="store_true", help="read the stories with the shipped model first")
    parser.add_argument("--wrong", action="store_true", help="list the stories that are not exact")
    given = parser.parse_args(arguments)
    if given.seed is not None:
        _show(given.seed, given.share)
        return
    reader = load_reader() if given.read else None
    sys.stdout.write("reworded  stories  sides  exact counts  exact origins  seconds\n")
    for share in SHARES:
        started = time.process_time()
        written = (story(seed, share) for seed in range(given.stories))
        found = [score for one in written for score in scores(read_again(one, reader) if reader else one)]
        took = time.process_time() - started
        sys.stdout.write(
            f"{share:8.0%}  {given.stories:7}  {len(found):5}  {exact(found):10.1f} %"
            f"  {together(found):11.1f} %  {took:7.1f}\n"
        )
        if given.wrong:
            for score in found:
                if not score.same:
                    sys.stdout.write(f"   {score.seed} {score.side}: {score.true} origins, {score.found} found\n")


def _show(seed: int, share: float) -> None:
    written = story(seed, share)
    found = traced(written)
    documents = {reading.document.digest: reading.document for reading in written.readings}
    sys.stdout.write(f"{', '.join(written.made_of)}\n")
    for side in SIDES:
        mine = partition(found, side)
        for name, groups in (("missing", written.truth[side] - mine), ("found instead", mine - written.truth[side])):
            for group in groups:
                sys.stdout.write(f"{side} {name}:\n")
                for digest, place in sorted(group):
                    document = documents[digest]
                    sys.stdout.write(f"   {digest[7:13]} {place} {document.outlet} {document.title}\n")
        for origin in getattr(found, side):
            sys.stdout.write(f"{side}: {origin.root} ({origin.kind}): {origin.why}\n")
            for one in origin.collapses:
                sys.stdout.write(f"   {one.kind}: {one.documents[0][7:13]} {one.why}\n")


if __name__ == "__main__":
    main()
