"""How the learned weights of the product come about, each with one command."""
