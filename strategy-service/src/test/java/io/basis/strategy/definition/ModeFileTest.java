package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.strategy.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModeFileTest {

    private static final String LENDING = YamlFile.text("modes/pure_lending_usdt.yaml");
    private static final String BASIS = YamlFile.text("modes/btc_basis.yaml");

    static Stream<String> modes() {
        return Modes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyModeLoads(String mode) {
        assertThat(Modes.load(mode).mode()).isEqualTo(mode);
    }

    @Test
    void theIndexListsExactlyTheFilesThatExist() throws IOException {
        Path folder = Path.of(System.getProperty("basis.home"), "strategy-service/src/main/resources/modes");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Modes.names().stream().map(name -> name + ".yaml").toList());
        }
    }

    @Test
    void theFamilyFollowsFromTheFlags() {
        assertThat(Modes.load("pure_lending_usdt").family()).isEqualTo(Family.LENDING);
        assertThat(Modes.load("btc_basis").family()).isEqualTo(Family.BASIS);
        assertThat(Modes.load("eth_basis").family()).isEqualTo(Family.BASIS);
        assertThat(Modes.load("eth_staking_only").family()).isEqualTo(Family.STAKING);
        assertThat(Modes.load("eth_leveraged").family()).isEqualTo(Family.STAKING);
        assertThat(Modes.load("usdt_eth_staking_hedged_simple").family()).isEqualTo(Family.HEDGED_STAKING);
        assertThat(Modes.load("usdt_eth_staking_hedged_leveraged").family()).isEqualTo(Family.HEDGED_STAKING);
        assertThat(Modes.load("ml_btc_directional_usdt_margin").family()).isEqualTo(Family.DIRECTIONAL);
        assertThat(Modes.load("ml_usdt_directional_usdt_margin").family()).isEqualTo(Family.DIRECTIONAL);
    }

    @Test
    void anUnknownModeIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Modes.load("btc_bassis"))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-001"))
                .hasMessage("unknown mode 'btc_bassis', did you mean btc_basis? (modes: "
                        + String.join(", ", Modes.names()) + ")");
    }

    @Test
    void aMissingSubscriptionIsNamed() {
        refuses(
                LENDING.replace("      - aave_v3:aToken:aUSDT\n", ""),
                "CFG-005",
                "test.yaml: Required instrument aave_v3:aToken:aUSDT not in position_subscriptions");
    }

    @Test
    void aMisspeltInstrumentIsRefusedWithTheNearest() {
        refuses(
                LENDING.replace("aave_v3:aToken:aUSDT", "aave_v3:aToken:aUSD"),
                "CFG-005",
                "test.yaml: position_subscriptions: unknown instrument 'aave_v3:aToken:aUSD',"
                        + " did you mean aave_v3:aToken:aUSDT?");
        refuses(
                LENDING.replace("aave_v3:aToken:aUSDT", "aave_v3:AToken:aUSDT"),
                "CFG-005",
                "test.yaml: position_subscriptions: unknown position type 'AToken', did you mean aave_v3:aToken:aUSDT?");
    }

    @Test
    void aSubscriptionThatTheModeDoesNotUseIsRefused() {
        refuses(
                LENDING.replace(
                        "      - wallet:BaseToken:ETH\n", "      - wallet:BaseToken:ETH\n      - okx:Perp:BTCUSDT\n"),
                "CFG-005",
                "test.yaml: position_subscriptions lists instrument okx:Perp:BTCUSDT, which this mode does not use:"
                        + " remove it");
    }

    @Test
    void aSubscriptionGivenTwiceIsRefused() {
        refuses(
                LENDING.replace(
                        "      - wallet:BaseToken:ETH\n",
                        "      - wallet:BaseToken:ETH\n      - wallet:BaseToken:ETH\n"),
                "CFG-005",
                "test.yaml: position_subscriptions lists wallet:BaseToken:ETH twice");
    }

    @Test
    void everyOtherListIsHeldAgainstTheFlagsToo() {
        refusesBasis("  - funding:okx:BTCUSDT\n", "", "Required series funding:okx:BTCUSDT not in data_requirements");
        refusesBasis(
                "hedge_venues: [binance, bybit, okx]",
                "hedge_venues: [binance, bybit]",
                "Required venue okx not in hedge_venues");
        refusesBasis(
                "    venues: [binance, bybit, okx, alchemy]",
                "    venues: [binance, bybit, okx]",
                "Required venue alchemy not in venues");
        refusesBasis(
                "[entry_full, entry_partial, exit_partial, exit_full]",
                "[entry_full, entry_partial, exit_partial, exit_ful]",
                "actions lists action exit_ful, which this mode does not use, did you mean exit_full?");
        refusesBasis("      - margin_ratio\n", "", "Required risk type margin_ratio not in enabled_risk_types");
        refusesBasis("[funding, ", "[", "Required attribution type funding not in attribution_types");
        refusesBasis("[USDT, ETH, BTC]", "[USDT, ETH]", "Required asset BTC not in track_assets");
    }

    @Test
    void aVenueWithoutAllocationNeedsNoSubscription() {
        refusesBasis(
                "  binance: 0.4\n  bybit: 0.3\n  okx: 0.3\n",
                "  binance: 0.7\n  bybit: 0.3\n  okx: 0\n",
                "hedge_venues lists venue okx, which this mode does not use: remove it");
    }

    @Test
    void aMisspeltKeyIsRefusedWithTheNearest() {
        refuses(
                BASIS.replace("target_apy", "target_ap"),
                "CFG-002",
                "test.yaml: unknown key target_ap, did you mean target_apy?");
        refuses(
                BASIS.replace("margin_warning", "margin_warnin"),
                "CFG-002",
                "test.yaml: unknown key component_config.risk_monitor.limits.margin_warnin,"
                        + " did you mean component_config.risk_monitor.limits.margin_warning?");
    }

    @Test
    void aKeyOfAnotherFamilyIsRefused() {
        refuses(
                LENDING + "collateral_haircut: 0.9\n",
                "CFG-002",
                "test.yaml: collateral_haircut is not used by this mode: remove it");
    }

    @Test
    void aMissingKeyIsNamed() {
        refuses(
                BASIS.replace("max_drawdown: 0.02\n", ""),
                "CFG-004",
                "test.yaml: max_drawdown is missing; give it a fraction above 0 and at most 1");
    }

    @Test
    void aValueOfTheWrongTypeIsRefused() {
        refuses(
                BASIS.replace("target_apy: 0.08", "target_apy: high"),
                "CFG-003",
                "test.yaml: target_apy is 'high', which is not a number from 0 to 10, or none");
        refuses(
                BASIS.replace("asset: BTC", "asset: DOGE"),
                "CFG-003",
                "test.yaml: asset is 'DOGE', which is not one of USDT, ETH, BTC");
        refuses(
                BASIS.replace("asset: BTC", "asset: [BTC]"),
                "CFG-003",
                "test.yaml: asset must be one value, not the list [BTC]");
        refuses(
                BASIS.replace("hedge_venues: [binance, bybit, okx]", "hedge_venues: binance"),
                "CFG-003",
                "test.yaml: hedge_venues must be a list, not 'binance'");
        refuses(BASIS.replace("asset: BTC", "asset:"), "CFG-003", "test.yaml: asset has no value");
    }

    @Test
    void anAllocationThatDoesNotSumToOneIsRefused() {
        refuses(
                BASIS.replace("  okx: 0.3\n", "  okx: 0.2\n"),
                "CFG-007",
                "test.yaml: hedge_allocation must sum to 1, got 0.9");
    }

    @Test
    void flagsThatNoFamilyHasAreRefused() {
        refuses(
                BASIS.replace("borrowing_enabled: false", "borrowing_enabled: true"),
                "CFG-008",
                "test.yaml: no strategy family has exactly the flags [basis_trade_enabled, borrowing_enabled]; use"
                        + " lending_enabled, basis_trade_enabled or leverage_enabled alone, or staking_enabled alone or"
                        + " with basis_trade_enabled, each also with lending_enabled and borrowing_enabled");
    }

    @Test
    void anAssetThatTheFlagsCannotTradeIsRefused() {
        refuses(
                BASIS.replace("asset: BTC", "asset: USDT"),
                "CFG-008",
                "test.yaml: asset USDT is not possible with these flags; use BTC or ETH");
    }

    @Test
    void aKeyThatOtherKeysLeaveUnusedIsRefused() {
        refuses(
                BASIS + "margin_fraction: 0.5\n",
                "CFG-002",
                "test.yaml: margin_fraction is used only where collateral is usdt: remove it");
    }

    @Test
    void theFileMustRepeatItsMode() {
        refuses(
                BASIS.replace("mode: btc_basis", "mode: eth_basis"),
                "CFG-003",
                "test.yaml: mode is 'eth_basis', the file's name says btc_basis");
    }

    @Test
    void brokenYamlIsRefusedInOneLine() {
        assertThatThrownBy(() -> ModeFile.parse("btc_basis", "test.yaml", "mode: [btc_basis\nasset: BTC\n"))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("test.yaml: not valid YAML: ")
                .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
        refuses("- btc_basis\n", "CFG-006", "test.yaml: not a mapping of keys to values");
        assertThatThrownBy(() -> ModeFile.parse("btc_basis", "test.yaml", BASIS + "asset: ETH\n"))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("test.yaml: not valid YAML: Duplicate field 'asset'");
    }

    private static void refusesBasis(String from, String to, String message) {
        assertThat(BASIS).contains(from);
        refuses(BASIS.replace(from, to), "CFG-005", "test.yaml: " + message);
    }

    private static void refuses(String text, String code, String message) {
        String mode = text.contains("mode: pure_lending_usdt") ? "pure_lending_usdt" : "btc_basis";
        assertThatThrownBy(() -> ModeFile.parse(mode, "test.yaml", text))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString(code));
    }
}
