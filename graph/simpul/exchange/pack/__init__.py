"""A pack: the data for a partner with all that is needed to load it, check it, cite it and correct it."""
