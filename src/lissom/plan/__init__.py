"""What can be proposed to the person and the prescriber: (later) titrations, tapers, switches; now the guidance on exercise."""
