"""spaCy factories and a tokeniser, which spaCy finds by the entry points of the installed package: nobody has to import them.

spaCy imports this module at every `spacy.blank()`, with dealx used or not, so the factories import what they need in
their bodies. (No postponed annotations here: spaCy reads those of the factories to check a component's config.)
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.util import registry

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dealx.knowledge import Knowledge
    from dealx.pipes.spacy_tokenizer import FoldingTokenizer

_CONFIG: dict[str, Any] = {"patterns": []}
"""`patterns`: folders of patterns beside the built-in ones."""


@Language.factory("dealx", default_config=_CONFIG, assigns=["doc._.deals", "doc.spans"])
def dealx(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """The whole extractor as one component, for a pipeline with any tokeniser."""
    from dealx.component import DealFinder

    return DealFinder(patterns)


@Language.factory("dealx_sentences", assigns=["token.is_sent_start"])
def dealx_sentences(nlp: Language, name: str) -> "Callable[[Doc], Doc]":
    """The first stage of the pipeline that `dealx.load()` builds; the stages work in that order only."""
    from dealx.pipes.sentences import Sentences

    return Sentences()


@Language.factory("dealx_parties", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_parties(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Who buys and sells."""
    from dealx.pipes.parties import PartyFinder

    return PartyFinder(_knowledge(*patterns))


@Language.factory("dealx_equipment", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_equipment(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Systems and classes of weapons."""
    from dealx.pipes.equipment import EquipmentFinder

    return EquipmentFinder(_knowledge(*patterns))


@Language.factory("dealx_amounts", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_amounts(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Counts and money."""
    from dealx.pipes.amounts import AmountFinder

    return AmountFinder(_knowledge(*patterns))


@Language.factory("dealx_dates", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_dates(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Years said or meant. `patterns` is there for a config like that of the other stages; dates need none."""
    from dealx.pipes.dates import DateFinder

    return DateFinder()


@Language.factory("dealx_triggers", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_triggers(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Verbs and nouns of transfer."""
    from dealx.pipes.triggers import TriggerFinder

    return TriggerFinder(_knowledge(*patterns))


@Language.factory("dealx_context", default_config=_CONFIG, assigns=["doc.spans"])
def dealx_context(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """Cues that change what a trigger asserts."""
    from dealx.pipes.context import ContextFinder

    return ContextFinder(_knowledge(*patterns))


@Language.factory("dealx_deals", default_config=_CONFIG, assigns=["doc._.deals"])
def dealx_deals(nlp: Language, name: str, patterns: list[str]) -> "Callable[[Doc], Doc]":
    """The last stage: mentions assembled into deals."""
    from dealx.pipes.deals import DealAssembler

    return DealAssembler(_knowledge(*patterns))


@registry.tokenizers("dealx.Tokenizer.v1")  # type: ignore[untyped-decorator]
def tokenizer() -> "Callable[[Language], FoldingTokenizer]":
    """dealx's tokeniser, for the config of a pipeline."""
    return _build_tokenizer


def _build_tokenizer(nlp: Language) -> "FoldingTokenizer":
    from dealx.pipes.spacy_tokenizer import FoldingTokenizer

    return FoldingTokenizer(nlp.vocab)


@lru_cache(maxsize=4)
def _knowledge(*patterns: str) -> "Knowledge":
    """The knowledge that the stages of a pipeline share. Nothing changes it after loading."""
    from dealx.compiled import compiled

    return compiled([Path(folder) for folder in patterns])[0]
