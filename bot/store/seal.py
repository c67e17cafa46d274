"""Sealed Telegram ids: all the tables know of a person.

AES-SIV (RFC 5297) is deterministic, so that a sealed id is both what one looks up by and what the sender opens; and it
is authenticated, so that a foreign or altered value does not open to somebody else's id.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from bot.store.errors import StoreError

KEY_LENGTH = 64

# What is sealed says what it is, so that the proof of a key can never pass for a person.
_PERSON = [b"person"]
_PROOF = [b"proof"]
_PROVEN = b"sealed with this key"


class SealBrokenError(StoreError):
    """A stored id does not open: it was altered, or sealed with another key. Restore the database from a backup."""


class Seal:
    """Seals Telegram ids with one key of 64 bytes."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESSIV(key)

    def seal(self, telegram_id: int) -> bytes:
        """The 24 bytes that stand for this id in every table."""
        return self._cipher.encrypt(telegram_id.to_bytes(8, "big", signed=True), _PERSON)

    def open(self, sealed: bytes) -> int:
        """The Telegram id in `sealed`."""
        try:
            return int.from_bytes(self._cipher.decrypt(sealed, _PERSON), "big", signed=True)
        except InvalidTag:
            raise SealBrokenError(
                "A sealed id in the database does not open with the key: restore the database from a backup."
            ) from None

    def prove(self) -> str:
        """A value to keep beside the sealed ids, by which the key is known again."""
        return self._cipher.encrypt(_PROVEN, _PROOF).hex()

    def fits(self, proof: str) -> bool:
        """Whether `proof` was made with this key."""
        return proof == self.prove()
