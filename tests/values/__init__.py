"""Values, their JSON and its schema."""
