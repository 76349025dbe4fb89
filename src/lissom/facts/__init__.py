"""What counts as knowledge here: sources, facts, quantities, statements, grades, errors. No drug and no person."""
