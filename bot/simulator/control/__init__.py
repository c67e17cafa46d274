"""The JSON interface under /sim/: everything a person or a test does, from any program."""
