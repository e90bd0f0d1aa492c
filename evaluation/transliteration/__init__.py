"""How often two spellings of a person's name, in two scripts, are told to be one."""
