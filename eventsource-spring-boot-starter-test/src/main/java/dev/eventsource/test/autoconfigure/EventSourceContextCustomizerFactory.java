package dev.eventsource.test.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Looks at every test class for {@link AutoConfigureSseServer}.
 */
final class EventSourceContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureSseServer annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureSseServer.class);
		Set<String> sources = (annotation != null) ? new TreeSet<>(List.of(annotation.source())) : Set.of();
		return new EventSourceContextCustomizer(annotation != null, sources);
	}

}
