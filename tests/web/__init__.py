"""The review desk, over HTTP and in a real browser. They share a case (`reports`) and a browser."""
