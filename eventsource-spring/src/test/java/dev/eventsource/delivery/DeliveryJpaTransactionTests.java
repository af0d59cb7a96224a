package dev.eventsource.delivery;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.client.TransactionalAttempts;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transaction of a {@link JpaTransactionManager}: what listeners store by JPA, and
 * the position that is stored by JDBC.
 */
class DeliveryJpaTransactionTests {

	private final DataSource database = TransactionalRig.database();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final CheckpointStore store = CheckpointStore.jdbc(this.database, "eventsource_checkpoint");

	private final LocalContainerEntityManagerFactoryBean factory = factory(this.database);

	private final EntityManager entityManager = SharedEntityManagerCreator
		.createSharedEntityManager(entityManagerFactory());

	private final ManualTimer timer = new ManualTimer();

	private final ManualExecutor executor = new ManualExecutor();

	private final Delivery delivery = new Delivery(TransactionalRig.settings("delivery.retry.maxRetries", 0),
			new DeliverySeams(this.executor, this.executor, this.executor, this.timer, this.store, null, null,
					new TransactionalAttempts(new JpaTransactionManager(entityManagerFactory()))),
			new RecordingObserver(), () -> {
			});

	private static LocalContainerEntityManagerFactoryBean factory(DataSource database) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(database);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setManagedTypes(PersistenceManagedTypes.of(Stored.class.getName()));
		factory.setJpaPropertyMap(
				Map.of("hibernate.hbm2ddl.auto", "create", "jakarta.persistence.validation.mode", "none"));
		factory.afterPropertiesSet();
		return factory;
	}

	private EntityManagerFactory entityManagerFactory() {
		EntityManagerFactory made = this.factory.getObject();
		assertThat(made).isNotNull();
		return made;
	}

	@AfterEach
	void close() {
		this.factory.destroy();
	}

	private void receive(int... ids) {
		this.delivery.keeper().claim(() -> "here");
		this.executor.runAll();
		this.delivery.start();
		for (int id : ids) {
			DeliveryRig.take(this.delivery, "message", id);
		}
		this.delivery.flush();
		this.executor.runAll();
	}

	private List<String> stored() {
		return this.jdbc.queryForList("SELECT id FROM stored ORDER BY 1", String.class);
	}

	private @Nullable String position() {
		return this.store.load(TransactionalRig.KEY).map(Checkpoint::lastEventId).orElse(null);
	}

	private TestHandler persisting() {
		return new TestHandler("persisting").does((event) -> {
			this.entityManager.persist(new Stored(event.lastEventId()));
			return null;
		});
	}

	@Test
	void storesEntitiesAndPositionTogether() {
		this.delivery.add(persisting());

		receive(1, 2);

		assertThat(stored()).containsExactly("1", "2");
		assertThat(position()).isEqualTo("2");
	}

	@Test
	void rollsEntitiesBackWithTheListenerThatFails() {
		TestHandler failing = new TestHandler("failing").order(1).fails(new AssertionError());
		this.delivery.add(persisting());
		this.delivery.add(failing);

		receive(1);

		// the second transaction is without the listener that failed
		assertThat(stored()).containsExactly("1");
		assertThat(position()).isEqualTo("1");
		assertThat(this.delivery.deadLetters().inMemory()).hasSize(1);
	}

	@Test
	void aConstraintThatFailsAtTheCommitFailsTheEvent() {
		this.delivery.add(persisting());

		receive(1, 1, 2);

		assertThat(stored()).containsExactly("1", "2");
		assertThat(position()).isEqualTo("2");
		assertThat(this.delivery.deadLetters().inMemory()).singleElement()
			.satisfies((letter) -> assertThat(letter.event().lastEventId()).isEqualTo("1"));
	}

	/** What a listener stores. */
	@Entity(name = "stored")
	static class Stored {

		@Id
		@Column
		private String id = "";

		Stored() {
		}

		Stored(String id) {
			this.id = id;
		}

	}

}
