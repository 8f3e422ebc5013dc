"""A house in a home folder of its own, run by its commands in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("house_process.py")
OFFICE, ANNEXED = "haengan.site.settings.office", "haengan.site.keeping.tests.with_annex"
SECRETS = ("keys.json", "journal-key.json")


class House:
    """A home folder, and its database where PostgreSQL holds it."""

    def __init__(self, home, keys, database):
        self.home, self.keys, self.database = home, keys, database

    def command(self, *words, settings=OFFICE, **more):
        """What `subprocess` is to be told to run Python with these words in this house."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("HAENGAN_")}
        told = {
            "HAENGAN_HOME": str(self.home),
            "HAENGAN_KEYS": str(self.keys / "keys.json"),
            "HAENGAN_JOURNAL_KEY": str(self.keys / "journal-key.json"),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": settings,
            "LC_ALL": "C.UTF-8",
        }
        return {"args": [sys.executable, *words], "env": {**clean, **told, **more}}

    def run(self, *words, **more):
        return subprocess.run(**self.command(*words, **more), capture_output=True, text=True, check=False)

    def ask(self, verb, **more):
        done = self.run(str(SCRIPT), verb, **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def haengan(self, *words, **more):
        done = self.run("-m", "haengan.site.commands", *map(str, words), **more)
        return done.returncode, done.stdout + done.stderr

    def backups(self):
        return sorted((self.home / "backups").glob("*"))
