"""What counts as knowledge here: sources, facts, quantities, statements, grades, and the error tree. Knows no drug and no person."""
