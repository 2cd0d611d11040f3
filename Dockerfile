# The image of one service: docker build --build-arg SERVICE=risk-service .
# It carries what ./mvnw package has built; nothing is compiled in it.
FROM eclipse-temurin:25.0.3_9-jre-noble
ARG SERVICE

WORKDIR /opt/basis
# In the order in which they change, the libraries least, so that a release moves little.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY ${SERVICE}/target/quarkus-app/app/ app/

# One port for all, whatever a service listens on when it shares a machine with the others.
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
# Read by the java command; replace it to tune the JVM.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080

# By number: Kubernetes cannot tell that a name is not root's.
USER 10001:10001
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
