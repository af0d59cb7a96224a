package dev.eventsource.test.autoconfigure;

import java.io.IOException;
import java.util.Set;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.SseListeners;

import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Leaves out components that have nothing to do with listeners.
 */
final class EventSourceTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<EventSourceTest> {

	private static final Set<Class<?>> KNOWN = Set.of(PayloadConverter.class, SseListenerErrorHandler.class,
			DeadLetterPublisher.class, JacksonComponent.class);

	private final Set<Class<?>> listeners;

	EventSourceTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.listeners = Set.of(getAnnotation().getClassArray("listeners"));
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		boolean listens = this.listeners.isEmpty() && hasListeners(reader.getAnnotationMetadata());
		return listens || super.defaultInclude(reader, factory);
	}

	private static boolean hasListeners(AnnotationMetadata type) {
		return type.hasAnnotatedMethods(SseListener.class.getName())
				|| type.hasAnnotatedMethods(SseListeners.class.getName());
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.listeners;
	}

}
