import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_HSTS_SECONDS "
    "ALLOWED_HOSTS DATABASES"
).split()


def settings_of(application, tmp_path, **environment):
    """The settings as a fresh process reads them."""
    told = f"import json, haengan.site.settings.{application} as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}, default=str))"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HAENGAN_", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**inherited, "HAENGAN_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("application", ["office", "public"])
def test_with_https_cookies_are_bound_to_their_host_and_the_browser_stays_with_https(application, tmp_path):
    found = settings_of(application, tmp_path, HAENGAN_HTTPS="1")

    assert found["SESSION_COOKIE_NAME"] == f"__Host-haengan_{application}"
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SECURE_HSTS_SECONDS"] >= 31536000


def test_each_application_answers_under_its_own_hosts_only(tmp_path):
    given = {"HAENGAN_OFFICE_HOSTS": "office.city.example", "HAENGAN_PUBLIC_HOSTS": "www.city.example, city.example"}

    assert settings_of("office", tmp_path, **given)["ALLOWED_HOSTS"] == ["office.city.example"]
    assert settings_of("public", tmp_path, **given)["ALLOWED_HOSTS"] == ["www.city.example", "city.example"]


def test_an_application_takes_the_database_role_it_is_given(tmp_path):
    given = {"DATABASE_URL": "postgresql://u@h/d", "HAENGAN_DB_ROLE": "haengan_public"}

    assert (
        settings_of("public", tmp_path, **given)["DATABASES"]["default"]["OPTIONS"]["assume_role"] == "haengan_public"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATABASE_URL", "mysql://host/haengan"),
        ("DATABASE_URL", "postgresql://postgres@host:port/haengan"),
        ("HAENGAN_PROXIES", "two"),
        ("HAENGAN_LOG_LEVEL", "LOUD"),
        ("HAENGAN_MAIL", "pigeon://host"),
        ("HAENGAN_MAIL", "smtp://host:port"),
        ("HAENGAN_HOME", "/proc/nowhere"),
        ("HAENGAN_KEYS", __file__),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_by_its_name_and_without_a_trace(name, text, tmp_path):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HAENGAN_", "DATABASE"))}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "haengan.site.commands", "doctor"],
        env={**inherited, "HAENGAN_HOME": str(tmp_path), name: text},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("application", ["office", "public"])
def test_django_finds_nothing_to_say_of_a_deployment(application, tmp_path):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HAENGAN_", "DATABASE"))}
    given = {"HAENGAN_HTTPS": "1", "HAENGAN_OFFICE_HOSTS": "o.example", "HAENGAN_PUBLIC_HOSTS": "p.example"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **inherited,
            **given,
            "HAENGAN_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": f"haengan.site.settings.{application}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
