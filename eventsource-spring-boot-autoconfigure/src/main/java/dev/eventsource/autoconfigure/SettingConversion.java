package dev.eventsource.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.util.unit.DataSize;

/**
 * How a typed value becomes a setting: as everywhere in Boot, but a bare number is
 * seconds.
 */
final class SettingConversion {

	// what still fits into nanoseconds
	private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000);

	private SettingConversion() {
	}

	static ConversionService service() {
		ApplicationConversionService service = new ApplicationConversionService();
		service.addConverter(new TypedDuration());
		service.addConverter(Number.class, Duration.class, (number) -> seconds(number.toString()));
		return service;
	}

	private static Duration seconds(String number) {
		BigDecimal exact = new BigDecimal(number);
		long seconds = exact.longValue();
		if (exact.abs().compareTo(LONGEST_SECONDS) > 0) {
			throw new IllegalArgumentException("'" + number + "' seconds are too many");
		}
		return Duration.ofSeconds(seconds)
			.plusNanos(exact.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).longValue());
	}

	/**
	 * Says what a setting of a type takes.
	 * @param type the type
	 * @return a sentence
	 */
	static String remedy(Class<?> type) {
		if (type == Duration.class) {
			return "Write a number of seconds, or a number and a unit, such as 500ms, 30s or 5m; 0 for off.";
		}
		if (type == DataSize.class) {
			return "Write a number of bytes, or a number and a unit, such as 64KB or 8MB; 0 for no limit.";
		}
		if (type.isEnum()) {
			return "Use one of: " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ")) + ".";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "Use true or false.";
		}
		return (type == Double.class) ? "Write a number." : "Write a whole number.";
	}

	private static final class TypedDuration implements Converter<String, @Nullable Duration> {

		@Override
		public @Nullable Duration convert(String typed) {
			String text = typed.strip();
			if (text.isEmpty()) {
				return null;
			}
			return text.matches("[+-]?\\d+(\\.\\d+)?") ? seconds(text) : DurationStyle.detectAndParse(text);
		}

	}

}
