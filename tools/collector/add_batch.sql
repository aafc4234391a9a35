INSERT INTO batch (id, stream, app, records, received_day) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO NOTHING
