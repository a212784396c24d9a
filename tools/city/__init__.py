"""The demonstration city: 60 bureaus and townships over two years, and known faults."""
