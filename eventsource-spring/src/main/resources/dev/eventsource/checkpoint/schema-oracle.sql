CREATE TABLE eventsource_checkpoint (
  checkpoint_key VARCHAR2(190) NOT NULL,
  checkpoint_version NUMBER(19) NOT NULL,
  last_event_id CLOB NOT NULL,
  stream_url VARCHAR2(4000) NOT NULL,
  lease_owner VARCHAR2(1000),
  lease_fence NUMBER(19),
  lease_until NUMBER(19),
  stored_at NUMBER(19) NOT NULL,
  PRIMARY KEY (checkpoint_key)
);
