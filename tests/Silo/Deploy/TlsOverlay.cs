using k8s;
using k8s.Models;
using OrleansPool.SiloTests.Tls;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>What the files that turn TLS on lay over the others, read strictly.</summary>
internal static class TlsOverlay
{
    private const string Folder = "/tls";

    public static ComposeOverlay Compose { get; } = new DeserializerBuilder()
        .WithNamingConvention(YamlDotNet.Serialization.NamingConventions.UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build()
        .Deserialize<ComposeOverlay>(new MergingParser(new Parser(File.OpenText(Repository.File("deploy/compose.tls.yaml")))));

    public static V1Deployment Kubernetes { get; } = Assert.IsType<V1Deployment>(Assert.Single(KubernetesYaml.LoadAllFromString(
        File.ReadAllText(Repository.File("deploy/kubernetes-tls/silo.yaml")),
        new Dictionary<string, Type> { ["apps/v1/Deployment"] = typeof(V1Deployment) },
        strict: true)));

    public static IReadOnlyDictionary<string, string> KubernetesEnvironment =>
        Assert.Single(Kubernetes.Spec.Template.Spec.Containers).Env.ToDictionary(variable => variable.Name, variable => variable.Value);

    /// <summary>The variables of an overlay, with the files of a certificate in place of those that are mounted.</summary>
    public static Dictionary<string, string?> Mounted(IReadOnlyDictionary<string, string> environment, IssuedFiles files)
    {
        Dictionary<string, string> mounted = new()
        {
            [$"{Folder}/tls.crt"] = files.Certificate,
            [$"{Folder}/tls.key"] = files.Key,
            [$"{Folder}/ca.crt"] = files.Authority,
        };
        return environment.ToDictionary(variable => variable.Key, string? (variable) => mounted[variable.Value]);
    }
}
