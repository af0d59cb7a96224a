package dev.eventsource.samples.operations;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTests {

	private final Rates rates = new Rates();

	@Test
	void theFirstCountIsNoRate() {
		this.rates.add(500);

		assertThat(this.rates.perSecond()).isEmpty();
		assertThat(this.rates.recent()).isZero();
	}

	@Test
	void isTheGrowthOfTheLastTenSeconds() {
		this.rates.add(0);
		this.rates.add(1000);
		for (int second = 1; second <= 10; second++) {
			this.rates.add(1000 + 4 * second);
		}

		assertThat(this.rates.recent()).isEqualTo(4);
	}

	@Test
	void keepsAMinute() {
		for (int second = 0; second <= 90; second++) {
			this.rates.add(second);
		}

		assertThat(this.rates.perSecond()).hasSize(60).containsOnly(1L);
	}

	@Test
	void aCountThatBeginsAnewIsNoNegativeRate() {
		this.rates.add(100);
		this.rates.add(3);

		assertThat(this.rates.perSecond()).containsExactly(0L);
	}

}
