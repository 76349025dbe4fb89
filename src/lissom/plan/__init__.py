"""What can be proposed to the person and the prescriber; now the guidance on exercise, later titrations and tapers."""
