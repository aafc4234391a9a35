SELECT scenario, outcome, mode, hour_bucket, count(*)
FROM play
GROUP BY scenario, outcome, mode, hour_bucket
