SELECT bytes FROM record WHERE batch = (SELECT number FROM batch WHERE id = ?1) ORDER BY number
