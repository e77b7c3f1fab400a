"""The contract: one `Deal` is one weapon system in one arms deal.

Scripts rely on the names and the order of these keys, so every key is always present, and null where the article does
not say. A record that breaks one of the invariants cannot be built.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dealx.vocabulary import Bound, BoundedField, Category, Status, ValueScope

__all__ = ["SAID_FIELDS", "Bound", "BoundedField", "Category", "Deal", "Evidence", "Status", "ValueScope"]

SAID_FIELDS = (
    "buyer",
    "seller",
    "system",
    "batteries",
    "launchers",
    "missiles",
    "value",
    "year",
    "units",
    "currency",
    "status",
    "maker",
    "delivery_start",
    "delivery_end",
)
"""Fields that come from words of the article, and so are never without evidence."""

Name = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(gt=0)]
Year = Annotated[int, Field(ge=1, le=9999)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{3,4}$")]


class Evidence(BaseModel):
    """The words of the article that a field rests on, and the rule that read them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int = Field(ge=0, description="Offset of the first character in the article as given.")
    end: int = Field(gt=0, description="Offset behind the last character.")
    text: str = Field(description="The characters between the two.")
    rule: str = Field(min_length=1, description="Id of the rule that read them.")

    @model_validator(mode="after")
    def _offsets_fit_the_text(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"evidence ends at {self.end}, not after its start {self.start}")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"evidence {self.text!r} does not fill {self.start} to {self.end}")
        return self


class Deal(BaseModel):
    """One weapon system in one arms deal, with the evidence for each of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    buyer: Name | None = Field(None, description="Canonical English name of the recipient.")
    seller: Name | None = Field(None, description="Canonical English name of the supplier.")
    system: Name = Field(description="Designation, or the class in the singular.")
    batteries: Count | None = Field(None, description="Number of batteries.")
    launchers: Count | None = Field(None, description="Number of launchers.")
    missiles: Count | None = Field(None, description="Number of missiles.")
    value: int | None = Field(None, ge=0, description="Price in whole units of the currency.")
    year: Year | None = Field(None, description="Year of the order or agreement.")
    units: Count | None = Field(None, description="Number of anything else.")
    unit: Name | None = Field(None, description="What `units` counts.")
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$", description="ISO 4217; null where none is named.")
    status: Status | None = Field(None, description="The furthest that the deal is said to have come.")
    buyer_country: Country | None = Field(None, description="ISO 3166-1 alpha-3, or ISO 3166-3 for former states.")
    seller_country: Country | None = Field(None, description="The same for the seller, or a company's home state.")
    maker: Name | None = Field(None, description="Manufacturer, where one is named beside the seller.")
    category: Category | None = Field(None, description="Kind of weapon.")
    bounds: dict[BoundedField, Bound] = Field(default_factory=dict, description="How exact a number is; absent: exact.")
    value_scope: ValueScope | None = Field(None, description="`deal` where one price covers several records.")
    delivery_start: Year | None = Field(None, description="Year of the first delivery.")
    delivery_end: Year | None = Field(None, description="Year of the last delivery.")
    deal: str | None = Field(None, description="The same on all records of one deal.")
    source: str | None = Field(None, description="The article: its path, or the id of its JSON line.")
    confidence: float = Field(ge=0, le=1, description="How often records like this one are right.")
    inferred: tuple[str, ...] = Field((), description="Fields not said in the deal's own sentences.")
    evidence: dict[str, Annotated[tuple[Evidence, ...], Field(min_length=1)]] = Field(
        description="The words that each field rests on."
    )

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values, all keys in the order of the contract."""
        return self.model_dump(mode="json")

    @model_validator(mode="after")
    def _has_a_party(self) -> Self:
        if self.buyer is None and self.seller is None:
            raise ValueError("a deal needs a buyer or a seller")
        return self

    @model_validator(mode="after")
    def _delivery_in_order(self) -> Self:
        start, end = self.delivery_start, self.delivery_end
        if start is not None and end is not None and start > end:
            raise ValueError(f"delivery starts in {start}, after its end in {end}")
        return self

    @model_validator(mode="after")
    def _said_fields_have_evidence(self) -> Self:
        missing = [name for name in SAID_FIELDS if self._is_set(name) and name not in self.evidence]
        if missing:
            raise ValueError(f"no evidence for {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _remarks_are_about_set_fields(self) -> Self:
        for key in ("bounds", "inferred", "evidence"):
            if void := [name for name in getattr(self, key) if not self._is_set(name)]:
                raise ValueError(f"{key} names fields that are not set: {', '.join(void)}")
        return self

    def _is_set(self, name: str) -> bool:
        return name in type(self).model_fields and getattr(self, name) is not None
