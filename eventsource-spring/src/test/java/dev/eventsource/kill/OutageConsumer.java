package dev.eventsource.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.client.EventSources;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.TransactionalAttempts;

import org.awaitility.Awaitility;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A source that uses a database, with a server and a pool of its own, and what it has
 * handled.
 */
final class OutageConsumer implements AutoCloseable {

	private final Usage usage;

	private final NumberServer server;

	private final HikariDataSource pool = new HikariDataSource();

	private final CheckpointStore store = CheckpointStore.jdbc(this.pool, "eventsource_checkpoint");

	/** Written through the pool, as an application does. */
	private final Notebook notebook;

	/** The same one, read without the pool, which may still have to recover. */
	private final Notebook readable;

	private final ManagedEventSource source;

	/** Read when it has stopped, and the database is still there. */
	private Handled handled = new Handled(0, List.of());

	private String position = "";

	OutageConsumer(Usage usage, Path directory, int port) {
		this.usage = usage;
		this.server = new NumberServer(usage.ordinal());
		String jdbcUrl = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
		this.pool.setJdbcUrl(jdbcUrl);
		this.pool.setMaximumPoolSize(3);
		this.pool.setConnectionTimeout(1000);
		DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(
				new ClassPathResource("dev/eventsource/checkpoint/schema-postgresql.sql")), this.pool);
		JdbcTransactionManager transactions = new JdbcTransactionManager(this.pool);
		this.source = EventSources.builder(WebClient.builder())
			.name(name())
			.spec(spec())
			.checkpointStore(this.store)
			.transactions(new TransactionalAttempts(transactions))
			.build();
		this.notebook = notebook(directory, this.pool);
		this.readable = notebook(directory, new DriverManagerDataSource(jdbcUrl));
		this.source.onMessage(listener(new TransactionTemplate(transactions)));
		this.source.start();
	}

	private Notebook notebook(Path directory, DataSource database) {
		return (this.usage == Usage.POSITION) ? Notebook.file(directory.resolve("notebook"))
				: Notebook.table(database, "outage_" + this.usage);
	}

	private String name() {
		return "outage-" + this.usage.ordinal();
	}

	private EventSourceSpec spec() {
		return TestSpecs.with("url", this.server.url(), "reconnect.minDelay", Duration.ofMillis(20),
				"reconnect.maxDelay", Duration.ofMillis(40), "delivery.retry.delay", Duration.ofMillis(100),
				"delivery.retry.maxDelay", Duration.ofMillis(500), "checkpoint.transactional",
				this.usage == Usage.TRANSACTIONAL);
	}

	private Consumer<MessageEvent> listener(TransactionTemplate transaction) {
		Consumer<MessageEvent> write = (event) -> this.notebook.write(Integer.parseInt(event.data()));
		return (this.usage != Usage.WRITES_IN_TRANSACTIONS) ? write
				: (event) -> transaction.executeWithoutResult((status) -> write.accept(event));
	}

	boolean hasHandled(int number) {
		return this.readable.read().contains(number);
	}

	List<FailedEvent> deadLetters() {
		return this.source.deadLetters();
	}

	/**
	 * Handles all there is and stops.
	 */
	void finish() {
		int last = this.server.finish();
		Awaitility.await().atMost(OutageTests.PATIENCE).until(() -> hasHandled(last));
		this.source.stop();
		this.handled = new Handled(last, this.readable.read());
		this.position = this.store.load(name()).map(Checkpoint::lastEventId).orElse("none");
	}

	Handled handled() {
		return this.handled;
	}

	String position() {
		return this.position;
	}

	@Override
	public String toString() {
		return this.usage.name();
	}

	@Override
	public void close() {
		this.source.close();
		this.pool.close();
		this.server.close();
	}

}
