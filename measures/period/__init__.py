"""Recording a whole period at once: on one screen, or from a spreadsheet."""
