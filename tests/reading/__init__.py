"""From documents to readings."""
