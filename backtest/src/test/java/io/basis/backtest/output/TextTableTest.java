package io.basis.backtest.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void textsStandLeftAndNumbersRight() {
        // Given
        TextTable table = new TextTable().left("mode", "").right("return", "%");

        // When
        table.row("btc_basis", "7.43");
        table.row("x", "-12.00");

        // Then
        assertThat(table).hasToString("""
                        mode       return
                                        %
                        btc_basis    7.43
                        x          -12.00
                        """);
    }
}
