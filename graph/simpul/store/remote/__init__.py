"""Builds at SPARQL endpoints: what is published there, and how an endpoint is asked."""
