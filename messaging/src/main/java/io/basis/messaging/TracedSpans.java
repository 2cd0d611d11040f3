package io.basis.messaging;

import io.basis.domain.message.Topic;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** Spans for OpenTelemetry, by strategy and sequence: what one message went through can be found by both. */
public final class TracedSpans implements Spans {

    private static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("basis.strategy");
    private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("basis.sequence");

    private final Tracer tracer;

    public TracedSpans(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.basis.messaging");
    }

    @Override
    public void around(String strategy, @Nullable Topic topic, long sequence, Runnable work) {
        Span span = tracer.spanBuilder("process " + (topic == null ? "local" : topic))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(STRATEGY, strategy)
                .setAttribute(SEQUENCE, sequence)
                .startSpan();
        boolean done = false;
        Scope scope = span.makeCurrent();
        try {
            work.run();
            done = true;
        } finally {
            scope.close();
            if (!done) {
                span.setStatus(StatusCode.ERROR, "the strategy halts");
            }
            span.end();
        }
    }
}
