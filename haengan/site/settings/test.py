"""Settings of the tests: fixed keys, fast passwords, everything in memory; DATABASE_URL turns them to PostgreSQL."""

import os
import tempfile

os.environ.setdefault("HAENGAN_HOME", tempfile.mkdtemp(prefix="haengan-test-"))

from haengan.site.settings.office import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LANGUAGE_CODE = "en"
INSTALLED_APPS += ["haengan.kernel.figures.tests.orchard", "haengan.kernel.registers.tests.library"]
