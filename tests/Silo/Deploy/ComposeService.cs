namespace OrleansPool.SiloTests.Deploy;

/// <summary>A service of a compose file.</summary>
internal sealed class ComposeService
{
    public string Image { get; set; } = string.Empty;

    public ComposeBuild? Build { get; set; }

    public List<string> Command { get; set; } = [];

    public List<string> Ports { get; set; } = [];

    public List<string> Volumes { get; set; } = [];

    public Dictionary<string, Dictionary<string, string>> DependsOn { get; set; } = [];

    public Dictionary<string, object> Healthcheck { get; set; } = [];

    public string Restart { get; set; } = string.Empty;

    public string StopGracePeriod { get; set; } = string.Empty;

    public bool ReadOnly { get; set; }

    public List<string> Tmpfs { get; set; } = [];

    public List<string> CapDrop { get; set; } = [];

    public List<string> SecurityOpt { get; set; } = [];
}
