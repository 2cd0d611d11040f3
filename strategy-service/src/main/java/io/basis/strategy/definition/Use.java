package io.basis.strategy.definition;

import io.basis.domain.strategy.Family;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which strategies use a key: those of some families and, of these, the ones whose other keys meet a condition.
 *
 * @param where the condition in words that fit "used where …", empty for none
 */
public record Use(Set<Family> families, String where, Predicate<Settings> condition) {

    public Use {
        families = Set.copyOf(families);
    }

    static Use by(Family... families) {
        Set<Family> set = EnumSet.noneOf(Family.class);
        set.addAll(Arrays.asList(families));
        return new Use(set, "", settings -> true);
    }

    static Use byAll() {
        return by(Family.values());
    }

    /** The same under one more condition. */
    Use where(String words, Predicate<Settings> holds) {
        return new Use(families, where.isEmpty() ? words : where + " and " + words, condition.and(holds));
    }

    /** True for a strategy of that family with these settings. */
    boolean holds(Family family, Settings settings) {
        return families.contains(family) && condition.test(settings);
    }

    /** Why a strategy does not use the key, in words that follow the key; empty where it does. */
    Optional<String> refusal(Family family, Settings settings, String mode) {
        if (!families.contains(family)) {
            return Optional.of("is not used by " + mode);
        }
        return condition.test(settings) ? Optional.empty() : Optional.of("is used only where " + where);
    }
}
