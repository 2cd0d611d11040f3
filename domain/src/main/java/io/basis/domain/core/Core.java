package io.basis.domain.core;

import io.basis.domain.message.Message;

/**
 * The logic of a service: a deterministic state machine per strategy.
 *
 * <p>No clock, no I/O, no randomness, no logger: time arrives in the message. The same messages in the same order give
 * the same output and the same state, whichever bus carries them. A core changes the state it is given in place; when
 * it throws, the state is void and the shell reads the stored one again.
 *
 * @param <S> state of one strategy, a plain object that can be stored as JSON
 */
public interface Core<S> {

    /** The state of a strategy of which nothing has been heard. */
    S fresh(String strategy);

    /**
     * Takes in one message and emits what follows from it.
     *
     * @throws Refusal when this strategy cannot go on, which halts it alone
     */
    void on(S state, Message message, Output out);
}
