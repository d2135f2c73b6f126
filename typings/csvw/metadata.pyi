NAMESPACES: dict[str, str]
