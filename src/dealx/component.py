"""The component `dealx`: the whole extractor for a spaCy pipeline with any tokeniser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from dealx.assembly import assemble
from dealx.extractor import Extractor
from dealx.pipes.deals import SOURCE_KEY, extend_doc
from dealx.pipes.reading import DATE_KEY, Reading, spans_of
from dealx.pipes.tokenizer import fold


class DealFinder:
    """Sets `Doc._.deals`, a list of records as plain dicts, and shows the mentions as `doc.spans["dealx_..."]`.

    It reads the text of the Doc with a tokeniser of its own, so a span covers all tokens of the Doc that its mention
    touches. A text that cannot hold a deal is passed over: it has no deals, and its span groups are empty.
    """

    def __init__(self, patterns: Sequence[Path | str] = ()) -> None:
        self.extractor = Extractor(patterns)
        extend_doc()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        extend_doc()  # a process that only unpickles the component has no extension yet

    def __call__(self, doc: Doc) -> Doc:
        reading = self._read(doc)
        for group in self._groups():
            doc.spans[f"dealx_{group}"] = [] if reading is None else spans_of(doc, reading, group)
        deals = []
        if reading is not None:
            deals = assemble(self.extractor.knowledge, reading, doc.text, doc.user_data.get(SOURCE_KEY))
        doc._.deals = [deal.to_json() for deal in deals]
        return doc

    def _groups(self) -> list[str]:
        return list(dict.fromkeys(group for stage in self.extractor.stages for group in stage.groups))

    def _read(self, doc: Doc) -> Reading | None:
        if not self.extractor.gate.passes(fold(doc.text)):
            return None
        return self.extractor.read(doc.text, doc.user_data.get(DATE_KEY))
