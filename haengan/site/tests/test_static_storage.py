"""Static files: hashed names are kept for a year, packed where the browser takes it; plain names are asked for anew."""

import gzip

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from haengan.site import static_storage

STYLE = "a { color: red }\n" * 50
NAME = "frame/frame.0123456789ab.css"


@pytest.fixture
def laid_out(settings, tmp_path):
    """A folder as `collect` leaves it behind."""
    root = tmp_path / "static"
    (root / "frame").mkdir(parents=True)
    (root / NAME).write_text(STYLE, "utf8")
    (root / f"{NAME}.gz").write_bytes(gzip.compress(STYLE.encode()))
    (root / "frame" / "frame.css").write_text(STYLE, "utf8")
    (tmp_path / "keys.json").write_text("{}", "utf8")
    settings.STATIC_ROOT = str(root)
    return root


def ask(path, **headers):
    answer = Client(headers=headers).get(f"/static/{path}")
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_hashed_name_is_kept_for_a_year(laid_out):
    answer, body = ask(NAME)

    assert body.decode() == STYLE
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "text/css"


def test_a_browser_that_takes_it_gets_the_packed_file(laid_out):
    answer, body = ask(NAME, accept_encoding="gzip, br")

    assert (answer["Content-Encoding"], answer["Content-Type"]) == ("gzip", "text/css")
    assert "Accept-Encoding" in answer["Vary"]
    assert gzip.decompress(body).decode() == STYLE


def test_a_plain_name_is_asked_for_anew(laid_out):
    assert ask("frame/frame.css", accept_encoding="gzip")[0]["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["../keys.json", "frame/../../keys.json", "frame", "none.css", "frame/frame.js", "%00"]
)
def test_nothing_else_is_handed_out(path, laid_out):
    assert ask(path)[0].status_code in {400, 404}


def test_collecting_lays_out_hashed_and_packed_names_once(settings, tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text(STYLE, "utf8")
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    monkeypatch.setattr(static_storage.assets, "install", lambda: False)
    root = static_storage.collect()
    before = {file: file.stat().st_mtime_ns for file in root.rglob("*")}
    static_storage.collect()

    assert {file: file.stat().st_mtime_ns for file in root.rglob("*")} == before
    assert static_storage.HASHED.search(staticfiles_storage.url("page.css"))
    assert len([file for file in before if file.suffix == ".gz"]) == 1


def test_a_page_without_a_frame_has_an_icon(laid_out):
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Location"].startswith("/static/frame/icon")) == (302, True)
