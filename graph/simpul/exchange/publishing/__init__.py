"""Builds published at SPARQL endpoints, and brought back from there."""
