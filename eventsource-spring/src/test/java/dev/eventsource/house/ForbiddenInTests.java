package dev.eventsource.house;

import java.util.ArrayList;
import java.util.List;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

/**
 * Finds what no test may do: sleep, or be switched off.
 */
final class ForbiddenInTests extends TreeScanner<Void, Void> {

	private final SourceFile file;

	private final List<String> findings = new ArrayList<>();

	private ForbiddenInTests(SourceFile file) {
		this.file = file;
	}

	/**
	 * Looks through a file.
	 * @param file the file
	 * @return a line for each place
	 */
	static List<String> findings(SourceFile file) {
		ForbiddenInTests scanner = new ForbiddenInTests(file);
		scanner.scan(file.tree(), null);
		return scanner.findings;
	}

	@Override
	public Void visitMemberSelect(MemberSelectTree member, Void nothing) {
		String selected = member.toString();
		if (selected.endsWith("Thread.sleep") || selected.matches(".*TimeUnit\\.[A-Z]+\\.sleep")) {
			report(member, "sleeps; wait for a fact instead");
		}
		return super.visitMemberSelect(member, nothing);
	}

	@Override
	public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
		if (annotation.getAnnotationType().toString().matches("(.*\\.)?Disabled")) {
			report(annotation, "is switched off; repair or remove it");
		}
		return super.visitAnnotation(annotation, nothing);
	}

	private void report(Tree place, String finding) {
		long start = this.file.trees().getSourcePositions().getStartPosition(this.file.tree(), place);
		this.findings.add(this.file.path() + ":" + this.file.line(start) + ": " + finding);
	}

}
