package io.basis.domain.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShockTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aShockActsFromItsBeginningUntilItsEnd() {
        Shock shock = new Shock.Freeze(DAY, DAY, Venue.BYBIT);

        assertThat(shock.acts(DAY.minusNanos(1))).isFalse();
        assertThat(shock.acts(DAY)).isTrue();
        assertThat(shock.acts(DAY.multipliedBy(2).minusNanos(1))).isTrue();
        assertThat(shock.acts(DAY.multipliedBy(2))).isFalse();
    }

    @Test
    void aShockWithoutAnEndActsToTheEnd() {
        assertThat(new Shock.Refuse(DAY, Duration.ZERO, Venue.BYBIT).acts(DAY.multipliedBy(1000)))
                .isTrue();
    }

    @Test
    void aScenarioBeginsWithItsFirstShock() {
        Scenario scenario = new Scenario(
                "two",
                "Two",
                List.of(
                        new Shock.HoldTransfers(DAY.multipliedBy(2), DAY),
                        new Shock.Refuse(DAY, Duration.ZERO, Venue.OKX)));

        assertThat(scenario.begins()).isEqualTo(DAY);
    }

    @Test
    void whatCannotBeIsRefused() {
        SeriesPattern all = SeriesPattern.parse("*:*:*");

        assertThatThrownBy(() -> new Shock.Scale(DAY, DAY, all, 0, DAY)).hasMessageContaining("cannot scale by 0");
        assertThatThrownBy(() -> new Shock.Scale(DAY, DAY, all, 1, DAY.negated()))
                .hasMessageContaining("cannot scale");
        assertThatThrownBy(() -> new Shock.Replace(DAY, DAY, all, Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new Shock.Stall(DAY.negated(), DAY, all)).hasMessageContaining("before the start");
        assertThatThrownBy(() -> new Scenario("none", "None", List.of())).hasMessageContaining("has no shock");
    }
}
