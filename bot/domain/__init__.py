"""What is true whatever the transport: standard library only, no I/O, no clock."""
