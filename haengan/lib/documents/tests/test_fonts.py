import pytest

from haengan.lib.documents import fonts
from haengan.lib.documents.tests import folders


def test_the_folder_may_be_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HAENGAN_FONTS", str(tmp_path))

    assert fonts.folder() == tmp_path


def test_without_it_the_fetched_assets_are_taken(monkeypatch):
    monkeypatch.delenv("HAENGAN_FONTS", raising=False)

    assert fonts.folder().parts[-4:] == ("site", "static", "vendor", "fonts")


def test_a_folder_without_both_families_is_refused_and_named(tmp_path):
    (tmp_path / "PretendardGOV-Regular.ttf").touch()

    with pytest.raises(fonts.MissingFontsError, match=str(tmp_path)):
        fonts.files(tmp_path)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("□ ○ - · ※ †‡ Ⅰ① 展 ㎡ 똠방각하", "□ ○ - · ※ †‡ Ⅰ① 展 ㎡ 똠방각하"),
        ("❍ 항목", "○ 항목"),
        ("웃음 😀", "웃음 〓"),
        ("깨짐 \ufffd", "깨짐 〓"),
        ("이음\u200b표❍", "이음표○"),
    ],
)
def test_what_no_font_holds_is_seen_as_a_gap(given, printed):
    assert fonts.printer(folders.with_fonts())(given) == printed
