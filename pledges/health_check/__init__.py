"""Sets of promises looked over by the promise health check."""
