using k8s;
using k8s.Models;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The files that let silos in Kubernetes run signed programs agree with the silo, and with the files that they are laid over.</summary>
public sealed class SignedTests
{
    private static readonly V1Deployment Patch = Assert.IsType<V1Deployment>(Assert.Single(KubernetesYaml.LoadAllFromString(
        File.ReadAllText(Repository.File("deploy/kubernetes-signed/silo.yaml")),
        new Dictionary<string, Type> { ["apps/v1/Deployment"] = typeof(V1Deployment) },
        strict: true)));

    private static readonly V1PodSpec Pod = Patch.Spec.Template.Spec;
    private static readonly V1Container Container = Assert.Single(Pod.Containers);

    [Fact]
    public void Overlay_IsLaidOverTheSilo()
    {
        Assert.Equal((Manifests.Silo.Metadata.Name, Manifests.SiloContainer.Name), (Patch.Metadata.Name, Container.Name));
        Assert.Equal(Manifests.Silo.Spec.Template.Spec.SecurityContext.RunAsGroup, Pod.SecurityContext.FsGroup);
        Assert.Empty(Manifests.Silo.Spec.Template.Spec.Volumes.Select(volume => volume.Name).Intersect(Pod.Volumes.Select(volume => volume.Name)));
        Assert.Equal(Pod.Volumes.Select(volume => volume.Name), Container.VolumeMounts.Select(mount => mount.Name));
        string list = File.ReadAllText(Repository.File("deploy/kubernetes-signed/kustomization.yaml"));
        Assert.Contains("- ../kubernetes\n", list);
        Assert.Contains("- path: silo.yaml\n", list);
    }

    [Fact]
    public void CommandLine_IsThatOfTheSilo_WithCodeInPlaceOfFunctions()
    {
        string key = Path.Combine(PathOf("code-key"), "code.key");
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "team:0123456789abcdef0123456789abcdef\n");
        SiloSettings settings = CommandLine.Read(
            [.. Container.Args.Select(argument => argument.Replace(key, file, StringComparison.Ordinal))],
            Manifests.SiloContainer.Env.ToDictionary(variable => variable.Name, string? (variable) => variable.Name == "POD_IP" ? "10.0.0.1" : variable.Name));
        File.Delete(file);

        Assert.Equal(["--functions=/functions"], Manifests.SiloContainer.Args.Except(Container.Args));
        Assert.Contains($"--code-key-file={key}", Container.Args);
        Assert.Empty(settings.Warnings);
        Assert.Equal((CodePolicy.Signed, 1), (settings.Code.Policy, settings.Code.Keys.Count));

        // Not the volume itself, which Kubernetes opens to the group.
        Assert.Equal(PathOf("code"), Path.GetDirectoryName(settings.Code.Folder));
        Assert.NotNull(Pod.Volumes.Single(volume => volume.Name == "code").EmptyDir);
    }

    private static string PathOf(string volume) => Container.VolumeMounts.Single(mount => mount.Name == volume).MountPath;
}
