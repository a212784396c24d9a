"""Due dates of requests, in working days and in words."""
