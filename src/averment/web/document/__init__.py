"""What a document's page is made of: its marked words, what was read in them line by line, its pages as pictures."""
