"""The guards of the desk, over sockets: each line of what must hold of a server that has a case behind it."""
