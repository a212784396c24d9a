"""Write the pages that differ; with ``--check``, only say which they are."""

import sys

from tools.reference import FOLDER, stale

found = stale()
for name, text in found.items():
    print(f"docs/reference/{name} is not what the code says")
    if "--check" not in sys.argv:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8")
sys.exit(bool(found) and "--check" in sys.argv)
