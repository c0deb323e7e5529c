using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The manifests for Kubernetes, read strictly: a field that the API does not know is an error.</summary>
internal static partial class Manifests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["v1/Namespace"] = typeof(V1Namespace),
        ["v1/Service"] = typeof(V1Service),
        ["apps/v1/Deployment"] = typeof(V1Deployment),
        ["apps/v1/StatefulSet"] = typeof(V1StatefulSet),
        ["policy/v1/PodDisruptionBudget"] = typeof(V1PodDisruptionBudget),
        ["autoscaling/v2/HorizontalPodAutoscaler"] = typeof(V2HorizontalPodAutoscaler),
        ["networking.k8s.io/v1/NetworkPolicy"] = typeof(V1NetworkPolicy),
    };

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Repository.File("deploy/kubernetes"), "*.yaml").Select(path => Path.GetFileName(path)).Except(["kustomization.yaml"]).Order()];

    public static IReadOnlyList<object> All { get; } = [.. Files.SelectMany(Read)];

    public static V1Deployment Silo => One<V1Deployment>("silo");

    public static V1StatefulSet Redis => One<V1StatefulSet>("redis");

    /// <summary>By the name of what makes them.</summary>
    public static IReadOnlyDictionary<string, V1PodTemplateSpec> Pods =>
        new Dictionary<string, V1PodTemplateSpec> { [Silo.Metadata.Name] = Silo.Spec.Template, [Redis.Metadata.Name] = Redis.Spec.Template };

    public static V1Container SiloContainer => Assert.Single(Silo.Spec.Template.Spec.Containers);

    /// <summary>The autoscaler with the metrics that deploy/README.md has for functions that wait, in the place of that by processor.</summary>
    public static V2HorizontalPodAutoscaler ScalingByPods
    {
        get
        {
            string metrics = File.ReadAllText(Repository.File("deploy/README.md")).Split("```\n").Single(block => block.StartsWith("    - type: Pods\n", StringComparison.Ordinal));
            string byProcessor = Text("scaling.yaml");
            string byPods = ByProcessor().Replace(byProcessor, metrics);
            Assert.NotEqual(byProcessor, byPods);
            return Assert.Single(Load(byPods).OfType<V2HorizontalPodAutoscaler>());
        }
    }

    public static IReadOnlyList<object> Read(string file) => Load(Text(file));

    private static List<object> Load(string manifests) => KubernetesYaml.LoadAllFromString(manifests, Types, strict: true);

    private static string Text(string file) => File.ReadAllText(Repository.File($"deploy/kubernetes/{file}"));

    [GeneratedRegex(@"    - type: Resource\n(?:      .*\n)+")]
    private static partial Regex ByProcessor();

    public static T One<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Assert.Single(All.OfType<T>(), one => one.Metadata.Name == name);
}
