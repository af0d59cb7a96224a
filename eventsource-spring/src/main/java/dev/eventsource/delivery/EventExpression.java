package dev.eventsource.delivery;

import java.util.Set;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
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
 * A SpEL expression that can read an event and its payload, and nothing else: what the
 * stream holds is never code. Safe for any thread.
 */
public final class EventExpression {

	private static final Set<String> VARIABLES = Set.of("#event", "#root", "#this");

	private final SpelExpression expression;

	private final SimpleEvaluationContext.Builder contexts = SimpleEvaluationContext
		.forPropertyAccessors(DataBindingPropertyAccessor.forReadOnlyAccess(), new MapAccessor(false))
		.withInstanceMethods()
		.withAssignmentDisabled();

	private final EvaluationContext context = this.contexts.build();

	private final boolean hasVariable;

	private EventExpression(SpelExpression expression) {
		this.expression = expression;
		this.hasVariable = expression.getExpressionString().contains("#event");
	}

	/**
	 * Parses an expression.
	 * @param text SpEL
	 * @param classLoader loads what it is compiled to
	 * @return the expression
	 * @throws org.springframework.expression.ParseException if the text is no SpEL
	 * @throws IllegalArgumentException if it reaches for more than the event; the message
	 * says for what
	 */
	public static EventExpression of(String text, @Nullable ClassLoader classLoader) {
		SpelParserConfiguration configuration = new SpelParserConfiguration(SpelCompilerMode.MIXED, classLoader);
		SpelExpression expression = new SpelExpressionParser(configuration).parseRaw(text);
		refuseForeign(expression.getAST());
		return new EventExpression(expression);
	}

	private static void refuseForeign(SpelNode node) {
		boolean foreign = node instanceof TypeReference || node instanceof ConstructorReference
				|| node instanceof BeanReference || node instanceof FunctionReference;
		if (foreign || node instanceof VariableReference && !VARIABLES.contains(node.toStringAST())) {
			throw new IllegalArgumentException("reaches for " + node.toStringAST());
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			refuseForeign(node.getChild(i));
		}
	}

	/**
	 * Evaluates the expression.
	 * @param root has the properties {@code event} and {@code payload}; of a public class
	 * @param event the event
	 * @param type what the value is to be
	 * @param <T> the same
	 * @return the value
	 * @throws org.springframework.expression.EvaluationException if the expression does
	 * not work on this event
	 */
	public <T> @Nullable T evaluate(Object root, MessageEvent event, Class<T> type) {
		return this.expression.getValue(contextOf(event), root, type);
	}

	private EvaluationContext contextOf(MessageEvent event) {
		if (!this.hasVariable) {
			return this.context;
		}
		SimpleEvaluationContext own = this.contexts.build();
		own.setVariable("event", event);
		return own;
	}

	/**
	 * Returns whether the expression may read the payload.
	 * @return whether it names it
	 */
	public boolean readsPayload() {
		return this.expression.getExpressionString().contains("payload");
	}

}
