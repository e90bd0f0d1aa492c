"""How quickly the desk answers over a large record of a made-up world."""
