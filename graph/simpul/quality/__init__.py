"""How good a graph is: its soundness, what the shapes say of it, how far its sources can be trusted, its size."""
