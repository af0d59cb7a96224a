CREATE TABLE IF NOT EXISTS eventsource_dead_letter (
  letter_id BIGINT NOT NULL AUTO_INCREMENT,
  source_name VARCHAR(64) NOT NULL,
  listener_id VARCHAR(1000),
  event_type VARCHAR(2000),
  last_event_id MEDIUMTEXT,
  event_origin VARCHAR(1000),
  event_data LONGBLOB,
  attempts INT NOT NULL,
  exception_class VARCHAR(1000),
  exception_message VARCHAR(1000),
  stored_at TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3) NOT NULL,
  PRIMARY KEY (letter_id)
) CHARACTER SET ascii COLLATE ascii_bin;
