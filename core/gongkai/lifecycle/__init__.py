"""Who may move a report on, when, and the proof of it: states, guards, people, the log."""
