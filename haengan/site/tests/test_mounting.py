"""Who may open which address: tests/house/test_addresses.py walks them all."""

from haengan.office import OPEN as OPEN_SCREENS


def test_the_public_application_has_no_sign_in_machinery():
    from haengan.site.settings import public as settings

    left = {name for name in settings.INSTALLED_APPS if name.startswith(("allauth", "haengan.office"))}
    assert left == {f"haengan.office.{name}" for name in OPEN_SCREENS}
    assert not [name for name in settings.MIDDLEWARE if "allauth" in name or "Authentication" in name]


def test_the_two_applications_use_cookies_of_their_own():
    from haengan.site.settings import office, public

    assert office.SESSION_COOKIE_NAME != public.SESSION_COOKIE_NAME
    assert office.CSRF_COOKIE_NAME != public.CSRF_COOKIE_NAME


def test_citizens_reach_their_first_page(public):
    assert public.get("/").status_code == 200
