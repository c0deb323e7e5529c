using k8s.Models;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;
using OrleansPool.SiloTests.Tls;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The files that turn TLS on agree with the silo, and with the files that they are laid over.</summary>
public sealed class TlsTests
{
    [Fact]
    public void Compose_Overlay_GivesEachSiloItsFiles()
    {
        Assert.Equal(["silo-1", "silo-2", "silo-3"], TlsOverlay.Compose.Services.Keys.Order());
        Assert.All(TlsOverlay.Compose.Services.Values, silo =>
        {
            Assert.EndsWith(":/tls:ro", Assert.Single(silo.Volumes));
            IsAccepted(silo.Environment);
        });
    }

    [Fact]
    public void Kubernetes_Overlay_MountsTheSecretForTheSilo()
    {
        V1Deployment patch = TlsOverlay.Kubernetes;
        V1PodSpec pod = patch.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        V1Volume volume = Assert.Single(pod.Volumes);
        V1VolumeMount mount = Assert.Single(container.VolumeMounts);

        Assert.Equal((Manifests.Silo.Metadata.Name, Manifests.SiloContainer.Name), (patch.Metadata.Name, container.Name));
        Assert.Equal((volume.Name, "silo-tls", "/tls"), (mount.Name, volume.Secret.SecretName, mount.MountPath));
        Assert.Equal(Manifests.Silo.Spec.Template.Spec.SecurityContext.RunAsGroup, pod.SecurityContext.FsGroup);
        Assert.DoesNotContain(Manifests.Silo.Spec.Template.Spec.Volumes, each => each.Name == volume.Name);
        IsAccepted(TlsOverlay.KubernetesEnvironment);
        string list = File.ReadAllText(Repository.File("deploy/kubernetes-tls/kustomization.yaml"));
        Assert.Contains("- ../kubernetes\n", list);
        Assert.Contains("- path: silo.yaml\n", list);
    }

    private static void IsAccepted(IReadOnlyDictionary<string, string> environment)
    {
        using var authority = new Authority();
        IssuedFiles files = authority.Silo();

        SiloSettings settings = CommandLine.Read([], TlsOverlay.Mounted(environment, files));

        Assert.Empty(settings.Warnings);
        Assert.Equal((files.Certificate, files.Key, files.Authority), (settings.Tls!.Certificate, settings.Tls.Key, settings.Tls.Authority));
    }
}
