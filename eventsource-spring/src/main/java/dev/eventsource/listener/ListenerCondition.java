package dev.eventsource.listener;

import java.util.Set;

import dev.eventsource.PayloadConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * The {@code condition} of a listener. Can read the event and its payload, and nothing
 * else: what the stream holds is never code.
 */
final class ListenerCondition {

	private static final Set<String> VARIABLES = Set.of("#event", "#root", "#this");

	private final SpelExpression expression;

	private final SimpleEvaluationContext.Builder contexts = SimpleEvaluationContext
		.forPropertyAccessors(DataBindingPropertyAccessor.forReadOnlyAccess(), new MapAccessor(false))
		.withInstanceMethods()
		.withAssignmentDisabled();

	private final EvaluationContext context = this.contexts.build();

	private final boolean hasVariable;

	private ListenerCondition(SpelExpression expression) {
		this.expression = expression;
		this.hasVariable = expression.getExpressionString().contains("#event");
	}

	/**
	 * Parses a condition.
	 * @throws ListenerProblem if it is no expression, or reaches for more than the event
	 */
	static ListenerCondition of(String text, @Nullable ClassLoader classLoader) {
		SpelParserConfiguration configuration = new SpelParserConfiguration(SpelCompilerMode.MIXED, classLoader);
		try {
			SpelExpression expression = new SpelExpressionParser(configuration).parseRaw(text);
			refuseForeign(expression.getAST(), text);
			return new ListenerCondition(expression);
		}
		catch (ParseException ex) {
			throw new ListenerProblem("has the condition '" + text + "', which is no SpEL: " + ex.getSimpleMessage(),
					"Write an expression like event.lastEventId != '' or payload.amount > 100.");
		}
	}

	private static void refuseForeign(SpelNode node, String text) {
		boolean foreign = node instanceof TypeReference || node instanceof ConstructorReference
				|| node instanceof BeanReference || node instanceof FunctionReference;
		if (foreign || node instanceof VariableReference && !VARIABLES.contains(node.toStringAST())) {
			throw new ListenerProblem("has the condition '" + text + "', which reaches for " + node.toStringAST(),
					"Use nothing but event and payload.");
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			refuseForeign(node.getChild(i), text);
		}
	}

	/**
	 * Returns whether the listener is to be called.
	 * @throws EvaluationException if the expression does not work on this event
	 * @throws PayloadConversionException if it reads the payload, which does not fit
	 */
	boolean test(ListenerCall call) {
		try {
			return Boolean.TRUE.equals(this.expression.getValue(contextOf(call), call, Boolean.class));
		}
		catch (EvaluationException ex) {
			throw causeOf(ex);
		}
	}

	private EvaluationContext contextOf(ListenerCall call) {
		if (!this.hasVariable) {
			return this.context;
		}
		SimpleEvaluationContext own = this.contexts.build();
		own.setVariable("event", call.event());
		return own;
	}

	private static RuntimeException causeOf(EvaluationException ex) {
		Throwable cause = ex;
		while (cause != null) {
			if (cause instanceof PayloadConversionException misfit) {
				return misfit;
			}
			cause = cause.getCause();
		}
		return ex;
	}

	/**
	 * Returns whether the expression may read the payload.
	 */
	boolean readsPayload() {
		return this.expression.getExpressionString().contains("payload");
	}

}
