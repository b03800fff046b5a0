"""Development tools: demo, tests, benchmarks."""
