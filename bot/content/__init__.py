"""Editorial content: what editors write as files, checked, and published as one immutable whole."""
