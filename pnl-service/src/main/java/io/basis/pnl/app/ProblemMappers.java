package io.basis.pnl.app;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
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
    Response violated(ConstraintViolationException violated) {
        String message = violated.getConstraintViolations().stream()
                .map(violation -> name(violation) + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(400, new ApiProblem.Body(ApiProblem.Kind.UNREADABLE.code(), message));
    }

    /** What the framework refuses itself: no such path, method or media type. */
    @ServerExceptionMapper({WebApplicationException.class, NotFoundException.class})
    Response refusedByFramework(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        return answer(status, new ApiProblem.Body("HTTP-" + status, String.valueOf(refused.getMessage())));
    }

    private static String name(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Response answer(int status, ApiProblem.Body body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body)
                .build();
    }
}
