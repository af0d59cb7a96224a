package dev.eventsource.simulation;

/**
 * How much is going on at a time.
 *
 * @param wide whether anything is drawn that seeds did not draw at first
 * @param sources how many sources there are
 * @param places attempts to connect at a time; 0 for no limit
 */
record Breadth(boolean wide, int sources, int places) {

	/** As it was when the first seeds failed: they still show what they showed. */
	static final Breadth NARROW = new Breadth(false, 1, 64);

	static Breadth draw(World world) {
		int sources = (world.below(3) == 0) ? 2 + world.below(2) : 1;
		return new Breadth(true, sources, world.below(3));
	}

}
