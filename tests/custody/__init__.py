"""Tests of custody: the tree, keys and heads, objects, the log, time stamps."""
