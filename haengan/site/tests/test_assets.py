import json

import pytest

from haengan.site import assets


def test_the_lock_names_no_host_and_pins_every_package():
    lock = json.loads(assets.LOCK.read_text("utf8"))

    packages = {name: about for name, about in lock["packages"].items() if name}
    assert not [name for name, about in packages.items() if "resolved" in about]
    assert all(about["integrity"].startswith("sha512-") for about in packages.values())


def test_every_wanted_package_is_in_the_manifest():
    manifest = json.loads(assets.LOCK.with_name("package.json").read_text("utf8"))

    assert {wanted.package for wanted in assets.WANTED} == set(manifest["dependencies"])


def test_a_missing_file_is_said_by_name(tmp_path):
    with pytest.raises(assets.AssetsMissing, match="krds-uiux holds no"):
        assets._lay_out(tmp_path, tmp_path / "vendor")


def test_source_maps_are_cut_off(tmp_path):
    (tmp_path / "a.css").write_bytes(b"a{}\n/*# sourceMappingURL=a.css.map */")

    assert assets._cleaned(tmp_path / "a.css", assets.Wanted("x", "a.css", "x")) == b"a{}\n"
