"""Shards on their way to the actors of a cluster: few at a time, each kept until it is done.

In: shards, as they are cut. Out: their numbers as rows of a Ray dataset, and each shard to the actor that asks for it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Source:
    """Shards on their way, an actor of its own: what was handed out is kept until it is done.

    It gives the same shard for a number whenever it is asked: so what Ray does anew, it does with the same shard.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: dict[int, list[Any]] = {}
        self._numbers: list[int] = []
        self._tries: Counter[int] = Counter()
        self._ended = False
        self._changed = asyncio.Condition()

    @staticmethod
    def beside(room: int) -> Any:  # noqa: ANN401  (a handle that Ray makes)
        """Start one on the machine of this process, with room for so many shards."""
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        return ray.remote(Source).options(num_cpus=0, scheduling_strategy=here).remote(room)

    async def offer(self, number: int, held: list[Any]) -> None:
        """Take in a shard, in a list of one reference to it; waits for room."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._kept) < self._room)
            self._kept[number] = held
            self._numbers.append(number)
            self._changed.notify_all()

    async def close(self) -> None:
        """Say that there are no more."""
        async with self._changed:
            self._ended = True
            self._changed.notify_all()

    async def number(self, place: int) -> int | None:
        """Give the number of the shard that came at a place; waits for it. `None` after the last."""
        async with self._changed:
            await self._changed.wait_for(lambda: place < len(self._numbers) or self._ended)
            return self._numbers[place] if place < len(self._numbers) else None

    async def take(self, number: int) -> tuple[int, list[Any]]:
        """Give how often a shard was taken, this time counted, and the list it came in; empty where it is done."""
        self._tries[number] += 1
        return self._tries[number], self._kept.get(number, [])

    async def done(self, number: int) -> None:
        """Let go of a shard."""
        async with self._changed:
            self._kept.pop(number, None)
            self._tries.pop(number, None)
            self._changed.notify_all()


def numbers(source: Any) -> Any:  # noqa: ANN401
    """Give a Ray datasource of the numbers of shards, as they come to the source: a row, and a block, each."""
    import pyarrow as pa
    import ray
    from ray.data import Datasource, ReadTask
    from ray.data.block import BlockMetadata

    class Numbers(Datasource):
        def estimate_inmemory_data_size(self) -> int | None:
            return None

        def get_read_tasks(self, *_: object, **__: object) -> list[ReadTask]:
            known = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [ReadTask(lambda: _numbered(source), known)]

    def _numbered(source: Any) -> Iterator[Any]:  # noqa: ANN401
        place = 0
        while (number := ray.get(source.number.remote(place))) is not None:
            yield pa.table({"shard": [number]})
            place += 1

    return Numbers()  # type: ignore[no-untyped-call]
