package dev.eventsource.samples.wall;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a wall.
 *
 * @param name what it is called
 */
@ConfigurationProperties("wall")
record WallSettings(@DefaultValue("wall") String name) {
}
