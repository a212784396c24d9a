"""Many reports → the region's own."""
