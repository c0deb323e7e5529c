using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The list of manifests; no other field is expected in it.</summary>
internal sealed class Kustomization
{
    [YamlMember(Alias = "apiVersion")]
    public string ApiVersion { get; set; } = string.Empty;

    [YamlMember(Alias = "kind")]
    public string Kind { get; set; } = string.Empty;

    [YamlMember(Alias = "namespace")]
    public string Namespace { get; set; } = string.Empty;

    [YamlMember(Alias = "resources")]
    public List<string> Resources { get; set; } = [];
}
