"""Acts in sentences of our own: a broad sample of how the press tells them, beside what each should yield."""
