CREATE TABLE eventsource_dead_letter (
  letter_id BIGINT IDENTITY,
  source_name VARCHAR(64) NOT NULL,
  listener_id VARCHAR(1000),
  event_type VARCHAR(2000),
  last_event_id VARCHAR(MAX),
  event_origin VARCHAR(1000),
  event_data VARBINARY(MAX),
  attempts INT NOT NULL,
  exception_class VARCHAR(1000),
  exception_message VARCHAR(1000),
  stored_at DATETIMEOFFSET DEFAULT SYSDATETIMEOFFSET() NOT NULL,
  PRIMARY KEY (letter_id)
);
