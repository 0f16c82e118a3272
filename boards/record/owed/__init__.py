"""Which minutes somebody has still to send round, and which wait to be confirmed."""
