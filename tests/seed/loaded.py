"""Loads the sample of the 2023 report into the test database."""

import importlib.util
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "paju-2023"


def load():
    spec = importlib.util.spec_from_file_location("sample_paju_2023", FOLDER / "load.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load()
