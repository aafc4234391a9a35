DELETE FROM record WHERE batch = (SELECT number FROM batch WHERE id = ?1)
