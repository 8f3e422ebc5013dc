"""Where the tests find fonts, and why they are skipped where there are none."""

from pathlib import Path

import pytest

from haengan.lib.documents import fonts


def with_fonts() -> Path:
    folder = fonts.folder()
    try:
        fonts.files(folder)
    except fonts.MissingFontsError as missing:
        pytest.skip(str(missing))
    return folder
