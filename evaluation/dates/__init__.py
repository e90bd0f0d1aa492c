"""How often a time in Russian is read right: sentences of our own with the EDTF that each must give."""
