SELECT id FROM record ORDER BY number
