"""What is remembered: functions over a connection, one module per table family; the only importer of SQLAlchemy."""
