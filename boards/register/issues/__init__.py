"""Issues that packs show as red, worsening or disputed, and what becomes of them (R15)."""
