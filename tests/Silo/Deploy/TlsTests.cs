using k8s;
using k8s.Models;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;
using OrleansPool.SiloTests.Tls;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The files that turn TLS on agree with the silo, and with the files that they are laid over.</summary>
public sealed class TlsTests
{
    [Fact]
    public void Compose_Overlay_GivesEachSiloItsFiles()
    {
        var parser = new MergingParser(new Parser(File.OpenText(Repository.File("deploy/compose.tls.yaml"))));
        Overlay overlay = new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<Overlay>(parser);

        Assert.Equal(["silo-1", "silo-2", "silo-3"], overlay.Services.Keys.Order());
        Assert.All(overlay.Services.Values, silo =>
        {
            Assert.EndsWith(":/tls:ro", Assert.Single(silo.Volumes));
            IsAccepted(silo.Environment, "/tls");
        });
    }

    [Fact]
    public void Kubernetes_Overlay_MountsTheSecretForTheSilo()
    {
        var patch = Assert.IsType<V1Deployment>(Assert.Single(KubernetesYaml.LoadAllFromString(
            File.ReadAllText(Repository.File("deploy/kubernetes-tls/silo.yaml")),
            new Dictionary<string, Type> { ["apps/v1/Deployment"] = typeof(V1Deployment) },
            strict: true)));
        V1PodSpec pod = patch.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        V1Volume volume = Assert.Single(pod.Volumes);
        V1VolumeMount mount = Assert.Single(container.VolumeMounts);

        Assert.Equal((Manifests.Silo.Metadata.Name, Manifests.SiloContainer.Name), (patch.Metadata.Name, container.Name));
        Assert.Equal((volume.Name, "silo-tls"), (mount.Name, volume.Secret.SecretName));
        Assert.Equal(Manifests.Silo.Spec.Template.Spec.SecurityContext.RunAsGroup, pod.SecurityContext.FsGroup);
        Assert.DoesNotContain(Manifests.Silo.Spec.Template.Spec.Volumes, each => each.Name == volume.Name);
        IsAccepted(container.Env.ToDictionary(variable => variable.Name, variable => variable.Value), mount.MountPath);
        string list = File.ReadAllText(Repository.File("deploy/kubernetes-tls/kustomization.yaml"));
        Assert.Contains("- ../kubernetes\n", list);
        Assert.Contains("- path: silo.yaml\n", list);
    }

    private static void IsAccepted(IReadOnlyDictionary<string, string> environment, string folder)
    {
        using var authority = new Authority();
        IssuedFiles files = authority.Silo();
        Dictionary<string, string> mounted = new()
        {
            [$"{folder}/tls.crt"] = files.Certificate,
            [$"{folder}/tls.key"] = files.Key,
            [$"{folder}/ca.crt"] = files.Authority,
        };

        SiloSettings settings = CommandLine.Read([], environment.ToDictionary(variable => variable.Key, string? (variable) => mounted[variable.Value]));

        Assert.Empty(settings.Warnings);
        Assert.Equal((files.Certificate, files.Key, files.Authority), (settings.Tls!.Certificate, settings.Tls.Key, settings.Tls.Authority));
    }

    private sealed class Overlay
    {
        [YamlMember(Alias = "x-tls", ApplyNamingConventions = false)]
        public OverlayService Template { get; set; } = new();

        public Dictionary<string, OverlayService> Services { get; set; } = [];
    }

    private sealed class OverlayService
    {
        public Dictionary<string, string> Environment { get; set; } = [];

        public List<string> Volumes { get; set; } = [];
    }
}
