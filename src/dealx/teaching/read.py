"""What entries the mentions of a reading stand for."""

from __future__ import annotations

from dealx.pipes.reading import Mention


def entries_of(mention: Mention) -> list[tuple[str, str]]:
    """Kind and id of the entries that a mention rests on; none for what is known by its shape alone."""
    if "systems" in mention.data:
        return [
            *(("system", id_) for id_ in mention.data["systems"]),
            *(("class", id_) for id_ in mention.data["classes"]),
        ]
    kind = mention.data["kind"] if mention.label == "party" else mention.label
    return [(kind, mention.id)] if mention.id else []


def stands_for(mention: Mention, kind: str, id_: str) -> bool:
    """Whether a mention is one of this entry, not of a word that is ambiguous where it stands."""
    return (kind, id_) in entries_of(mention) and not mention.data.get("ambiguous")
