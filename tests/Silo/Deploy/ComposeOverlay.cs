using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>A compose file that is laid over another, with the fields that are used.</summary>
internal sealed class ComposeOverlay
{
    [YamlMember(Alias = "x-tls", ApplyNamingConventions = false)]
    public OverlayService Template { get; set; } = new();

    public Dictionary<string, OverlayService> Services { get; set; } = [];

    internal sealed class OverlayService
    {
        public Dictionary<string, string> Environment { get; set; } = [];

        public List<string> Volumes { get; set; } = [];
    }
}
