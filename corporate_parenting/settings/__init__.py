"""Settings: `base` is shared, `production` is what a council runs, `demo` and `test` are ours."""
