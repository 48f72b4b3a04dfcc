"""What programs may do among neighbours: area by area, below ``neighbours/``."""
