"""What a report is: frozen values and what follows from them alone."""
