package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint over JMX, as a console on another machine sees it.
 */
class EventSourcesEndpointJmxTests {

	private OperatedApplication application;

	private JMXConnectorServer remote;

	private JMXConnector console;

	private MBeanServerConnection connection;

	@AfterEach
	void close() throws IOException {
		this.console.close();
		this.remote.stop();
		this.application.close();
	}

	@Test
	void tellsAboutSources() throws Exception {
		connect("--management.endpoint.eventsources.access=unrestricted");

		assertThat(at(invoke("sources"), "sources", "prices", "state")).isEqualTo("OPEN");
		assertThat(at(invoke("source", "prices"), "connection", "lastEventId")).isEqualTo("5");
	}

	@Test
	void pausesASource() throws Exception {
		connect("--management.endpoint.eventsources.access=unrestricted");

		Object answer = invoke("control", "prices", "pause", null, null);

		assertThat(at(answer, "changed")).isEqualTo(true);
		this.application.server().awaitClosed();
	}

	@Test
	void listsDeadLettersAndDeliversThemAgain() throws Exception {
		connect("--management.endpoint.eventsources.access=unrestricted");
		this.application.prices().mended = true;
		List<?> letters = (List<?>) at(invoke("deadLetters", "prices", null), "deadLetters");

		invoke("control", "prices", "redeliver", null, at(letters.get(0), "id"));

		assertThat(letters).hasSize(1);
		assertThat(this.application.prices().handled).hasSize(1);
	}

	@Test
	void saysWhatIsWrongWithARequest() throws Exception {
		connect("--management.endpoint.eventsources.access=unrestricted");

		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("source", "nobody"))
			.withMessageContaining("There is no event source 'nobody'");
		assertThatExceptionOfType(MBeanException.class)
			.isThrownBy(() -> invoke("control", "prices", "explode", null, null))
			.withMessageContaining("There is no such action");
	}

	@Test
	void onlyReadsUnlessAccessIsUnrestricted() throws Exception {
		connect("--spring.application.name=reader");

		assertThat(this.connection.getMBeanInfo(name()).getOperations()).extracting((operation) -> operation.getName())
			.containsExactlyInAnyOrder("sources", "source", "deadLetters");
	}

	private void connect(String setting) throws IOException {
		this.application = new OperatedApplication(setting, "--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=eventsources");
		this.application.awaitPrice("50");
		this.remote = JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://"), null,
				ManagementFactory.getPlatformMBeanServer());
		this.remote.start();
		this.console = JMXConnectorFactory.connect(this.remote.getAddress());
		this.connection = this.console.getMBeanServerConnection();
	}

	private Object invoke(String operation, Object... arguments) throws JMException, IOException {
		String[] signature = new String[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			boolean limit = operation.equals("deadLetters") && i == 1;
			signature[i] = limit ? Integer.class.getName() : String.class.getName();
		}
		return this.connection.invoke(name(), operation, arguments, signature);
	}

	private static ObjectName name() throws JMException {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Eventsources");
	}

	private static Object at(Object answer, String... path) {
		Object value = answer;
		for (String key : path) {
			value = ((Map<?, ?>) value).get(key);
		}
		return value;
	}

}
