"""Names that several systems share: which is meant."""

import pytest

from dealx.extractor import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Rwanda bought six SH-1 self-propelled guns from China.", "artillery"),
        ("Oman ordered six SH-3 helicopters from the United States.", "helicopter"),
        ("Oman ordered six SH-3 self-propelled howitzers from China.", "artillery"),
        ("Vietnam ordered 20 K-9 from South Korea.", "artillery"),
    ],
)
def test_the_class_noun_or_the_state_that_makes_it_tells_which(text: str, category: str, extractor: Extractor) -> None:
    [deal] = extractor.extract(text)
    assert deal.category == category
