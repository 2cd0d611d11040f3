package io.basis.domain.ledger;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.EModeEnabled;
import io.basis.domain.account.AccountEvent.FlashBorrowed;
import io.basis.domain.account.AccountEvent.FlashRepaid;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.UnstakeRequested;
import io.basis.domain.account.AccountEvent.Unstaked;
import io.basis.domain.account.AccountEvent.Unwrapped;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The one rule book of how account events change positions, used by the books and by the simulated venues.
 *
 * <p>A ledger is a draft over committed positions: events are applied one by one, and {@link #commit} checks every
 * position they touched before it returns the new positions. A draft that is dropped changed nothing.
 */
public final class Ledger {

    private static final InstrumentKey GAS = InstrumentKey.token(Venue.WALLET, Asset.ETH);
    private static final InstrumentKey FLASH = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey DEBT = InstrumentKey.debtToken(Asset.WETH);
    private static final int COST_SCALE = Instruments.COST_SCALE;

    private final PositionLayout layout;
    private final BigDecimal[] quantity;
    private final BigDecimal[] cost;
    private final double[] quantityMirror;
    private final double[] costMirror;
    private long touched;

    /** Flash loans of this draft that are still owed. */
    private BigDecimal flashLoan = BigDecimal.ZERO;

    private Ledger(
            PositionLayout layout,
            BigDecimal[] quantity,
            BigDecimal[] cost,
            double[] quantityMirror,
            double[] costMirror,
            long touched) {
        this.layout = layout;
        this.quantity = quantity.clone();
        this.cost = cost.clone();
        this.quantityMirror = quantityMirror.clone();
        this.costMirror = costMirror.clone();
        this.touched = touched;
    }

    /** A draft that starts from these positions. */
    public static Ledger on(Positions positions) {
        return new Ledger(
                positions.layout(),
                positions.quantity,
                positions.cost,
                positions.quantityMirror,
                positions.costMirror,
                0);
    }

    /** Applies a list of events as one commit. */
    public static Positions commit(Positions positions, List<AccountEvent> events) {
        if (events.isEmpty()) {
            return positions;
        }
        Ledger draft = on(positions);
        for (AccountEvent event : events) {
            draft.apply(event);
        }
        return draft.commit();
    }

    /** Another draft that starts where this one stands. */
    public Ledger copy() {
        Ledger copy = new Ledger(layout, quantity, cost, quantityMirror, costMirror, touched);
        copy.flashLoan = flashLoan;
        return copy;
    }

    /** The quantity in this draft. */
    public BigDecimal quantity(InstrumentKey key) {
        int slot = layout.slot(key);
        return slot < 0 ? BigDecimal.ZERO : quantity[slot];
    }

    /** Flash loans of this draft that are still owed, WETH. */
    public BigDecimal flashLoan() {
        return flashLoan;
    }

    /** Applies one event to the draft. */
    public void apply(AccountEvent event) {
        switch (event) {
            case Deposited e -> add(e.into(), e.amount());
            case Withdrawn e -> add(e.from(), e.amount().negate());
            case Transferred e -> {
                add(e.from(), e.amount().negate());
                add(e.to(), e.amount());
                payGas(e.gas());
            }
            case SpotFilled e -> {
                add(e.coin(), e.quantity());
                addUsdt(e.coin().venue(), e.quote().subtract(e.fee()).subtract(e.slippage()));
            }
            case PerpFilled e ->
                trade(e.perp(), e.quantity(), e.price(), e.fee().add(e.slippage()));
            case StopFilled e ->
                trade(e.perp(), e.quantity(), e.price(), e.fee().add(e.slippage()));
            case Supplied e -> {
                add(InstrumentKey.home(e.asset()), e.amount().negate());
                add(InstrumentKey.aToken(e.asset()), e.scaled());
                payGas(e.gas());
            }
            case Redeemed e -> {
                add(InstrumentKey.aToken(e.asset()), e.scaled().negate());
                add(InstrumentKey.home(e.asset()), e.amount());
                payGas(e.gas());
            }
            case EModeEnabled e -> payGas(e.gas());
            case Borrowed e -> {
                add(e.into(), e.amount());
                add(DEBT, e.scaled());
                payGas(e.gas());
            }
            case Repaid e -> {
                add(e.from(), e.amount().negate());
                add(DEBT, e.scaled().negate());
                payGas(e.gas());
            }
            case FlashBorrowed e -> {
                flashLoan = flashLoan.add(e.amount());
                add(FLASH, e.amount());
                payGas(e.gas());
            }
            case FlashRepaid e -> {
                flashLoan = flashLoan.subtract(e.amount());
                add(FLASH, e.amount().add(e.fee()).add(e.left()).negate());
                add(GAS, e.left());
            }
            case Staked e -> {
                add(e.from(), e.amount().negate());
                add(InstrumentKey.home(e.lst()), e.minted());
                payGas(e.gas());
            }
            case UnstakeRequested e -> {
                add(InstrumentKey.home(e.lst()), e.amount().negate());
                add(InstrumentKey.claim(e.lst()), e.claim());
                payGas(e.gas());
            }
            case Unstaked e -> {
                add(InstrumentKey.claim(e.lst()), e.claim().negate());
                add(GAS, e.claim());
            }
            case Swapped e -> {
                add(e.from(), e.paid().negate());
                add(e.to(), e.received().subtract(e.fee()).subtract(e.slippage()));
                payGas(e.gas());
            }
            case Unwrapped e -> {
                add(InstrumentKey.home(Asset.KING), e.king().negate());
                add(InstrumentKey.home(Asset.EIGEN), e.eigen());
                add(InstrumentKey.home(Asset.ETHFI), e.ethfi());
                payGas(e.gas());
            }
            case RewardPaid e -> add(InstrumentKey.home(e.token()), e.amount());
            case FundingPaid e -> addUsdt(e.perp().venue(), e.amount());
            case InterestCharged e -> add(e.balance(), e.amount().negate());
            case Liquidated e -> trade(e.perp(), e.quantity(), e.price(), e.fee());
            case LoanLiquidated e -> {
                add(DEBT, e.repaidScaled().negate());
                add(InstrumentKey.aToken(e.collateral()), e.seizedScaled().negate());
            }
            case Adopted e -> {
                if (e.entry() == null) {
                    add(e.key(), e.quantity());
                } else {
                    trade(e.key(), e.quantity(), e.entry(), BigDecimal.ZERO);
                }
            }
            case Airdropped e -> add(e.key(), e.quantity());
            case Deleveraged e -> trade(e.perp(), e.quantity(), e.price(), e.fee());
            case ManuallyTraded e -> {
                add(e.from(), e.paid().negate());
                add(e.to(), e.received());
            }
            case BalancesReported e -> {
                // A statement moves nothing.
            }
            case Accepted e -> {
                // What comes of it is reported later.
            }
            case Rejected e -> {
                // A refused order changed nothing.
            }
        }
    }

    /**
     * The positions after all applied events; the draft ends with this.
     *
     * @throws LedgerViolation naming the position that must not be negative, or the flash loan left open
     */
    public Positions commit() {
        if (flashLoan.signum() != 0) {
            throw new LedgerViolation("flash loan of " + flashLoan.toPlainString() + " WETH is not repaid");
        }
        for (long rest = touched; rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            check(layout.key(slot), quantity[slot]);
            quantityMirror[slot] = quantity[slot].doubleValue();
            costMirror[slot] = cost[slot].doubleValue();
        }
        return new Positions(layout, quantity, cost, quantityMirror, costMirror);
    }

    private static void check(InstrumentKey key, BigDecimal quantity) {
        if (key.venue() == Venue.INSTADAPP && quantity.signum() != 0) {
            throw new LedgerViolation("flash leg " + key + " must be zero after a group, is " + quantity);
        }
        if (quantity.signum() < 0 && !mayBeNegative(key)) {
            throw new LedgerViolation(key + " must not be negative, would be " + quantity.toPlainString());
        }
    }

    /** Perpetuals are signed, and an exchange lends USDT against collateral; nothing else may be owed by a balance. */
    public static boolean mayBeNegative(InstrumentKey key) {
        return key.type() == PositionType.PERP
                || (key.type() == PositionType.BASE_TOKEN
                        && key.venue().exchange()
                        && key.symbol().equals(Asset.USDT.name()));
    }

    /**
     * Trades a perpetual: opening adds to the cost, closing takes its share of the cost out and realises the rest in USDT.
     *
     * <p>The cost keeps what the rounding of the realised USDT leaves over, also while the position is flat, so that
     * trading at the mark changes equity by the costs alone, however often it is done.
     */
    private void trade(InstrumentKey perp, BigDecimal traded, BigDecimal price, BigDecimal charged) {
        int slot = layout.require(perp);
        BigDecimal held = quantity[slot];
        BigDecimal realised = BigDecimal.ZERO;
        if (held.signum() * traded.signum() < 0) {
            BigDecimal closed = traded.abs().min(held.abs()).multiply(BigDecimal.valueOf(traded.signum()));
            BigDecimal closedCost =
                    cost[slot].multiply(closed.negate()).divide(held, COST_SCALE, RoundingMode.HALF_EVEN);
            realised = Decimals.halfEven(closed.negate().multiply(price).subtract(closedCost), Asset.USDT);
        }
        BigDecimal left = cost[slot].add(traded.multiply(price)).add(realised);
        cost[slot] = left.signum() == 0 ? BigDecimal.ZERO : left;
        quantity[slot] = held.add(traded);
        touch(slot);
        addUsdt(perp.venue(), realised.subtract(charged));
    }

    private void payGas(BigDecimal gas) {
        if (gas.signum() != 0) {
            add(GAS, gas.negate());
        }
    }

    private void addUsdt(Venue venue, BigDecimal amount) {
        add(InstrumentKey.token(venue, Asset.USDT), amount);
    }

    private void add(InstrumentKey key, BigDecimal amount) {
        int slot = layout.require(key);
        quantity[slot] = quantity[slot].add(amount);
        touch(slot);
    }

    private void touch(int slot) {
        touched |= 1L << slot;
    }
}
