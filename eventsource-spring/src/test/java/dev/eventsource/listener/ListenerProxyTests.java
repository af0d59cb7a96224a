package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.EventId;
import dev.eventsource.SseListener;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners on beans that are not just objects.
 */
class ListenerProxyTests {

	private static final AtomicInteger created = new AtomicInteger();

	private static final List<String> received = new ArrayList<>();

	private final AtomicInteger intercepted = new AtomicInteger();

	ListenerProxyTests() {
		created.set(0);
		received.clear();
	}

	@Test
	void aLazyBeanIsCreatedByItsFirstEvent() throws Exception {
		try (ListenerContext context = ListenerContext.of(LazyBean.class)) {
			assertThat(created).hasValue(0);

			context.targets.send("prices", "message", "1");
			context.targets.send("prices", "message", "2");

			assertThat(created).hasValue(1);
			assertThat(received).containsExactly("1", "2");
		}
	}

	@Test
	void aPrototypeIsCreatedForEachEvent() throws Exception {
		try (ListenerContext context = ListenerContext.of(Prototype.class)) {
			context.targets.send("prices", "message", "1");
			context.targets.send("prices", "message", "2");

			assertThat(created).hasValue(2);
		}
	}

	@Test
	void aScopedBeanIsCalledOnceThroughItsProxy() throws Exception {
		ListenerContext context = new ListenerContext("prices");
		context.context.getBeanFactory().registerScope("test", new SimpleThreadScope());
		try (context) {
			context.start(Scoped.class);

			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1");
		}
	}

	@Test
	void aScopedBeanBehindAnInterfaceIsCalled() throws Exception {
		ListenerContext context = new ListenerContext("prices");
		context.context.getBeanFactory().registerScope("test", new SimpleThreadScope());
		try (context) {
			context.start(ScopedByInterface.class);

			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1");
		}
	}

	@Test
	void aJdkProxyIsCalledThroughItsInterface() throws Exception {
		try (ListenerContext context = proxied(false).start(Service.class)) {
			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1 id-1");
			assertThat(this.intercepted).hasValue(1);
		}
	}

	@Test
	void aClassProxyIsCalledWithItsAdvice() throws Exception {
		try (ListenerContext context = proxied(true).start(Hidden.class)) {
			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1");
			assertThat(this.intercepted).hasValue(1);
		}
	}

	@Test
	void aProxyFactoryBeanIsCalled() throws Exception {
		ListenerContext context = new ListenerContext("prices");
		context.context.registerBean("proxy", ProxyFactoryBean.class, () -> {
			ProxyFactoryBean proxy = new ProxyFactoryBean();
			proxy.setTarget(new Service());
			return proxy;
		});
		try (context) {
			context.start();

			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1 id-1");
		}
	}

	@Test
	void aMethodThatTheJdkProxyHidesFailsTheStart() {
		ListenerContext context = proxied(false);

		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> context.start(Hidden.class))
			.satisfies((ex) -> {
				assertThat(ex.listener()).isEqualTo("Hidden.on(String)");
				assertThat(ex.problem()).contains("hidden by the JDK proxy");
				assertThat(ex.remedy()).contains("interface").contains("proxyTargetClass");
			});
	}

	@Test
	void aMethodThatTheComingProxyOfALazyBeanHidesFailsTheStart() {
		ListenerContext context = proxied(false);

		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> context.start(LazyHidden.class))
			.withMessageContaining("hidden by the JDK proxy");
		assertThat(created).hasValue(0);
	}

	@Test
	void aPrivateMethodBehindAProxyFailsTheStart() {
		ListenerContext context = proxied(true);

		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> context.start(Private.class))
			.withMessageContaining("Private.on(String) is private")
			.withMessageContaining("Make it public");
	}

	@Test
	void aFinalMethodBehindAProxyFailsTheStart() {
		ListenerContext context = proxied(true);

		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> context.start(Final.class))
			.withMessageContaining("Drop 'final'");
	}

	@Test
	void aPrivateMethodOfAPlainBeanIsCalled() throws Exception {
		try (ListenerContext context = ListenerContext.of(Private.class)) {
			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1");
		}
	}

	@Test
	void anInheritedMethodIsCalledWithTheTypeThatTheSubclassNames() throws Exception {
		try (ListenerContext context = ListenerContext.of(Numbers.class)) {
			context.targets.send("prices", "message", "[1,2]");

			assertThat(received).containsExactly("3 of Numbers");
			assertThat(context.targets.only("prices").id()).isEqualTo("Numbers.on");
		}
	}

	@Test
	void aConfigurationClassCanListen() throws Exception {
		try (ListenerContext context = ListenerContext.of(Settings.class)) {
			context.targets.send("prices", "message", "1");

			assertThat(received).containsExactly("1");
			assertThat(context.targets.only("prices").id()).isEqualTo("Settings.on");
		}
	}

	private ListenerContext proxied(boolean targetClass) {
		ListenerContext context = new ListenerContext("prices");
		MethodInterceptor interceptor = (invocation) -> {
			this.intercepted.incrementAndGet();
			return invocation.proceed();
		};
		context.context.registerBean("interceptor", MethodInterceptor.class, () -> interceptor);
		context.context.registerBean("autoProxy", BeanNameAutoProxyCreator.class, () -> {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("listenerProxyTests.*");
			creator.setInterceptorNames("interceptor");
			creator.setProxyTargetClass(targetClass);
			return creator;
		});
		return context;
	}

	@Lazy
	static class LazyBean {

		LazyBean() {
			created.incrementAndGet();
		}

		@SseListener(source = "prices")
		void on(String data) {
			received.add(data);
		}

	}

	@Scope(BeanDefinition.SCOPE_PROTOTYPE)
	static class Prototype extends LazyBean {

	}

	@Scope(scopeName = "test", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Scoped {

		@SseListener(source = "prices")
		void on(String data) {
			received.add(data);
		}

	}

	interface Contract {

		@SseListener(source = "prices")
		void on(String data, @EventId String id);

	}

	@Scope(scopeName = "test", proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedByInterface implements Runnable, ScopedContract {

		@Override
		@SseListener(source = "prices")
		public void on(String data) {
			received.add(data);
		}

		@Override
		public void run() {
		}

	}

	interface ScopedContract {

		void on(String data);

	}

	static class Service implements Contract {

		@Override
		public void on(String data, String id) {
			received.add(data + " " + id);
		}

	}

	static class Hidden implements Runnable {

		@SseListener(source = "prices")
		public void on(String data) {
			received.add(data);
		}

		@Override
		public void run() {
		}

	}

	@Lazy
	static class LazyHidden extends Hidden {

		LazyHidden() {
			created.incrementAndGet();
		}

	}

	static class Private {

		@SseListener(source = "prices")
		private void on(String data) {
			received.add(data);
		}

	}

	static class Final {

		@SseListener(source = "prices")
		final void on(String data) {
			received.add(data);
		}

	}

	abstract static class Generic<T> {

		@SseListener(source = "prices")
		void on(List<T> values) {
			add(values);
		}

		abstract void add(List<T> values);

	}

	static class Numbers extends Generic<Integer> {

		@Override
		void add(List<Integer> values) {
			received.add(values.stream().mapToInt(Integer::intValue).sum() + " of Numbers");
		}

	}

	@Configuration
	static class Settings {

		@SseListener(source = "prices")
		void on(String data) {
			received.add(data);
		}

	}

}
