INSERT INTO play (id, stream, scenario, scenario_version, outcome, verified, refused, stalled, complied, leaked, reported,
                  stage_of_giving_in, duration_bucket, hour_bucket, mode, text_size, locale, received_day)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
ON CONFLICT (id) DO NOTHING
