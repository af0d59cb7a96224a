package dev.eventsource.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreePathScanner;

/**
 * Finds public types, and methods of theirs, without javadoc. Overriding methods inherit
 * theirs, compact constructors have their record's.
 */
final class MissingComments extends TreePathScanner<Void, Void> {

	private static final Set<Kind> OPEN_TO_ALL = Set.of(Kind.INTERFACE, Kind.ANNOTATION_TYPE);

	private final SourceFile file;

	private final List<String> findings = new ArrayList<>();

	private MissingComments(SourceFile file) {
		this.file = file;
	}

	/**
	 * Looks through a file.
	 * @param file the file
	 * @return a line for each type or method
	 */
	static List<String> findings(SourceFile file) {
		MissingComments scanner = new MissingComments(file);
		scanner.scan(file.tree(), null);
		return scanner.findings;
	}

	@Override
	public Void visitClass(ClassTree type, Void nothing) {
		if (!isVisible(type.getModifiers())) {
			return null;
		}
		check(type, type.getSimpleName().toString());
		return super.visitClass(type, nothing);
	}

	@Override
	public Void visitMethod(MethodTree method, Void nothing) {
		boolean overrides = method.getModifiers()
			.getAnnotations()
			.stream()
			.anyMatch((annotation) -> annotation.getAnnotationType().toString().equals("Override"));
		if (isVisible(method.getModifiers()) && !overrides && !isConstructorOfRecord(method)) {
			check(method, method.getName().toString());
		}
		return null;
	}

	private boolean isVisible(ModifiersTree modifiers) {
		Set<Modifier> flags = modifiers.getFlags();
		return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED)
				|| (isMemberOfInterface() && !flags.contains(Modifier.PRIVATE));
	}

	private boolean isMemberOfInterface() {
		return OPEN_TO_ALL.contains(getCurrentPath().getParentPath().getLeaf().getKind());
	}

	private boolean isConstructorOfRecord(MethodTree method) {
		return method.getName().contentEquals("<init>")
				&& getCurrentPath().getParentPath().getLeaf().getKind() == Kind.RECORD;
	}

	private void check(Tree declaration, String name) {
		String comment = this.file.trees().getDocComment(getCurrentPath());
		if (comment == null || comment.isBlank()) {
			long start = this.file.trees().getSourcePositions().getStartPosition(this.file.tree(), declaration);
			this.findings.add(this.file.path() + ":" + this.file.line(start) + ": " + name + " says nothing");
		}
	}

}
