DELETE FROM batch WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.batch = batch.number)
