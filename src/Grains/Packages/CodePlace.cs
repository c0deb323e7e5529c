namespace OrleansPool.Packages;

/// <summary>Where the code of a function is that the silo has let in, for the process of a worker: that decodes it, and asks no policy.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.CodePlace")]
internal sealed class CodePlace
{
    /// <summary>The package, or null: it is in the silo's own assemblies.</summary>
    [Id(0)]
    public PackagePlace? Package { get; init; }

    /// <summary>Names of the assemblies that the silo lists, where it runs functions of no others; or null.</summary>
    [Id(1)]
    public string[]? Listed { get; init; }

    /// <summary>Assemblies that the function names.</summary>
    [Id(2)]
    public CodeRoot[] Roots { get; init; } = [];

    /// <summary>Whether the function is asked for its inputs later.</summary>
    [Id(3)]
    public bool KeepsInput { get; init; }

    /// <summary>Whether the function is of another process: the silo hears when it was opened, since it writes down that it is accepted.</summary>
    [Id(4)]
    public bool IsForeign { get; init; }

    /// <summary>Whether functions must be signed: then items, which are not, may hold none.</summary>
    [Id(5)]
    public bool IsSigned { get; init; }
}
