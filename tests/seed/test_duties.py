"""In each sample every duty of data protection is held by a post, and who confirms sees what there is to confirm."""

import random
from datetime import date

import pytest

from haengan.kernel.access import declare
from haengan.kernel.access import queries as access
from samples import loading
from tests.house import sources

pytestmark = pytest.mark.django_db
FOUNDED = date(2020, 1, 1)


def founded(name):
    folder = sources.ROOT / "samples" / name
    found = loading.part(folder, "organisation").found
    if name != "garam":
        return found(folder, on=FOUNDED)
    districts = loading.part(folder, "places").draw(folder, random.Random(1), on=FOUNDED)
    return found(folder, random.Random(1), districts, on=FOUNDED, scale=0.01)


@pytest.mark.parametrize("sample", ["paju-2023", "garam"])
def test_every_duty_of_data_protection_is_held(sample):
    founded(sample)
    ours = [name for name in declare.duties if name.startswith("house.privacy.")]
    assert len(ours) >= 5
    assert [name for name in ours if not access.holders(name, FOUNDED)] == []
    drawing, approving = (
        {one.official.key for one in access.holders(f"house.privacy.{name}", FOUNDED)}
        for name in ("draw_up", "approve")
    )
    assert not drawing & approving
