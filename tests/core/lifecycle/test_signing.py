"""Signatures of events are those of ``ssh-keygen -Y``: the same bytes for the same key."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from attrs import evolve
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Desk, RefusedError, perform
from gongkai.lifecycle.event import hash_of
from gongkai.lifecycle.people import read_office
from gongkai.lifecycle.signing import is_key, signed_with, signer
from gongkai.lifecycle.verify import Keys, verify_entries
from tests.core.lifecycle.office import BUREAU, PEOPLE, asked

TEXT = "主动公开577条"
#: A key made for this test by ssh-keygen -t ed25519, and what ssh-keygen -Y sign -n gongkai made.
KEY = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("192351c56fefd6cded24d148a1cdee8e698b31243d86290eb9e673217b497afb")
)
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFEUTd2WfKD+zGS/LdD1zC1hvkUWRjeBmHPB1Scmg1aV zhang"
SIGNATURE = """\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgURRN3ZZ8oP7MZL8t0PXMLWG+RR
ZGN4GYc8HVJyaDVpUAAAAHZ29uZ2thaQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQy
NTUxOQAAAEAQnCyMkcLV41qfOJuLi+/hRGovVjO56zKNaHAmqiKdho31oZ7rwVbfA3YqBK
FBF46M+M3HCEuZ3Rkb+tpmeEEK
-----END SSH SIGNATURE-----
"""
OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA other"


def key_file(folder: Path, password: str = "") -> Path:
    secret = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    path = folder / "key"
    path.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, secret))
    return path


def test_we_sign_as_ssh_keygen_signs(tmp_path: Path) -> None:
    assert signer(key_file(tmp_path))(TEXT) == SIGNATURE


def test_we_verify_what_ssh_keygen_signed() -> None:
    assert signed_with(TEXT, SIGNATURE, [OTHER, PUBLIC])


def armoured(blob: bytes) -> str:
    body = b64encode(blob).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n"


BLOB = b64decode("".join(SIGNATURE.splitlines()[1:-1]))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "no base64!",
        armoured(b""),
        armoured(BLOB.replace(b"SSHSIG", b"SSHSIX")),
        armoured(BLOB.replace(b"gongkai", b"another")),
        armoured(BLOB.replace(b"sha512", b"sha256")),
        armoured(BLOB[:-1]),
        armoured(BLOB[:-1] + b"\x00"),
        armoured(BLOB + b"\x00\x00\x00"),
    ],
)
def test_what_is_no_signature_proves_nothing(signature: str) -> None:
    assert not signed_with(TEXT, signature, [PUBLIC])


def test_a_signature_of_another_text_proves_nothing() -> None:
    assert not signed_with("主动公开578条", SIGNATURE, [PUBLIC])


@pytest.mark.parametrize("line", ["", "junk", "ssh-ed25519 x", "ssh-rsa AAAA", PUBLIC[:40]])
def test_only_a_line_of_ssh_keygen_is_a_key(line: str) -> None:
    assert not is_key(line)
    assert is_key(PUBLIC)


def test_a_key_that_nobody_named_proves_nothing() -> None:
    assert not signed_with(TEXT, SIGNATURE, [OTHER])
    assert not signed_with(TEXT, SIGNATURE, [])


def test_a_key_may_have_a_password(tmp_path: Path) -> None:
    path = key_file(tmp_path, "geheim")

    assert signer(path, "geheim")(TEXT) == SIGNATURE
    with pytest.raises(GongkaiError, match="cannot sign"):
        signer(path)


def test_what_is_no_such_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="No such file or directory; make a key with"):
        signer(tmp_path / "none")
    other = tmp_path / "other"
    other.write_bytes(
        generate_private_key(SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()
        )
    )
    with pytest.raises(GongkaiError, match="not an Ed25519 key"):
        signer(other)


def keys_of(desk: Desk) -> Keys:
    return lambda agency, user: read_office(desk.tree, agency).person(user).keys


def named(desk: Desk, key: str, more: str = "") -> None:
    roles = 'roles = ["drafter"]'
    people = more + PEOPLE.replace(roles, f'{roles}\nkeys = ["{key}"]')
    (desk.tree.root / "people.toml").write_text(people, "utf-8")


def test_an_event_is_signed_and_the_chain_holds_the_signature(desk: Desk, tmp_path: Path) -> None:
    named(desk, PUBLIC)
    signing = evolve(desk, sign=signer(key_file(tmp_path)))

    perform(signing, asked("mark-checked", "zhang"))

    (entry,) = desk.store.history(BUREAU, 2024)
    found = verify_entries(desk.store.entries(), keys=keys_of(desk))
    assert (found.signed, found.broken) == (1, None)
    bare = verify_entries([evolve(entry, signature="")])
    assert str(bare.broken.why) == "its text is not what its hash says"  # type: ignore[union-attr]


def test_a_signature_with_another_key_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    named(desk, OTHER)
    signing = evolve(desk, sign=signer(key_file(tmp_path)))

    with pytest.raises(RefusedError) as caught:
        perform(signing, asked("mark-checked", "zhang"))

    assert [refusal.guard for refusal in caught.value.refusals] == ["signature"]
    assert desk.store.history(BUREAU, 2024) == ()


def test_a_region_may_ask_for_signatures(desk: Desk) -> None:
    named(desk, PUBLIC, "[lifecycle]\nsigned = true\n")

    with pytest.raises(RefusedError, match="the region asks for signed events"):
        perform(desk, asked("mark-checked", "zhang"))


def test_a_key_that_left_is_told_and_breaks_nothing(desk: Desk, tmp_path: Path) -> None:
    named(desk, PUBLIC)
    perform(evolve(desk, sign=signer(key_file(tmp_path))), asked("mark-checked", "zhang"))
    named(desk, OTHER)

    found = verify_entries(desk.store.entries(), keys=keys_of(desk))

    assert (found.broken, found.signed, found.strange) == (None, 1, 1)


def test_a_signature_of_something_else_breaks_the_log(desk: Desk) -> None:
    perform(desk, asked("mark-checked", "zhang"))
    (entry,) = desk.store.history(BUREAU, 2024)
    digest = hash_of(entry.text, SIGNATURE)

    found = verify_entries([evolve(entry, signature=SIGNATURE, hash=digest)])

    assert str(found.broken.why) == "its signature is not one of this text"  # type: ignore[union-attr]
