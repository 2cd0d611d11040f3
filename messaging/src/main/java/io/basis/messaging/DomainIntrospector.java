package io.basis.messaging;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the domain's own types say about their JSON, so that they need no annotations for it.
 *
 * <p>A sealed type carries the simple name of the permitted class in {@code type}. A record needs all its components
 * but the nullable ones and the doubles, which are left out when they are null or NaN, and those that have a default.
 */
final class DomainIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    static final VisibilityChecker<?> FIELDS_ONLY = VisibilityChecker.Std.allPublicInstance()
            .withFieldVisibility(Visibility.ANY)
            .withCreatorVisibility(Visibility.ANY)
            .withGetterVisibility(Visibility.NONE)
            .withIsGetterVisibility(Visibility.NONE)
            .withSetterVisibility(Visibility.NONE);

    private final transient Defaults defaults;

    DomainIntrospector(Defaults defaults) {
        this.defaults = defaults;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && annotated.getRawType().isSealed()
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, null)
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        if (!(annotated instanceof AnnotatedClass) || !annotated.getRawType().isSealed()) {
            return super.findSubtypes(annotated);
        }
        List<NamedType> leaves = new ArrayList<>();
        addLeaves(annotated.getRawType(), leaves);
        return leaves;
    }

    private static void addLeaves(Class<?> sealed, List<NamedType> leaves) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                addLeaves(permitted, leaves);
            } else {
                leaves.add(new NamedType(permitted, permitted.getSimpleName()));
            }
        }
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        return annotated instanceof AnnotatedMember member
                        && member.getDeclaringClass().isRecord()
                ? JsonInclude.Value.construct(
                        annotated.getRawType() == double.class
                                ? JsonInclude.Include.NON_EMPTY
                                : JsonInclude.Include.NON_NULL,
                        JsonInclude.Include.ALWAYS)
                : super.findPropertyInclusion(annotated);
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return needed(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return needed(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : super.findSetterInfo(annotated);
    }

    /** Jackson calls injected what is taken when a record does not say it; a record that does has the last word. */
    @Override
    public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
        @Nullable RecordComponent component = component(member);
        return component == null || defaults.of(component.getDeclaringRecord(), component.getName()) == null
                ? super.findInjectableValue(member)
                : JacksonInject.Value.construct(
                        Defaults.id(component.getDeclaringRecord(), component.getName()), true, null);
    }

    private static boolean needed(Annotated annotated) {
        @Nullable RecordComponent component = component(annotated);
        return component != null
                && component.getType() != double.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The component behind a parameter of the canonical constructor; those of others mean something else. */
    private static @Nullable RecordComponent component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !parameter.getDeclaringClass().isRecord()) {
            return null;
        }
        RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
        return parameter.getOwner().getParameterCount() == components.length ? components[parameter.getIndex()] : null;
    }
}
