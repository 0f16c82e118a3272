"""What a measure means, decided by officers: its versions, its life, its breakdowns, its links."""
