"""What stands in deploy/ is read by the programs it is for: systemd-analyze and nginx."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from haengan.site.commands import line
from tests.house import sources

DEPLOY = sources.ROOT / "deploy"
PROGRAM = "/opt/haengan/.venv/bin/haengan"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def tool(name):
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    return found


def read_by_systemd(folder):
    done = subprocess.run(
        [tool("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no", *sorted(map(str, folder.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def units(tmp_path):
    """The units as they stand, but for the program, which this machine need not have."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf8").replace(PROGRAM, "/bin/true"), "utf8")
    return tmp_path


def test_systemd_finds_nothing_to_complain_of(units):
    assert read_by_systemd(units) == ""


def test_systemd_would_complain_of_a_misspelt_word(units):
    unit = units / "haengan-worker.service"
    unit.write_text(unit.read_text("utf8").replace("KillMode=mixed", "KilMode=mixed"), "utf8")

    assert "KilMode" in read_by_systemd(units)


def test_the_units_call_commands_and_options_that_exist():
    for unit in UNITS:
        for words in re.findall(rf"^ExecStart={PROGRAM} (.+)$", unit.read_text("utf8"), re.MULTILINE):
            name, *given = words.split()
            command = line.command().commands[name]
            known = {option for one in command.params for option in [*one.opts, *one.secondary_opts]}
            assert [word for word in given if word.startswith("--") and word not in known] == []


@pytest.fixture
def nginx(tmp_path):
    """``nginx()`` reads both sites as they stand, but for places of this machine and ports below 1024."""
    certify(tmp_path)

    def reads(change=lambda text: text):
        for file in (DEPLOY / "nginx").iterdir():
            text = change(file.read_text("utf8")).replace("/etc/haengan/tls/", f"{tmp_path}/")
            text = text.replace("/etc/haengan/", f"{tmp_path}/")
            text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
            (tmp_path / file.name).write_text(re.sub(r"listen (\d+)", r"listen 127.0.0.1:1\1", text), "utf8")
        main = tmp_path / "main.conf"
        main.write_text(
            f"pid {tmp_path}/pid; error_log stderr; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; "
            f"include {tmp_path}/office.conf; include {tmp_path}/public.conf; }}\n",
            "utf8",
        )
        command = [tool("nginx"), "-t", "-p", str(tmp_path), "-c", str(main)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return reads


def certify(folder):
    """A certificate of our own for each site, for this one test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "garam.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for site in ("office", "public"):
        (folder / f"{site}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
        (folder / f"{site}.key").write_bytes(plain)


def test_nginx_reads_both_sites(nginx):
    done = nginx()

    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_nginx_would_refuse_a_misspelt_word(nginx):
    assert nginx(lambda text: text.replace("proxy_pass", "proxy_pas")).returncode != 0


@pytest.mark.parametrize("site", ["office", "public"])
def test_what_watchers_ask_is_closed_to_the_web(site):
    text = (DEPLOY / "nginx" / f"{site}.conf").read_text("utf8")

    assert "location = /metrics { return 404; }" in text
    assert "location = /readyz { return 404; }" in text
