"""How the fast forms are compiled, and where their machine code is kept. Knows no drug, no label."""
