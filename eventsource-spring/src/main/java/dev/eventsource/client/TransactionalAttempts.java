package dev.eventsource.client;

import dev.eventsource.delivery.AttemptScope;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts to handle events as transactions of a transaction manager.
 */
public final class TransactionalAttempts implements AttemptScope {

	private final TransactionTemplate template;

	/**
	 * Creates attempts.
	 * @param transactionManager the manager of the database that has the position, too
	 */
	public TransactionalAttempts(PlatformTransactionManager transactionManager) {
		this.template = new TransactionTemplate(transactionManager);
	}

	@Override
	public void run(Work work) throws Exception {
		try {
			this.template.executeWithoutResult((status) -> unchecked(work));
		}
		catch (Checked ex) {
			throw ex.thrown;
		}
	}

	private static void unchecked(Work work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new Checked(ex);
		}
	}

	/** Carries what the template would wrap. */
	private static final class Checked extends RuntimeException {

		private final transient Exception thrown;

		private Checked(Exception thrown) {
			super(null, thrown, false, false);
			this.thrown = thrown;
		}

	}

}
