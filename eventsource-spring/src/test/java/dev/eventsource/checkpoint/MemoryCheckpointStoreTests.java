package dev.eventsource.checkpoint;

class MemoryCheckpointStoreTests extends CheckpointStoreContract {

	@Override
	CheckpointStore open() {
		return CheckpointStore.inMemory();
	}

}
