package dev.eventsource.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Resolves placeholders. One without a value fails: a token that is
 * <code>${API_TOKEN}</code> must not go over the wire.
 */
final class SettingPlaceholders {

	private final Environment environment;

	SettingPlaceholders(Environment environment) {
		this.environment = environment;
	}

	@Nullable Object resolve(@Nullable Object value) {
		return (value instanceof CharSequence text) ? this.environment.resolveRequiredPlaceholders(text.toString())
				: value;
	}

	String resolve(TypedProperty property) {
		try {
			return this.environment.resolveRequiredPlaceholders(property.text());
		}
		catch (PlaceholderResolutionException ex) {
			throw invalid(property.raw(), property.origin(), ex);
		}
	}

	static InvalidSettingException invalid(String property, @Nullable Origin origin,
			PlaceholderResolutionException ex) {
		String placeholder = ex.getPlaceholder();
		return new InvalidSettingException(property, "${" + placeholder + "}", origin,
				"Its placeholder '" + placeholder + "' has no value",
				"Set '" + placeholder + "', or give the placeholder a default as in '${" + placeholder + ":...}'.");
	}

}
