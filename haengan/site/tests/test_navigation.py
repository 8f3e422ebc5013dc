import re

import pytest

pytestmark = pytest.mark.alike

LINK = re.compile(r'href="(/[^"#?]*)"')


@pytest.mark.parametrize("duty", ["", "support.trainings.keep", "support.establishment.read"])
def test_every_link_on_ones_first_page_opens(duty, desk, kim, give):
    if duty:
        give(kim, duty)
    browser = desk(kim)

    links = set(LINK.findall(browser.get("/").content.decode())) - {"/account/logout/"}

    assert {link: status for link in links if (status := browser.get(link).status_code) != 200} == {}
