package dev.eventsource.house;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * Lists what code outside can use: every visible type and, below it, its visible members,
 * all in the order of their names.
 */
final class PublicApi {

	private PublicApi() {
	}

	/**
	 * Lists the visible types and members.
	 * @param classes where to look
	 * @return one line each
	 */
	static List<String> list(JavaClasses classes) {
		return classes.stream()
			.map(JavaClass::getName)
			.filter((name) -> !name.endsWith("package-info"))
			.sorted()
			.map(PublicApi::load)
			.filter(PublicApi::isVisible)
			.flatMap((type) -> lines(type).stream())
			.toList();
	}

	private static List<String> lines(Class<?> type) {
		List<String> lines = new ArrayList<>();
		lines.add(head(type));
		Stream<String> fields = Arrays.stream(type.getDeclaredFields())
			.filter((field) -> isVisible(field.getModifiers()) && !field.isSynthetic())
			.map(Field::toGenericString);
		Stream<String> executables = Stream
			.<Executable>concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
			.filter((executable) -> isVisible(executable.getModifiers()) && !executable.isSynthetic())
			.map(Executable::toGenericString);
		Stream.concat(fields, executables).sorted().map("\t"::concat).forEach(lines::add);
		return lines;
	}

	private static String head(Class<?> type) {
		String parents = Stream
			.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
			.filter((parent) -> parent != Object.class)
			.map(Type::getTypeName)
			.collect(Collectors.joining(", "));
		// which newer JDKs print and JDK 17 does not
		String declared = type.toGenericString().replaceFirst("\\b(non-)?sealed ", "");
		return declared + (parents.isEmpty() ? "" : " : " + parents);
	}

	private static boolean isVisible(Class<?> type) {
		Class<?> outer = type.getEnclosingClass();
		return isVisible(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass()
				&& (outer == null || isVisible(outer));
	}

	private static boolean isVisible(int modifiers) {
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name, false, PublicApi.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
