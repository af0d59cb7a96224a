package dev.eventsource.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;

/**
 * Measures the methods of one file: lines of the body, nesting of branches, loops and
 * tries, parameters.
 */
final class MethodBudgets extends TreeScanner<Void, Void> {

	private static final int BODY_LINES = 30;

	private static final int NESTING = 2;

	private static final int PARAMETERS = 5;

	private final SourceFile file;

	private final List<String> excesses = new ArrayList<>();

	private final Deque<ClassTree> types = new ArrayDeque<>();

	private int depth;

	private MethodBudgets(SourceFile file) {
		this.file = file;
	}

	/**
	 * Measures a file.
	 * @param file the file
	 * @return a line for each budget that a method exceeds
	 */
	static List<String> excesses(SourceFile file) {
		MethodBudgets budgets = new MethodBudgets(file);
		budgets.scan(file.tree(), null);
		return budgets.excesses;
	}

	@Override
	public Void visitClass(ClassTree type, Void nothing) {
		int outer = this.depth;
		this.depth = 0;
		this.types.push(type);
		super.visitClass(type, nothing);
		this.types.pop();
		this.depth = outer;
		return null;
	}

	@Override
	public Void visitMethod(MethodTree method, Void nothing) {
		if (method.getParameters().size() > PARAMETERS && !mayTakeMany(method)) {
			report(method, method.getParameters().size() + " parameters, " + PARAMETERS + " at most");
		}
		BlockTree body = method.getBody();
		if (body != null && bodyLines(body) > BODY_LINES) {
			report(method, bodyLines(body) + " lines in its body, " + BODY_LINES + " at most");
		}
		return super.visitMethod(method, nothing);
	}

	@Override
	public Void visitIf(IfTree branch, Void nothing) {
		return nested(branch, () -> {
			scan(branch.getCondition(), nothing);
			scan(branch.getThenStatement(), nothing);
			scanElse(branch.getElseStatement());
		});
	}

	@Override
	public Void visitForLoop(ForLoopTree loop, Void nothing) {
		return nested(loop, () -> super.visitForLoop(loop, nothing));
	}

	@Override
	public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void nothing) {
		return nested(loop, () -> super.visitEnhancedForLoop(loop, nothing));
	}

	@Override
	public Void visitWhileLoop(WhileLoopTree loop, Void nothing) {
		return nested(loop, () -> super.visitWhileLoop(loop, nothing));
	}

	@Override
	public Void visitDoWhileLoop(DoWhileLoopTree loop, Void nothing) {
		return nested(loop, () -> super.visitDoWhileLoop(loop, nothing));
	}

	@Override
	public Void visitTry(TryTree attempt, Void nothing) {
		return nested(attempt, () -> super.visitTry(attempt, nothing));
	}

	private void scanElse(Tree otherwise) {
		// an else-if continues its if: no deeper than the first
		this.depth -= (otherwise instanceof IfTree) ? 1 : 0;
		scan(otherwise, null);
		this.depth += (otherwise instanceof IfTree) ? 1 : 0;
	}

	private Void nested(Tree statement, Runnable visit) {
		this.depth++;
		if (this.depth == NESTING + 1) {
			report(statement, "nested deeper than " + NESTING);
		}
		visit.run();
		this.depth--;
		return null;
	}

	private boolean mayTakeMany(MethodTree method) {
		boolean constructor = method.getName().contentEquals("<init>");
		return (constructor && this.types.element().getKind() == Kind.RECORD) || method.getModifiers()
			.getAnnotations()
			.stream()
			.map(AnnotationTree::getAnnotationType)
			.anyMatch((type) -> type.toString().equals("Bean"));
	}

	private long bodyLines(BlockTree body) {
		SourcePositions positions = this.file.trees().getSourcePositions();
		long first = this.file.line(positions.getStartPosition(this.file.tree(), body));
		long last = this.file.line(positions.getEndPosition(this.file.tree(), body));
		return Math.max(0, last - first - 1);
	}

	private void report(Tree place, String excess) {
		long start = this.file.trees().getSourcePositions().getStartPosition(this.file.tree(), place);
		String name = (place instanceof MethodTree method) ? method.getName() + ": " : "";
		this.excesses.add(this.file.path() + ":" + this.file.line(start) + ": " + name + excess);
	}

}
