SELECT id FROM play
