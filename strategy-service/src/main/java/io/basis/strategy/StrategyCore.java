package io.basis.strategy;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From an assessment to a decision, and from a decision through its order groups one by one: the tight loop.
 *
 * <p>Every assessment is answered with one decision. The next group of a plan goes out in answer to the assessment that
 * contains the reports on the previous one; the decision that sends nothing more at an instant says so.
 */
public final class StrategyCore implements Core<StrategyState> {

    @Override
    public StrategyState fresh(String strategy) {
        return new StrategyState();
    }

    @Override
    public void on(StrategyState state, Message message, Output out) {
        switch (message) {
            case StrategyCommand command -> onCommand(state, command, out);
            case RiskAssessment assessment -> onAssessment(state, assessment, out);
            case StrategyHalt halt -> {
                state.halted = true;
                publish(state, Status.HALTED, out);
            }
            default -> throw new IllegalArgumentException("strategy-service does not read " + message.getClass());
        }
    }

    private static void onCommand(StrategyState state, StrategyCommand command, Output out) {
        switch (command) {
            case StrategyCommand.Start start -> start(state, start, out);
            case StrategyCommand.RequestFlow request -> accept(state, request.flow());
            case StrategyCommand.Stop stop -> {
                state.closing = Closing.STOPPED;
                goOn(state, null, out);
            }
            case StrategyCommand.EmergencyExit exit -> {
                state.closing = Closing.EMERGENCY;
                goOn(state, null, out);
            }
            case StrategyCommand.Resume resume -> {
                // What halted while it closed goes on closing: only asking again, when it stands still, opens it.
                if (!state.halted) {
                    state.closing = Closing.NO;
                }
                goOn(state, null, out);
            }
            case StrategyCommand.Skip skip -> goOn(state, skip, out);
        }
    }

    /**
     * A person has looked: whatever needed attention is measured afresh, and wherever the strategy is halted, its word on
     * where it stands makes it go on.
     */
    private static void goOn(StrategyState state, StrategyCommand.@Nullable Skip skip, Output out) {
        state.halted = false;
        state.attention = null;
        state.failures = 0;
        Status status = state.closing == Closing.NO ? Status.RUNNING : Status.STOPPED;
        out.emit(Topic.STRATEGIES, new StartedStrategy(definition(state), status, null, skip));
        if (state.completed) {
            publish(state, Status.COMPLETED, out);
        }
    }

    private static void start(StrategyState state, StrategyCommand.Start start, Output out) {
        if (state.definition == null) {
            state.definition = start.definition();
            start.flows().forEach(flow -> accept(state, flow));
            publish(state, Status.RUNNING, out);
        }
    }

    private static void accept(StrategyState state, Flow flow) {
        if (!state.seenFlows.contains(flow.id())) {
            state.seenFlows.add(flow.id());
            state.flows.add(flow);
            state.flows.sort(Comparator.comparing(Flow::at));
        }
    }

    private static void publish(StrategyState state, Status status, Output out) {
        out.emit(Topic.STRATEGIES, new StartedStrategy(definition(state), status));
    }

    private static void onAssessment(StrategyState state, RiskAssessment assessment, Output out) {
        if (assessment.group() < state.group) {
            throw new Refusal(
                    "STR-001",
                    "assessment of " + assessment.at() + " contains group " + assessment.group() + " but group "
                            + state.group + " was sent before it");
        }
        new Turn(state, assessment, strategy(state), out).take();
    }

    private static StrategyDefinition definition(StrategyState state) {
        return Objects.requireNonNull(state.definition);
    }

    private static Strategy strategy(StrategyState state) {
        Strategy strategy = state.strategy;
        if (strategy == null) {
            strategy = Strategy.of(definition(state));
            state.strategy = strategy;
        }
        return strategy;
    }
}
