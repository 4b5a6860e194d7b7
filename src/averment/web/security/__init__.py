"""What stands between a request and the desk: who may ask, from where, for how much, and what a browser may do."""
