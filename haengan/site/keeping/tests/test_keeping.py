"""A house is kept, brought back on an empty machine, and upgraded: by the commands themselves, on files or on PostgreSQL."""

import os
import shutil
import uuid

import psycopg
import pytest

from haengan.site.keeping.tests.houses import ANNEXED, SECRETS, House


@pytest.fixture(scope="module")
def databases():
    """Makes an empty database at each call: an address on the server of DATABASE_URL, or nothing where a file will do."""
    url, made = os.environ.get("DATABASE_URL", ""), []

    def make():
        if not url:
            return ""
        made.append(f"keeping_{uuid.uuid4().hex}")
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {made[-1]}")
        return url.rpartition("/")[0] + f"/{made[-1]}"

    yield make
    for name in made:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def garam(tmp_path_factory, databases):
    """A small city that stands, and its backup."""
    house = House(tmp_path_factory.mktemp("garam"), tmp_path_factory.mktemp("keys"), databases())
    house.stood = house.ask("build")
    code, said = house.haengan("backup")
    assert code == 0, said
    [house.backup] = house.backups()
    return house


@pytest.fixture
def empty(tmp_path, garam, databases):
    """Another machine: nothing but the keys."""
    return House(tmp_path / "home", garam.keys, databases())


pytestmark = [pytest.mark.heavy, pytest.mark.xdist_group("keeping")]


def test_a_backup_restored_on_an_empty_machine_is_the_same_house_and_verifies(garam, empty):
    code, said = empty.haengan("restore", garam.backup)

    assert code == 0, said
    assert "Verified" in said
    assert empty.ask("look") == {**garam.stood, "sessions": 0}
    code, said = empty.haengan("journal", "verify", "--contents")
    assert code == 0, said


def test_work_goes_on_after_a_restore_and_what_is_written_then_is_sealed(garam, empty):
    empty.haengan("restore", garam.backup)
    after = empty.ask("act_on")

    assert after["sealed"] == after["line"] > garam.stood["line"]
    assert empty.haengan("journal", "verify")[0] == 0


def test_without_the_keys_a_backup_says_nothing(garam, tmp_path, databases):
    stranger = House(tmp_path / "home", tmp_path / "keys", databases())
    code, said = stranger.haengan("restore", garam.backup)

    assert code == 1
    assert "key that is not in this house" in said
    raw = garam.backup.read_bytes()
    assert not any(secret.encode() in raw for secret in ("김하늘", "CREATE TABLE", *SECRETS))


@pytest.mark.parametrize("harm", ["cut", "altered"])
def test_a_harmed_backup_is_refused_before_anything_is_put_in_place(garam, empty, tmp_path, harm):
    harmed = bytearray(garam.backup.read_bytes())
    if harm == "cut":
        del harmed[-40:]
    else:
        harmed[len(harmed) // 2] ^= 1
    file = tmp_path / "harmed.backup"
    file.write_bytes(harmed)
    code, said = empty.haengan("restore", file)

    assert code == 1
    assert "altered or cut off" in said
    assert not list(empty.home.glob("files/*/*"))
    assert empty.haengan("restore", garam.backup)[0] == 0


def test_a_house_with_records_is_not_restored_over(garam):
    code, said = garam.haengan("restore", garam.backup)

    assert code == 1
    assert "holds" in said
    assert garam.ask("look") == garam.stood


def test_an_upload_that_is_missing_on_the_disk_is_told_at_the_backup_and_at_the_restore(
    garam, empty, tmp_path, databases
):
    empty.haengan("restore", garam.backup)
    [content] = empty.home.glob("files/*/*")
    content.unlink()
    code, said = empty.haengan("backup")
    assert code == 1
    assert content.name in said

    third = House(tmp_path / "third", garam.keys, databases())
    code, said = third.haengan("restore", empty.backups()[0])
    assert code == 1
    assert "is missing" in said


def test_an_upgrade_backs_up_migrates_and_verifies(garam, empty):
    empty.haengan("restore", garam.backup)
    code, said = empty.haengan("upgrade", settings=ANNEXED)

    assert code == 0, said
    assert "before-upgrade" in empty.backups()[0].name
    assert empty.ask("look") == {**garam.stood, "sessions": 0, "annex": True}
    code, said = empty.haengan("upgrade", settings=ANNEXED)
    assert "up to date" in said


def test_an_upgrade_that_fails_leaves_the_house_as_it_was(garam, empty):
    empty.haengan("restore", garam.backup)
    code, said = empty.haengan("upgrade", settings=ANNEXED, ANNEX_FALLS="1")

    assert code == 1
    assert "the roof fell in" in said
    assert empty.ask("look") == {**garam.stood, "sessions": 0}
    assert empty.haengan("journal", "verify")[0] == 0
    assert empty.haengan("upgrade", settings=ANNEXED)[0] == 0


def test_a_backup_of_a_newer_version_is_refused(garam, empty, tmp_path, databases):
    empty.haengan("restore", garam.backup)
    empty.haengan("upgrade", settings=ANNEXED)
    empty.haengan("backup", "--into", tmp_path / "kept", settings=ANNEXED)
    older = House(tmp_path / "older", garam.keys, databases())
    code, said = older.haengan("restore", next((tmp_path / "kept").glob("*")))

    assert code == 1
    assert "newer version" in said
    assert "annex.0002_roof" in said


def test_old_backups_are_forgotten_and_a_check_reads_one_to_its_end(garam, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in (1, 2, 3):
        shutil.copy(garam.backup, kept / f"haengan-2020010{day}-000000.backup")
    code, said = garam.haengan("backup", "--into", kept, "--keep", "2")

    assert code == 0, said
    left = sorted(path.name for path in kept.iterdir())
    assert left[0] == "haengan-20200103-000000.backup"
    assert len(left) == 2
    assert garam.haengan("restore", "--check", kept / left[1])[0] == 0
