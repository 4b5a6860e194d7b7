"""What a reader of an office document's text should know about it, in sentences.

In: the document's properties, the story that was read, the number of comments. Out: notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.docx.properties import Properties
    from averment.capture.docx.story import Story


def notes(says: Properties, story: Story, comments: int, *, edges: bool) -> tuple[str, ...]:
    """Give the notes; `edges` says that headers or footers stand at the end of the text."""
    return tuple(_notes(says, story, comments, edges=edges))


def _notes(says: Properties, story: Story, comments: int, *, edges: bool) -> Iterator[str]:
    if says.created:
        yield f"The file says that it was made on {says.created}; that is not when the report was published."
    if says.changed:
        by = f" by {says.changed_by}" if says.changed_by else ""
        yield f"The file says that it was last changed on {says.changed}{by}."
    changes = story.written.changes
    inserted = sum(change.kind == "inserted" for change in changes)
    if changes:
        yield (
            f"It has tracked changes: {inserted:,} inserted, which are in the text, and {len(changes) - inserted:,} "
            f"deleted, which are not. The capture lists each."
        )
    if story.written.moved:
        yield f"Of these, {story.written.moved:,} are ends of moves: deleted in one place, inserted in another."
    if story.notes:
        yield f"{_counted(len(story.notes), 'note')} at the end of the text, marked [1] and so on."
    if comments:
        yield f"{_counted(comments, 'comment')} beside the text, not in it."
    if story.hidden:
        yield f"{_counted(story.hidden, 'character')} of hidden text left out."
    if story.chunks:
        yield f"{_counted(story.chunks, 'file')} embedded in it, not read."
    if edges:
        yield "Headers and footers stand at the end of the text, each once."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
