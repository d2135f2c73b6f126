"""The campaign: many seeded trials of what must not happen, whatever is killed, broken, mutated or full.

A part is one way of trying; ``python -m campaign`` (``make campaign``) runs all of them and counts what was lost,
half done, uncaught, hung or let through. A few trials of each run with the other tests.
"""
