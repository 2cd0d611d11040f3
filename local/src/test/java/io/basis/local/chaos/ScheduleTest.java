package io.basis.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void theSameSeedGivesTheSameFaults() {
        // When
        Schedule one = Schedule.of(7, Duration.ofMinutes(10), 5, 2);

        // Then
        assertThat(one).isEqualTo(Schedule.of(7, Duration.ofMinutes(10), 5, 2));
        assertThat(one.faults())
                .isNotEqualTo(Schedule.of(8, Duration.ofMinutes(10), 5, 2).faults());
    }

    @Test
    void aMinuteHasOneOfEachFaultThatMatters() {
        // When
        Schedule minute = Schedule.of(1, Duration.ofMinutes(1), 5, 2);

        // Then
        assertThat(minute.faults())
                .extracting(Fault::kind)
                .containsExactlyInAnyOrder(
                        FaultKind.SERVICE_KILLED,
                        FaultKind.SERVICE_FROZEN,
                        FaultKind.POISON,
                        FaultKind.BROKER_KILLED,
                        FaultKind.DATABASE_KILLED);
        assertThat(minute.interval()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void tenMinutesHaveEveryFaultAndFillTheDiskOnce() {
        // When
        Schedule schedule = Schedule.of(1, Duration.ofMinutes(10), 5, 2);

        // Then
        assertThat(schedule.faults()).hasSize(40);
        assertThat(schedule.faults()).extracting(Fault::kind).contains(FaultKind.values());
        assertThat(schedule.faults())
                .filteredOn(fault -> fault.kind() == FaultKind.DISK_FULL)
                .hasSize(1);
    }
}
