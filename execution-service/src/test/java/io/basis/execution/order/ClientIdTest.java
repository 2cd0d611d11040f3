package io.basis.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientIdTest {

    @Test
    void anOrderHasTheSameNameForEver() {
        assertThat(ClientId.of("btc", 1, 1)).isEqualTo("b71dc743e1808762720be58a2e396f71");
        assertThat(ClientId.of("btc", 12, 3)).isEqualTo("b57b36f9caaada69960bedc49a2aa811");
    }

    @Test
    void everyVenueTakesIt() {
        for (String strategy : List.of("", "btc", "a-very-long-name-of-a-strategy-that-goes-on-and-on", "ÄÖ/ü 中")) {
            assertThat(ClientId.of(strategy, Long.MAX_VALUE, Integer.MAX_VALUE)).matches("[A-Za-z0-9]{1,32}");
        }
    }

    @Test
    void noTwoOrdersShareOne() {
        // When
        List<String> ids = new ArrayList<>();
        for (String strategy : List.of("a", "b", "a1", "a/1", "a-1")) {
            for (long group = 1; group <= 200; group++) {
                for (int place = 1; place <= 12; place++) {
                    ids.add(ClientId.of(strategy, group, place));
                }
            }
        }

        // Then
        assertThat(ids).doesNotHaveDuplicates();
    }
}
