package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Asset;
import org.junit.jupiter.api.Test;

class ConfigurationFilesTest {

    private static final String COSTS = YamlFile.text("costs.yaml");

    @Test
    void shareClassesSayWhetherTheyAreMarketNeutral() {
        assertThat(ShareClass.of(Asset.USDT).marketNeutral()).isTrue();
        assertThat(ShareClass.of(Asset.ETH).marketNeutral()).isFalse();
        assertThat(ShareClass.of(Asset.BTC).marketNeutral()).isFalse();
    }

    @Test
    void aShareClassFileWithAMistakeIsRefused() {
        String usdt = YamlFile.text("share-classes/USDT.yaml");
        assertThatThrownBy(() -> ShareClass.parse(Asset.USDT, "USDT.yaml", usdt.replace("neutral", "neutrl")))
                .hasMessage("USDT.yaml: unknown key market_neutrl, did you mean market_neutral?");
        assertThatThrownBy(() -> ShareClass.parse(Asset.USDT, "USDT.yaml", usdt.replace("true", "maybe")))
                .hasMessage("USDT.yaml: market_neutral is 'maybe', which is not true or false");
        assertThatThrownBy(() -> ShareClass.parse(Asset.ETH, "ETH.yaml", usdt))
                .hasMessage("ETH.yaml: share_class is 'USDT', the file's name says ETH");
        assertThatThrownBy(() -> ShareClass.parse(Asset.USDT, "USDT.yaml", "share_class: USDT\nmarket_neutral: true\n"))
                .hasMessage("USDT.yaml: initial_capital is missing");
    }

    @Test
    void aCostTableWithAMistakeIsRefused() {
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("  BTCUSDT:", "  BTCUSD:")))
                .hasMessageStartingWith("costs.yaml: unknown key all_in_bps.BTCUSD.10000");
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("supply:", "suply:")))
                .hasMessage("costs.yaml: unknown operation gas_units.suply, did you mean supply?");
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("250000", "-1")))
                .hasMessage("costs.yaml: gas_units.supply is '-1', which is not a number of at least 0");
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("  redeem: 220000\n", "")))
                .hasMessage("costs.yaml: gas_units.redeem is missing");
    }

    @Test
    void aTableOfSizesWithAMistakeIsRefused() {
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("tick: 0.1,", "tik: 0.1,")))
                .hasMessage("costs.yaml: unknown key filters.BTCUSDT-PERP.tik, did you mean tick?");
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replace("lot: 0.00001, ", "")))
                .hasMessage("costs.yaml: filters.BTCUSDT.lot is missing");
        assertThatThrownBy(() -> CostTables.parse("costs.yaml", COSTS.replaceAll("  WEETHWETH: .*\n", "")))
                .hasMessage("costs.yaml: all_in_bps.WEETHWETH is missing");
    }
}
