UPDATE record SET batch = (SELECT number FROM batch WHERE id = ?1) WHERE id = ?2
