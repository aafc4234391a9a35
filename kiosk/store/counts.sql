SELECT count(*) FILTER (WHERE batch.parked IS NOT 1), count(*) FILTER (WHERE batch.parked = 1)
FROM record LEFT JOIN batch ON batch.number = record.batch
