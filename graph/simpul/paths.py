"""Where the ontology, the queries and the data lie, in a checkout and in an installed wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent.parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def ontology() -> Path:
    """Return the folder of the ontology's modules, with ``shapes/`` and ``rules/``."""
    return _folder("ontology")


def queries() -> Path:
    """Return the folder of the query catalogue."""
    return _folder("queries")


def data() -> Path:
    """Return the folder of the sources that come with Simpul, with ``schemas/``."""
    return _folder("data")


def default_store() -> Path:
    """Return the default folder of the store: the platform's user data folder."""
    from platformdirs import user_data_path

    return user_data_path("simpul", appauthor=False) / "store"


def cache() -> Path:
    """Return the folder of what can be made again at any time: the platform's user cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("simpul", appauthor=False)


def settings() -> Path:
    """Return the user's own settings file, whether it is there or not: in the platform's user configuration folder."""
    from platformdirs import user_config_path

    return user_config_path("simpul", appauthor=False) / "simpul.toml"


def tokens() -> Path:
    """Return the user's own file of tokens, whether it is there or not: beside the settings."""
    return settings().with_name("tokens.json")
