package dev.eventsource.samples.quickstart;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A change in one of Wikimedia's wikis: the part of its JSON that this sample uses.
 *
 * @param wiki short name of the wiki, such as {@code enwiki}
 * @param type {@code edit}, {@code new}, {@code log} or {@code categorize}
 * @param title title of the page
 * @param user who changed it
 * @param length size of the page, {@code null} where the change has none
 * @param meta where the change comes from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecentChange(String wiki, String type, String title, String user, @Nullable Length length, Meta meta) {

	/**
	 * Returns whether this is one of the artificial events by which Wikimedia watches its
	 * service.
	 * @return {@code true} for an event that is no change
	 */
	public boolean isCanary() {
		return "canary".equals(this.meta.domain());
	}

	String toLine() {
		// the title comes last: scripts differ in width and direction
		return String.format(Locale.ROOT, "%-16s%10s  %-20s  %s", this.wiki, difference(), this.user, this.title);
	}

	private String difference() {
		if (this.length == null) {
			return this.type;
		}
		int before = (this.length.old() != null) ? this.length.old() : 0;
		int after = (this.length.now() != null) ? this.length.now() : 0;
		return String.format(Locale.ROOT, "%+d", after - before);
	}

}
