package dev.eventsource.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Threads, transports and stores that several sources use; each is made when first asked
 * for, and what was made here is closed here.
 */
final class SharedResources {

	private static final Log logger = LogFactory.getLog(SharedResources.class);

	private static final String SHARED = "shared";

	private final SharedTransports transports;

	private final CheckpointStore memory = CheckpointStore.inMemory();

	private final Map<Path, CheckpointStore> files = new ConcurrentHashMap<>();

	private final SystemTimer ownTimer = new SystemTimer();

	private final Timer timer;

	private final @Nullable Function<String, Executor> executors;

	private final @Nullable Function<String, CheckpointStore> stores;

	private final SharedExecutor ownExecutor = SharedExecutor.forHandlers();

	private final SharedExecutor storeExecutor = SharedExecutor.forStores();

	SharedResources(SharedTransports transports, @Nullable Timer timer, @Nullable Function<String, Executor> executors,
			@Nullable Function<String, CheckpointStore> stores) {
		this.transports = transports;
		this.timer = (timer != null) ? timer : this.ownTimer;
		this.executors = executors;
		this.stores = stores;
	}

	Timer timer() {
		return this.timer;
	}

	Executor executor(String name) {
		if (name.equals("direct")) {
			return Runnable::run;
		}
		if (this.executors != null) {
			return this.executors.apply(name);
		}
		if (name.equals(SHARED)) {
			return this.ownExecutor;
		}
		throw new IllegalArgumentException("There is no executor '" + name + "'; known: shared, direct");
	}

	/**
	 * Runs calls to stores and nothing else: handlers that take all other threads must
	 * not cost a lease.
	 */
	Executor storeExecutor() {
		return this.storeExecutor;
	}

	CheckpointStore store(EventSourceSpec.Checkpointing spec) {
		String name = Objects.requireNonNull(spec.store());
		if (name.equals("memory")) {
			return this.memory;
		}
		if (name.equals("file")) {
			Path directory = Path.of(Objects.requireNonNull(spec.directory())).toAbsolutePath().normalize();
			return this.files.computeIfAbsent(directory, CheckpointStore::file);
		}
		if (this.stores != null) {
			return this.stores.apply(name);
		}
		throw new IllegalArgumentException("There is no checkpoint store '" + name + "'; known: memory, file");
	}

	void close() {
		this.files.values().forEach(SharedResources::letGo);
		this.ownExecutor.close();
		this.storeExecutor.close();
		this.ownTimer.close();
		this.transports.close();
	}

	private static void letGo(CheckpointStore store) {
		if (store instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				logger.warn("A lock of a checkpoint directory could not be released", ex);
			}
		}
	}

}
