"""Coverage and width of every interval in classifier.estimate; run by scripts/bench_coverage."""
