package io.basis.strategy.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.basis.strategy.definition.InvalidDefinition;
import io.basis.strategy.definition.Nearest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every refusal as {@code {code, message}}, one line that says what would be right. */
class ProblemMappers {

    @ServerExceptionMapper
    Response refused(ApiProblem problem) {
        return answer(problem.status(), problem.body());
    }

    @ServerExceptionMapper
    Response invalid(InvalidDefinition invalid) {
        return answer(422, new ApiProblem.Body(invalid.code().toString(), String.valueOf(invalid.getMessage())));
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException violated) {
        String message = violated.getConstraintViolations().stream()
                .map(violation -> field(violation) + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return unreadable(message);
    }

    @ServerExceptionMapper
    Response unknownField(UnrecognizedPropertyException unknown) {
        return unreadable("unknown field " + unknown.getPropertyName()
                + Nearest.suggestion(
                        unknown.getPropertyName(),
                        unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .toList()));
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatched) {
        return unreadable((JsonMappingException) mismatched);
    }

    @ServerExceptionMapper
    Response unreadable(JsonMappingException unreadable) {
        String field = unreadable.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return unreadable("body not readable" + (field.isEmpty() ? "" : " at " + field) + ": " + reason(unreadable));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException unreadable) {
        return unreadable("body is not JSON: " + reason(unreadable));
    }

    /** What the framework refuses itself: no such path, method or media type. */
    @ServerExceptionMapper
    Response refusedByFramework(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        if (refused.getCause() instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown);
        }
        if (refused.getCause() instanceof JsonMappingException unreadable) {
            return unreadable(unreadable);
        }
        if (refused.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        return answer(status, new ApiProblem.Body("HTTP-" + status, String.valueOf(refused.getMessage())));
    }

    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.substring(path.indexOf('.') + 1).replaceFirst("^request\\.?", "");
    }

    private static String reason(JsonProcessingException unreadable) {
        return unreadable.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static Response unreadable(String message) {
        return answer(400, new ApiProblem.Body(ApiProblem.Kind.UNREADABLE.code(), message.strip()));
    }

    private static Response answer(int status, ApiProblem.Body body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body)
                .build();
    }
}
