"""Corpora: millions of reports on one machine or many, into tables; and weighing that is larger than memory."""
