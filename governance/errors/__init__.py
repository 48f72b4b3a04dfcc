"""What assemblies refuse. Views and API turn each into a sentence."""
