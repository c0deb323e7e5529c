using k8s.Models;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;
using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The manifests agree with each other, and with the silo.</summary>
public sealed class KubernetesTests
{
    private const string Namespace = "orleanspool";

    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(30);

    [Fact]
    public void Manifests_AreAllInTheNamespaceAndTheKustomization()
    {
        Kustomization listed = new DeserializerBuilder().Build().Deserialize<Kustomization>(File.ReadAllText(Repository.File("deploy/kubernetes/kustomization.yaml")));

        Assert.Equal(Manifests.Files, listed.Resources.Order());
        Assert.Equal(Namespace, listed.Namespace);
        Assert.Equal(Namespace, Assert.Single(Manifests.All.OfType<V1Namespace>()).Metadata.Name);
        Assert.All(Manifests.All.OfType<IMetadata<V1ObjectMeta>>().Where(each => each is not V1Namespace), each => Assert.Equal(Namespace, each.Metadata.NamespaceProperty));
    }

    [Fact]
    public void Silo_CommandLine_IsAcceptedAndFitsItsPorts()
    {
        SiloSettings settings = Settings();

        Assert.Equal((ClusterKind.Redis, "redis:6379"), (settings.Cluster, settings.Store));
        Assert.Equal(
            new Dictionary<string, int> { ["silo"] = settings.SiloPort, ["gateway"] = settings.GatewayPort, ["health"] = settings.HealthPort },
            Manifests.SiloContainer.Ports.ToDictionary(port => port.Name, port => port.ContainerPort));
        Assert.Empty(settings.Warnings);
        Assert.True(Manifests.Silo.Spec.Template.Spec.TerminationGracePeriodSeconds > (settings.DrainTime + LeavingTime).TotalSeconds);
        Assert.False(Manifests.Silo.Spec.Template.Spec.EnableServiceLinks);
    }

    [Fact]
    public void Silo_Probes_AskTheHealthEndpoints()
    {
        V1Container silo = Manifests.SiloContainer;

        Assert.All(
            [(silo.StartupProbe, "/health/ready"), (silo.ReadinessProbe, "/health/ready"), (silo.LivenessProbe, "/health/live")],
            probe => Assert.Equal((probe.Item2, "health"), (probe.Item1.HttpGet.Path, probe.Item1.HttpGet.Port.Value)));
    }

    [Fact]
    public void Pods_RunWithoutRights()
    {
        foreach (V1PodSpec pod in Manifests.Pods.Values.Select(pod => pod.Spec))
        {
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.True(pod.SecurityContext.RunAsUser > 0);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.All(pod.Containers, container =>
            {
                Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
                Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
                Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
                Assert.True(container.Resources.Limits.ContainsKey("memory"));
            });
        }
    }

    [Fact]
    public void Selectors_MeetTheirPodsAndPorts()
    {
        IReadOnlyDictionary<string, V1PodTemplateSpec> pods = Manifests.Pods;
        Assert.True(Meets(Manifests.Silo.Spec.Selector.MatchLabels, pods["silo"]));
        Assert.True(Meets(Manifests.Redis.Spec.Selector.MatchLabels, pods["redis"]));
        foreach (V1Service service in Manifests.All.OfType<V1Service>())
        {
            V1PodTemplateSpec pod = Assert.Single(pods.Values, each => Meets(service.Spec.Selector, each));
            IEnumerable<V1ContainerPort> open = pod.Spec.Containers.SelectMany(container => container.Ports);
            Assert.All(service.Spec.Ports, port => Assert.Equal(port.Port, Assert.Single(open, each => each.Name == port.TargetPort.Value).ContainerPort));
        }

        Assert.Equal("None", Manifests.One<V1Service>("silos").Spec.ClusterIP);

        // With an address of its own it would show clients one gateway only.
        Assert.Equal("None", Manifests.One<V1Service>("gateway").Spec.ClusterIP);
        Assert.True(Meets(Manifests.One<V1PodDisruptionBudget>("silo").Spec.Selector.MatchLabels, pods["silo"]));
        Assert.Equal("1", Manifests.One<V1PodDisruptionBudget>("silo").Spec.MaxUnavailable.Value);
        V2HorizontalPodAutoscaler scaling = Manifests.One<V2HorizontalPodAutoscaler>("silo");
        Assert.Equal(("Deployment", "silo"), (scaling.Spec.ScaleTargetRef.Kind, scaling.Spec.ScaleTargetRef.Name));
        Assert.Null(Manifests.Silo.Spec.Replicas);
        Assert.Equal(3, scaling.Spec.MinReplicas);
    }

    [Fact]
    public void Autoscaler_ByBusyWorkersOrByWhatWaits_IsAsTheReadmeHasIt()
    {
        V2HorizontalPodAutoscalerSpec scaling = Manifests.ScalingByPods.Spec;

        Assert.Equal(["orleanspool_slots_used", "orleanspool_queue_length"], scaling.Metrics.Select(metric => metric.Pods.Metric.Name));
        Assert.All(scaling.Metrics, metric => Assert.Equal(("Pods", "AverageValue"), (metric.Type, metric.Pods.Target.Type)));
        Assert.All(scaling.Metrics, metric => Assert.NotNull(metric.Pods.Target.AverageValue));
        Assert.Equal(Manifests.One<V2HorizontalPodAutoscaler>("silo").Spec.MaxReplicas, scaling.MaxReplicas);
    }

    [Fact]
    public void Redis_KeepsWhatItHolds_OverARestart()
    {
        V1StatefulSetSpec redis = Manifests.Redis.Spec;
        V1Container container = Assert.Single(redis.Template.Spec.Containers);
        V1VolumeMount mount = Assert.Single(container.VolumeMounts);

        Assert.Equal(1, redis.Replicas);
        Assert.Equal(mount.Name, Assert.Single(redis.VolumeClaimTemplates).Metadata.Name);
        Assert.True(StoreCommand.Keeps(container.Args, mount.MountPath));
        Assert.Equal(redis.ServiceName, Manifests.One<V1Service>("redis").Metadata.Name);
        Assert.Equal(redis.Template.Spec.SecurityContext.RunAsGroup, redis.Template.Spec.SecurityContext.FsGroup);
    }

    [Fact]
    public void Network_LetsSilosAndClientsIn_AndNobodyElse()
    {
        V1NetworkPolicySpec silo = Manifests.One<V1NetworkPolicy>("silo").Spec;
        SiloSettings settings = Settings();

        Assert.True(Meets(silo.PodSelector.MatchLabels, Manifests.Silo.Spec.Template));
        Assert.Equal(["Ingress"], silo.PolicyTypes);
        Assert.Null(silo.Egress);
        V1NetworkPolicyIngressRule anybody = Assert.Single(silo.Ingress, rule => rule.FromProperty is null);
        Assert.Equal(Text(settings.HealthPort), Assert.Single(anybody.Ports).Port.Value);
        V1NetworkPolicyIngressRule clients = Assert.Single(silo.Ingress, rule => rule.FromProperty?.Any(peer => peer.NamespaceSelector is not null) ?? false);
        Assert.Equal(Text(settings.GatewayPort), Assert.Single(clients.Ports).Port.Value);
        V1NetworkPolicyIngressRule silos = Assert.Single(silo.Ingress, rule => rule != anybody && rule != clients);
        Assert.Equal([Text(settings.SiloPort), Text(settings.GatewayPort)], silos.Ports.Select(port => port.Port.Value));
        Assert.True(Meets(Assert.Single(silos.FromProperty).PodSelector.MatchLabels, Manifests.Silo.Spec.Template));
        Assert.Null(silos.FromProperty[0].NamespaceSelector);
        Assert.Equal(new Dictionary<string, string> { ["orleanspool-client"] = "true" }, Assert.Single(clients.FromProperty).PodSelector.MatchLabels);
        Assert.All(silo.Ingress.SelectMany(rule => rule.Ports), port => Assert.Equal("TCP", port.Protocol));
    }

    [Fact]
    public void Network_LetsOnlySilosReachTheStore_AndTheStoreNobody()
    {
        V1NetworkPolicySpec redis = Manifests.One<V1NetworkPolicy>("redis").Spec;
        V1NetworkPolicyIngressRule silos = Assert.Single(redis.Ingress);

        Assert.True(Meets(redis.PodSelector.MatchLabels, Manifests.Redis.Spec.Template));
        Assert.Equal(["Ingress", "Egress"], redis.PolicyTypes);
        Assert.Null(redis.Egress);
        Assert.True(Meets(Assert.Single(silos.FromProperty).PodSelector.MatchLabels, Manifests.Silo.Spec.Template));
        Assert.Null(silos.FromProperty[0].NamespaceSelector);
        Assert.Equal("6379", Assert.Single(silos.Ports).Port.Value);
    }

    private static SiloSettings Settings()
    {
        using var functions = new TemporaryFolder(typeof(KubernetesTests).Assembly.Location);
        Dictionary<string, string?> environment = new(DockerImage.Environment);
        foreach (V1EnvVar variable in Manifests.SiloContainer.Env)
        {
            environment[variable.Name] = variable.ValueFrom.FieldRef.FieldPath == "status.podIP" ? "10.0.0.1" : variable.ValueFrom.FieldRef.FieldPath;
        }

        return CommandLine.Read([.. Manifests.SiloContainer.Args.Select(argument => functions.InPlaceOf("/functions", argument))], environment);
    }

    private static bool Meets(IDictionary<string, string> selector, V1PodTemplateSpec pod) =>
        selector.All(label => pod.Metadata.Labels.TryGetValue(label.Key, out string? value) && value == label.Value);

    private static string Text(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
