"""Every figure is complete, and the page of figures is what the declarations say."""

from haengan.kernel.figures import declare
from haengan.site.commands import catalogue
from tests.house import sources

KOREAN = "가", "힣"


def ours():
    return [f for f in declare.figures.values() if not f.name.startswith("test.") and ".tests" not in module(f)]


def module(figure):
    return figure.source.__module__ if figure.source else ""


def test_a_figure_has_labels_in_both_languages_a_unit_a_kind_and_a_basis():
    for figure in ours():
        assert any(KOREAN[0] <= sign <= KOREAN[1] for sign in figure.ko), figure.name
        assert figure.en.isascii() or not any(KOREAN[0] <= sign <= KOREAN[1] for sign in figure.en), figure.name
        assert figure.unit, figure.name
        assert figure.kind in declare.Kind, figure.name
        assert figure.basis.strip(), figure.name
        assert len(figure.one) == 2, figure.name


def test_no_two_figures_share_a_label():
    labels = {}
    for figure in ours():
        labels.setdefault((figure.name.rpartition(".")[0], figure.ko), []).append(figure.name)
    sources.nothing([f"{ko}: {', '.join(names)}" for (_system, ko), names in labels.items() if len(names) > 1])


def test_a_figure_is_named_after_the_room_that_declares_it():
    wrong = []
    for path in sources.code("rooms"):
        if path.name == "figures.py":
            system = ".".join(path.parent.relative_to(sources.PACKAGE / "rooms").parts)
            names = [name for name in declare.figures if f'"{name}"' in path.read_text("utf8")]
            wrong += [f"{sources.shown(path)}: {name}" for name in names if not name.startswith(f"{system}.")]
    sources.nothing(wrong)


def test_the_page_of_figures_is_what_the_declarations_say():
    """Make it anew: haengan figures --markdown > docs/figures.md"""
    page = (sources.ROOT / "docs" / "figures.md").read_text("utf8")
    assert page == catalogue.markdown(ours())
