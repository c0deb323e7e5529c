namespace OrleansPool.SiloTests.Deploy;

/// <summary>How compose builds an image.</summary>
internal sealed class ComposeBuild
{
    public string Context { get; set; } = string.Empty;

    public string Dockerfile { get; set; } = string.Empty;
}
