"""Before the package is built or installed: draw the coastlines that the map stands on."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Coastlines(BuildHookInterface[Any]):
    """Runs ``scripts/coastlines`` unless its file is there already."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling calls it so
        """Write the file into the source tree, where an editable installation reads it too."""
        root = Path(self.root)
        file = root / "viz" / "simpul_viz" / "page" / "coast.json"
        if not file.exists():
            script = root / "scripts" / "coastlines"
            subprocess.run([sys.executable, script, file], check=True)  # noqa: S603 - our own script
        build_data["artifacts"].append(f"/{file.relative_to(root).as_posix()}")
