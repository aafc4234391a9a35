UPDATE batch SET parked = 1 WHERE id = ?1
