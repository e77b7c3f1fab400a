"""The last component: assembles the mentions and sets `Doc._.deals`."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from dealx.assembly import assemble
from dealx.knowledge import Knowledge
from dealx.pipes.reading import finish
from dealx.pipes.spacy_tokenizer import TEXT_KEY

SOURCE_KEY = "dealx_source"
"""Where a Doc keeps its article's name: `doc.user_data["dealx_source"]`."""


class DealAssembler:
    """Sets `Doc._.deals`, a list of records as plain dicts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        extend_doc()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        extend_doc()  # a process that only unpickles the component has no extension yet

    def __call__(self, doc: Doc) -> Doc:
        article = doc.user_data.get(TEXT_KEY, doc.text)
        deals = assemble(self.knowledge, finish(doc), article, doc.user_data.get(SOURCE_KEY))
        doc._.deals = [deal.to_json() for deal in deals]
        return doc


def extend_doc() -> None:
    """Gives Docs the attribute `deals`, if they have none."""
    if not Doc.has_extension("deals"):
        Doc.set_extension("deals", default=[])
