"""The form of this run: short, or with the full figures (`make torture`)."""

import os

FULL = bool(os.environ.get("TORTURE"))
