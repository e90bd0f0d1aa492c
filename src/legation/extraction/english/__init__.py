"""What English tells in its own grammar: posts, reported words, names of instruments.

Acts and figures are read by the common extractors; here stands what goes by the order of English words.
"""
