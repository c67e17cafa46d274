"""What the process that all others are forked from has read already: reading it takes longer than most tests."""

import gc

from tests.promises import bot_process
from tests.visits import catalogs

catalogs()
gc.collect()
gc.freeze()

__all__ = ["bot_process"]
