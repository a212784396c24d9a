"""The work, one function a file; no stage imports another."""
