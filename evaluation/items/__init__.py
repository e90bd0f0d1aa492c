"""News items of our own with whole records of their events: what reading is worth on texts untuned on."""
