"""From TOML text to values: strict, layered, and every mistake with its file, line and column."""
