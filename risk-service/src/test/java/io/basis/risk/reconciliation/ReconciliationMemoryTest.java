package io.basis.risk.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ReconciliationMemoryTest {

    private static final InstrumentKey CASH = InstrumentKey.token(Venue.OKX, Asset.USDT);

    @Test
    void whatWasNotedIsStillKnownAfterARestart() throws Unreadable {
        // Given
        Codec codec = new Codec();
        ReconciliationMemory memory = new ReconciliationMemory();
        memory.noted.put(CASH, new BigDecimal("-0.100000"));
        memory.adopted.add(CASH);
        memory.unsettled.put(Venue.OKX, 3);

        // When
        ReconciliationMemory read = codec.read(ReconciliationMemory.class, codec.write(memory));

        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(memory);
    }
}
