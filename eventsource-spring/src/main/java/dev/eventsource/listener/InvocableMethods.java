package dev.eventsource.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the method to call on a bean, which may be a proxy.
 */
final class InvocableMethods {

	private InvocableMethods() {
	}

	/**
	 * Returns the method to call, accessible.
	 * @throws ListenerProblem if the bean hides it
	 */
	static Method select(ListenerDefinition definition, ConfigurableListableBeanFactory beanFactory) {
		Method method = definition.method();
		Completion.require(method);
		if (Modifier.isStatic(method.getModifiers())) {
			throw new ListenerProblem("is static", "Make it an instance method.");
		}
		return select(method, exposedType(definition, beanFactory));
	}

	/**
	 * Returns the method to call on an object of a type, accessible.
	 * @throws ListenerProblem if the type hides it
	 */
	static Method select(Method method, Class<?> type) {
		boolean proxy = SpringProxy.class.isAssignableFrom(type);
		if (proxy && Modifier.isPrivate(method.getModifiers())) {
			throw new ListenerProblem("is private, which the proxy of its bean hides",
					"Make it public, or at least package-private.");
		}
		if (proxy && !Proxy.isProxyClass(type) && Modifier.isFinal(method.getModifiers())) {
			throw new ListenerProblem("is final, which the proxy of its bean hides", "Drop 'final'.");
		}
		try {
			Method invocable = AopUtils.selectInvocableMethod(method, type);
			ReflectionUtils.makeAccessible(invocable);
			return invocable;
		}
		catch (IllegalStateException ex) {
			throw new ListenerProblem("is hidden by the JDK proxy of its bean",
					"Declare it in an interface of the bean, or proxy the class (proxyTargetClass = true).");
		}
	}

	// a bean that is not there yet has a type that knows nothing of its coming proxy
	private static Class<?> exposedType(ListenerDefinition definition, ConfigurableListableBeanFactory beanFactory) {
		String beanName = definition.beanName();
		Class<?> type = beanFactory.getType(beanName);
		if (type == null) {
			return definition.beanType();
		}
		boolean exists = beanFactory.containsSingleton(beanName) || beanFactory.isFactoryBean(beanName);
		return (!exists && beanFactory instanceof AbstractBeanFactory factory) ? foretell(type, beanName, factory)
				: type;
	}

	private static Class<?> foretell(Class<?> type, String beanName, AbstractBeanFactory beanFactory) {
		for (BeanPostProcessor processor : beanFactory.getBeanPostProcessors()) {
			Class<?> foretold = (processor instanceof SmartInstantiationAwareBeanPostProcessor smart)
					? smart.determineBeanType(type, beanName) : type;
			if (SpringProxy.class.isAssignableFrom(foretold)) {
				return foretold;
			}
		}
		return type;
	}

}
