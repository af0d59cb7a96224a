CREATE TABLE IF NOT EXISTS eventsource_checkpoint (
  checkpoint_key VARCHAR(190) NOT NULL,
  checkpoint_version BIGINT NOT NULL,
  last_event_id VARCHAR NOT NULL,
  stream_url VARCHAR(4000) NOT NULL,
  lease_owner VARCHAR(1000),
  lease_fence BIGINT,
  lease_until BIGINT,
  stored_at BIGINT NOT NULL,
  PRIMARY KEY (checkpoint_key)
);
