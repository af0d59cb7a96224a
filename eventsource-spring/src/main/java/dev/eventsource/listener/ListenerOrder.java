package dev.eventsource.listener;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.OrderUtils;

/**
 * Finds the order of a listener: the method's, else the bean's as Spring sees it.
 */
final class ListenerOrder {

	private final ConfigurableListableBeanFactory beanFactory;

	ListenerOrder(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	int of(ListenerSite site) {
		Order order = AnnotatedElementUtils.findMergedAnnotation(site.method(), Order.class);
		return (order != null) ? order.value() : ofBean(site.beanName(), site.beanType());
	}

	private int ofBean(String beanName, Class<?> beanType) {
		// only an instance knows its order, and none is created for it
		if (Ordered.class.isAssignableFrom(beanType) && this.beanFactory.containsSingleton(beanName)
				&& this.beanFactory.getBean(beanName) instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Integer declared = ofFactoryMethod(beanName);
		return (declared != null) ? declared : OrderUtils.getOrder(beanType, Ordered.LOWEST_PRECEDENCE);
	}

	private @Nullable Integer ofFactoryMethod(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)
				|| !(this.beanFactory.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition)) {
			return null;
		}
		Method factoryMethod = definition.getResolvedFactoryMethod();
		Order order = (factoryMethod != null) ? AnnotatedElementUtils.findMergedAnnotation(factoryMethod, Order.class)
				: null;
		return (order != null) ? Integer.valueOf(order.value()) : null;
	}

}
