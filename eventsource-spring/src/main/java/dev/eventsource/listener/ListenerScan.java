package dev.eventsource.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.eventsource.SseListener;
import dev.eventsource.SseListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Finds annotated methods of the beans of one factory, without creating a bean.
 */
final class ListenerScan {

	private static final Log logger = LogFactory.getLog(ListenerScan.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Consumer<InvalidListenerException> problems;

	private final List<ListenerSite> sites = new ArrayList<>();

	ListenerScan(ConfigurableListableBeanFactory beanFactory, Consumer<InvalidListenerException> problems) {
		this.beanFactory = beanFactory;
		this.problems = problems;
	}

	List<ListenerSite> sites() {
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class)) {
			if (!ScopedProxyUtils.isScopedTarget(beanName)) {
				visit(beanName);
			}
		}
		return this.sites;
	}

	private void visit(String beanName) {
		Class<?> type = targetType(beanName);
		if (type == null || !AnnotationUtils.isCandidateClass(type, SseListener.class) || isOfSpring(type)) {
			return;
		}
		try {
			collect(beanName, type);
		}
		catch (LinkageError | TypeNotPresentException ex) {
			logger.debug("Bean '" + beanName + "' is not looked at for listeners: a type it names is missing", ex);
		}
	}

	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(ClassUtils.getUserClass(type), Component.class);
	}

	private @Nullable Class<?> targetType(String beanName) {
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		if (type == null || !ScopedObject.class.isAssignableFrom(type)) {
			return type;
		}
		Class<?> target = AutoProxyUtils.determineTargetClass(this.beanFactory,
				ScopedProxyUtils.getTargetBeanName(beanName));
		return (target != null) ? target : type;
	}

	private void collect(String beanName, Class<?> type) {
		MethodIntrospector.MetadataLookup<List<SseListener>> lookup = ListenerScan::annotations;
		Map<Method, List<SseListener>> methods = MethodIntrospector.selectMethods(type, lookup);
		SseListener defaults = AnnotatedElementUtils.findMergedAnnotation(type, SseListener.class);
		if (AnnotatedElementUtils.hasAnnotation(type, SseListeners.class)) {
			this.problems.accept(new InvalidListenerException(ListenerDefinition.nameOf(type),
					"has several @SseListener on the class", "Leave one there, and put the others on its methods."));
		}
		if (defaults != null && methods.isEmpty()) {
			this.problems.accept(new InvalidListenerException(ListenerDefinition.nameOf(type),
					"has @SseListener on the class, but on none of its methods",
					"Annotate the methods that handle events; the class gives them defaults."));
		}
		methods.forEach((method, annotations) -> this.sites
			.add(new ListenerSite(beanName, type, method, annotations, defaults)));
	}

	// the nearest declaration counts: an override replaces what it overrides
	private static @Nullable List<SseListener> annotations(Method method) {
		List<MergedAnnotation<SseListener>> found = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(SseListener.class)
			.toList();
		if (found.isEmpty()) {
			return null;
		}
		int nearest = found.stream().mapToInt(MergedAnnotation::getAggregateIndex).min().getAsInt();
		return found.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == nearest)
			.map(MergedAnnotation::synthesize)
			.toList();
	}

}
