package dev.eventsource.samples.todatabase;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The bookings.
 */
interface Bookings extends JpaRepository<Booking, Long> {

}
