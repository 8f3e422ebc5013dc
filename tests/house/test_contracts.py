"""Each import contract fails on a violation planted in a small copy of the house, and that copy is sound without it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CONTRACTS = Path(__file__).with_name("contracts.toml")
FILES = (
    "apps urls commands pages api jobs offers register intake actions figures forms access queries models rules".split()
)
KERNEL = (
    "registers approvals followups dispatch readings equipment access organisation people places "
    "figures search files offers jobs norms acts journal tables"
).split()
PLANTED = [
    ("storeys", "kernel/norms/queries.py", "from haengan.rooms.safety.wifi import queries"),
    ("storeys", "lib/geo.py", "from haengan.kernel.places import models"),
    ("storeys", "report/pages.py", "from haengan.rooms.safety.wifi import queries"),
    ("storeys", "office/home/pages.py", "def page():\n    from haengan.rooms.safety.wifi import queries"),
    ("storeys", "rooms/safety/wifi/pages.py", "from haengan.site import settings"),
    ("storeys", "extra/__init__.py", ""),
    ("divisions", "rooms/safety/wifi/queries.py", "from haengan.rooms.autonomy.exchanges import models"),
    ("systems", "rooms/safety/wifi/queries.py", "from haengan.rooms.safety.insurance.models import Policy"),
    ("kernel", "kernel/people/models.py", "from haengan.kernel.organisation import models"),
    ("kernel", "kernel/files/actions.py", "from haengan.kernel.search import queries"),
    ("kernel", "kernel/tables/models.py", "from haengan.kernel.journal import entries"),
    ("kernel", "kernel/acts/running.py", "def run():\n    from haengan.kernel.access import queries"),
    ("kernel", "kernel/novelty/__init__.py", ""),
    ("room", "rooms/safety/wifi/models.py", "from haengan.rooms.safety.wifi import queries"),
    ("room", "rooms/safety/wifi/forms.py", "from haengan.rooms.safety.wifi import actions"),
    ("room", "rooms/safety/wifi/actions.py", "from haengan.rooms.safety.wifi import pages"),
    ("room", "rooms/safety/wifi/engine/clock/__init__.py", "from haengan.rooms.safety.wifi import rules"),
    ("room", "rooms/safety/wifi/helpers.py", ""),
    ("kernel_room", "kernel/norms/models.py", "from haengan.kernel.norms import actions"),
    ("doors", "rooms/safety/wifi/pages.py", "from haengan.rooms.safety.wifi.models import Spot"),
    ("doors", "rooms/safety/wifi/api.py", "def spots():\n    from haengan.rooms.safety.wifi import models"),
    ("pure", "rooms/safety/wifi/rules.py", "from django.db import models"),
    ("pure", "rooms/safety/wifi/engine/clock/__init__.py", "from haengan.kernel.norms import queries"),
    ("lib", "lib/geo.py", "import django"),
    ("journal", "kernel/figures/queries.py", "from haengan.kernel.journal.models import Line"),
]


@pytest.fixture
def house(tmp_path):
    """The house in miniature: every storey, every kernel module, two divisions with every file a room may have."""
    package = tmp_path / "haengan"
    folders = ["", "lib", "kernel", "office", "office/home", "report", "rooms", "site"]
    folders += [f"kernel/{name}" for name in KERNEL]
    for system in ("rooms/safety/wifi", "rooms/safety/insurance", "rooms/autonomy/exchanges"):
        folders += [str(Path(system).parent), system, f"{system}/engine", f"{system}/engine/clock", f"{system}/tests"]
    for folder in dict.fromkeys(folders):
        write(package / folder / "__init__.py", "")
        if folder.count("/") >= 1 and "engine" not in folder:
            for name in FILES:
                write(package / folder / f"{name}.py", "")
    return tmp_path


@pytest.fixture
def contracts():
    return [
        contract["id"] for contract in tomllib.loads(CONTRACTS.read_text("utf8"))["tool"]["importlinter"]["contracts"]
    ]


def test_a_sound_house_keeps_every_contract(house):
    sound = "from haengan.rooms.safety.wifi import queries, rules\nfrom haengan.kernel.acts import running"
    write(house / "haengan/rooms/safety/wifi/actions.py", sound)
    write(house / "haengan/rooms/safety/wifi/tests/test_pages.py", "from haengan.rooms.safety.wifi import models, apps")

    assert broken(house) == set()


@pytest.mark.parametrize(("contract", "file", "text"), PLANTED, ids=lambda value: str(value)[:60])
def test_a_planted_violation_breaks_its_contract(contract, file, text, house):
    write(house / "haengan" / file, text)

    assert contract in broken(house)


def test_every_contract_has_a_planted_violation(contracts):
    assert {contract for contract, _, _ in PLANTED} == set(contracts)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf8")


def broken(root):
    """Ids of the contracts that do not hold in the house at `root`."""
    code = (
        "import sys\n"
        "from importlinter import api\n"
        "from importlinter.application import use_cases\n"
        "options = use_cases.read_user_options(sys.argv[1])\n"
        "use_cases._register_contract_types(options)\n"
        "report = use_cases.create_report(options, cache_dir=None)\n"
        "names = {c['name']: c['id'] for c in options.contracts_options}\n"
        "print('BROKEN', *(names[c.name] for c, check in report.get_contracts_and_checks() if not check.kept))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, CONTRACTS],
        check=False,
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(next(line for line in done.stdout.splitlines() if line.startswith("BROKEN")).split()[1:])
