"""Texts from outside: files and saved pages, as passages with their places."""
