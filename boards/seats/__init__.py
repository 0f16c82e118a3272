"""Who sits on a body: seats and their holders, substitutes, co-options, and its dated rules."""
