"""No id of this review is in the code, and the exceptions are ids of it."""

from living_review.electrochemistry.records import Role
from tests.architecture.test_domain import ALLOWED, ids_of, places
from tests.projects import ROOT, TINY

# Words of any field, as they stand in examples and prose.
EVERYDAY = {
    "temperature",
    "pressure",
    "conductivity",
    "introduction",
    "branch",
    "alloy",
    "beyond",
    "oxide",
}
# What data of older formats had.
WITH_IDS = ("generator/living_review/authoring/migrating/",)


def test_no_id_is_in_the_code() -> None:
    found = ids_of(ROOT)
    assert set(ALLOWED) <= found | ids_of(TINY) | set(Role), "an exception that is no id any more"
    assert [place for place in places(found - EVERYDAY) if not place.startswith(WITH_IDS)] == []
