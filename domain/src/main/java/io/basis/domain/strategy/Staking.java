package io.basis.domain.strategy;

import io.basis.domain.instrument.Asset;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How ETH is staked.
 *
 * @param lst the staked token held
 * @param allocation share of equity staked, net of debt; 1 where nothing is hedged
 * @param allocationBand how far that share may be off before it is restored, relative
 * @param exit how an owner's withdrawal leaves
 * @param queue days that the protocol takes to pay a claim
 * @param fundedIn asset in which capital and deposits arrive, ETH or USDT
 * @param rewards reward tokens
 * @param dustDelta value of reward tokens, of equity, beyond which they are sold
 * @param maxSlippage costs of a swap, fraction, beyond which it is not made
 */
public record Staking(
        Asset lst,
        double allocation,
        double allocationBand,
        Exit exit,
        Duration queue,
        Asset fundedIn,
        Rewards rewards,
        double dustDelta,
        BigDecimal maxSlippage) {

    /** How a staked position is left. */
    public enum Exit {
        /** By the protocol's queue, at the protocol rate, after days. */
        QUEUE,
        /** At once, at the market price. */
        MARKET
    }

    /**
     * How reward tokens are paid.
     *
     * @param enabled false to leave them out
     * @param inKing true when they come bundled as KING tokens
     */
    public record Rewards(boolean enabled, boolean inKing) {}
}
