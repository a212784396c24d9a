"""The engine's own registers besides the disclosures: what they hold, and how it is counted."""
