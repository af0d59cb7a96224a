package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.Claim;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.client.TransactionalAttempts;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * A delivery whose position and whose handlers' bookings are in one database, in memory.
 */
final class TransactionalRig {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	static final String KEY = "app/orders";

	final ManualTimer timer = new ManualTimer();

	final ManualExecutor executor = new ManualExecutor();

	final RecordingObserver observer = new RecordingObserver();

	final DataSource database;

	final JdbcTemplate jdbc;

	final CheckpointStore store;

	final Delivery delivery;

	/** Whether transactions are not to be committed. */
	boolean rollsBack;

	/** What a test puts around the transactions. */
	@Nullable AttemptScope around;

	TransactionalRig(Object... settings) {
		this(database(), null, settings);
	}

	TransactionalRig(DeadLetterPublisher publisher, Object... settings) {
		this(database(), publisher, settings);
	}

	TransactionalRig(DataSource database, @Nullable DeadLetterPublisher publisher, Object... settings) {
		this.database = database;
		this.jdbc = new JdbcTemplate(database);
		this.store = CheckpointStore.jdbc(database, "eventsource_checkpoint");
		AttemptScope transactions = new TransactionalAttempts(new JdbcTransactionManager(this.database));
		AttemptScope attempts = (work) -> {
			AttemptScope outer = this.around;
			if (outer == null) {
				transactions.run(work);
				return;
			}
			outer.run(() -> transactions.run(() -> {
				work.run();
				if (this.rollsBack) {
					throw new UnexpectedRollbackException("a listener asked for it");
				}
			}));
		};
		this.delivery = new Delivery(settings(settings), new DeliverySeams(this.executor, this.executor, this.executor,
				this.timer, this.store, publisher, null, attempts), this.observer, () -> {
				});
	}

	static DeliverySettings settings(Object... more) {
		List<Object> all = new ArrayList<>(List.of("checkpoint.transactional", true, "checkpoint.store", "jdbc",
				"checkpoint.lease", Duration.ofDays(1)));
		all.addAll(List.of(more));
		return DeliverySettings.from("orders", KEY, TestSpecs.with(all.toArray()));
	}

	static DataSource database() {
		DataSource database = new DriverManagerDataSource(
				"jdbc:h2:mem:transactional" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
		DatabasePopulatorUtils
			.execute(new ResourceDatabasePopulator(new ClassPathResource("dev/eventsource/checkpoint/schema-h2.sql"),
					new ClassPathResource("dev/eventsource/delivery/schema-h2.sql")), database);
		new JdbcTemplate(database).execute("CREATE TABLE booking (listener VARCHAR(20), event VARCHAR(20))");
		return database;
	}

	/**
	 * Returns a handler that books events.
	 */
	TestHandler booking(String id) {
		return new TestHandler(id).does((event) -> {
			book(id, event.lastEventId());
			return null;
		});
	}

	void book(String listener, String event) {
		this.jdbc.update("INSERT INTO booking VALUES (?, ?)", listener, event);
	}

	List<String> bookings() {
		return this.jdbc.queryForList("SELECT listener || event FROM booking ORDER BY 1", String.class);
	}

	String position() {
		return this.store.load(KEY).map(Checkpoint::lastEventId).filter((id) -> !id.isEmpty()).orElse("none");
	}

	TransactionalRig start(EventHandler... handlers) {
		for (EventHandler handler : handlers) {
			this.delivery.add(handler);
		}
		claim();
		this.delivery.start();
		return this;
	}

	/**
	 * Asks for the position, as a start does.
	 */
	String claim() {
		CompletableFuture<Claim> claim = this.delivery.keeper().claim(() -> "here");
		run();
		return claim.join().lastEventId();
	}

	TransactionalRig receive(int from, int to) {
		IntStream.rangeClosed(from, to).forEach((id) -> DeliveryRig.take(this.delivery, "message", id));
		this.delivery.flush();
		return run();
	}

	TransactionalRig run() {
		this.executor.runAll();
		return this;
	}

	TransactionalRig advance(Duration duration) {
		this.timer.advance(duration);
		this.delivery.tick();
		return run();
	}

}
