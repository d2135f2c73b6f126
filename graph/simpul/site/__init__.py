"""The site: one address where an office and its partners ask the same graph.

One process speaks HTTP (``app``, ``server``); processes that may be ended at any moment make what it answers
(``pool``, ``worker``), each from a page: a function that takes the ``Site`` and what was ``Asked`` and returns a
``Reply``. ``routes`` says which path is whose.
"""
