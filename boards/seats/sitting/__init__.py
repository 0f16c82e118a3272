"""Who sits on a body, with or without a seat: one rule for papers, mails and home."""
