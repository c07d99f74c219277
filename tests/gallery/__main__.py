"""`python -m tests.gallery FOLDER` writes the payload of every scene there, for any tool that draws Block Kit."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.gallery.scenes import played


def main(folder: Path) -> None:
    """Play all scenes and write each as `NAME.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        scenes = asyncio.run(played(Path(work)))
    for name, payload in scenes.items():
        (folder / f"{name}.json").write_text(json.dumps(payload, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
