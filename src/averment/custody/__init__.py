"""What we did to bytes, so that a stranger can check it: objects, the log over them, its heads, seals, verification."""
