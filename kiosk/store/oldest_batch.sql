SELECT id FROM batch WHERE parked = 0 ORDER BY number LIMIT 1
