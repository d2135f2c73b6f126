"""The graph for partners: what leaves the office, to whom, and what comes back."""
