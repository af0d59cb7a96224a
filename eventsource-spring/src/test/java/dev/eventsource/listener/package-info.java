@NullMarked
package dev.eventsource.listener;

import org.jspecify.annotations.NullMarked;
