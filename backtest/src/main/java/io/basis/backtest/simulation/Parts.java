package io.basis.backtest.simulation;

import io.basis.domain.core.Core;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Store;

/** What an instance is put together from; a test replaces one part by a broken one to see whether that is noticed. */
public interface Parts {

    /** All as it should be. */
    Parts SOUND = new Parts() {};

    default <S> Core<S> core(String service, Core<S> core) {
        return core;
    }

    /** The store as one instance sees it. */
    default Store store(String service, Store store) {
        return store;
    }

    /** The outlet as one instance sees it. */
    default Outlet outlet(String service, Outlet outlet) {
        return outlet;
    }

    /** A record as one instance reads it. */
    default Inbound read(String service, Inbound record) {
        return record;
    }
}
