"""Tools for assistants, by the Model Context Protocol: what they may ask so that they need not invent.

Each tool is a function of its arguments that returns a value for programs and a text, both with sources and with what must
be said of the answer. ``pages`` is how they are reached, by the same processes as every page; ``simpul.site.mcp`` speaks the
protocol. Few tools, not one for each question: an assistant reads the descriptions of all before its first word, and
those of the catalogue's questions are longer than most conversations. It looks a question up, and asks it by its name.
"""
