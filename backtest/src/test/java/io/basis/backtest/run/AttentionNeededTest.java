package io.basis.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.core.Refusal;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Setup;
import org.junit.jupiter.api.Test;

class AttentionNeededTest {

    private static final StrategyDefinition LENDING = Setup.lending().definition();

    @Test
    void aRunThatNeedsAttentionEndsAsARefusalThatSaysWhatIsOpen() {
        // Given
        RunRecorder recorder = new RunRecorder(LENDING);
        recorder.on(new StartedStrategy(LENDING, Status.RUNNING));

        // When
        var thrown = assertThatThrownBy(() -> recorder.on(
                new StartedStrategy(LENDING, Status.NEEDS_ATTENTION, "order 1 rejected; open: a leg", null)));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ORD-001"))
                .hasMessage(LENDING.mode() + " needs attention: order 1 rejected; open: a leg");
    }
}
