package dev.eventsource.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The executor that runs the listeners of all sources with {@code delivery.executor:
 * shared}. Made when the first source asks for it; no candidate for injection elsewhere,
 * so that Boot's own executors stay.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(name = EventSourceExecutorConfiguration.BEAN_NAME)
class EventSourceExecutorConfiguration {

	static final String BEAN_NAME = "eventSourceExecutor";

	private static final String PREFIX = "eventsource-";

	@Bean(name = BEAN_NAME, defaultCandidate = false)
	@Lazy
	@ConditionalOnThreading(Threading.VIRTUAL)
	Executor eventSourceVirtualThreads() {
		return new CountedVirtualThreads(PREFIX);
	}

	@Bean(name = BEAN_NAME, defaultCandidate = false, destroyMethod = "shutdown")
	@Lazy
	@ConditionalOnThreading(Threading.PLATFORM)
	ThreadPoolExecutor eventSourcePlatformThreads(EventSourceProperties properties) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(PREFIX);
		factory.setDaemon(true);
		int threads = properties.executorThreads();
		if (threads == 0) {
			return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(),
					factory);
		}
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), factory);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

}
