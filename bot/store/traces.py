"""A word from the function that deleted something of a person to the transaction that then clears the files of it."""

from sqlalchemy.ext.asyncio import AsyncConnection

_LEFT = "traces"


def leave_traces(tx: AsyncConnection) -> None:
    """Says that this transaction deleted what must not be found in the files afterwards."""
    tx.info[_LEFT] = True


def has_left_traces(tx: AsyncConnection) -> bool:
    """Whether this was said; asking takes it back."""
    return bool(tx.info.pop(_LEFT, False))
