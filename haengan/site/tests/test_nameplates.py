import pytest

from haengan.site import nameplates


@pytest.mark.parametrize(
    ("words", "ko", "en"),
    [
        ("이동시장실: the mobile mayor's office.", "이동시장실", "Mobile mayor's office"),
        ("자원봉사: volunteering, hours and insurance.", "자원봉사", "Volunteering"),
        ("정원·조직: establishment; who stands where.", "정원·조직", "Establishment"),
        ("행정지원과.", "행정지원과", ""),
    ],
)
def test_a_nameplate_gives_a_korean_and_an_english_name(words, ko, en):
    plate = nameplates.read("support.x", words)

    assert (plate.ko, plate.en) == (ko, en or "support.x")


def test_an_address_has_hyphens_and_a_label_has_underscores():
    plate = nameplates.read("autonomy.honorary_mayors", "명예시장: honorary mayors.")

    assert plate.slug == "autonomy/honorary-mayors"
    assert plate.label == "autonomy_honorary_mayors"
