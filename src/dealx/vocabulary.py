"""The closed lists of words that a record may hold; kept apart from `records` so that importing them costs nothing."""

from typing import Literal

Status = Literal["proposed", "approved", "signed", "delivered", "cancelled"]
Bound = Literal["at_least", "at_most", "about"]
ValueScope = Literal["deal", "system"]
BoundedField = Literal["batteries", "launchers", "missiles", "units", "value", "year", "delivery_start", "delivery_end"]
Category = Literal[
    "tank",
    "armoured_vehicle",
    "artillery",
    "combat_aircraft",
    "combat_drone",
    "attack_helicopter",
    "warship",
    "submarine",
    "missile",
    "air_defence",
    "launcher",
    "aircraft",
    "helicopter",
    "drone",
    "vessel",
    "munition",
    "sensor",
    "electronic",
    "engine",
    "vehicle",
    "small_arms",
    "other",
]

CIVIL_TOO = frozenset({"engine", "sensor", "electronic", "vehicle", "vessel", "other", None})
"""Categories of goods that civilians buy too, so that they do not make an article one about arms."""
