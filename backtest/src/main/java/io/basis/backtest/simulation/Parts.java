package io.basis.backtest.simulation;

import io.basis.domain.core.Core;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Store;
import java.util.List;

/** What an instance is put together from; a test replaces one part by a broken one to see whether that is noticed. */
public interface Parts {

    /** All as it should be. */
    Parts SOUND = new Parts() {};

    default <S> Core<S> core(String service, Core<S> core) {
        return core;
    }

    /** The tables as the connections of one instance see them. */
    default Store tables(String service, Database tables) {
        return tables;
    }

    /** The store as the shell of one instance sees it. */
    default Store store(String service, Store store, Outlet outlet) {
        return store;
    }

    /** The outlet as the shell of one instance sees it. */
    default Outlet outlet(String service, Outlet outlet) {
        return outlet;
    }

    /** A record of a topic as an instance reads it. */
    default Inbound read(String service, List<Inbound> topic, int offset) {
        return topic.get(offset);
    }
}
