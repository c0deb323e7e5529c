namespace OrleansPool.Packages;

/// <summary>What goes with a function: where its code is, and who vouches for it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.CodeTicket")]
internal sealed class CodeTicket
{
    /// <summary>Assemblies that the function names, each with its build: a silo that has them all needs no package.</summary>
    [Id(0)]
    public CodeRoot[] Roots { get; init; } = [];

    /// <summary>The package's name, or null when none was made.</summary>
    [Id(1)]
    public string? Package { get; init; }

    /// <summary>The number under which the pool shares the package's manifest; those of its files follow.</summary>
    [Id(2)]
    public int FirstShare { get; init; }

    /// <summary>By a key that client and silo have in common; null without one.</summary>
    [Id(3)]
    public CodeSeal? Seal { get; init; }

    /// <summary>The function's method, for people.</summary>
    [Id(5)]
    public string? Method { get; init; }

    /// <summary>By the secret of the client's process: a silo in the same process knows it.</summary>
    [Id(4)]
    public ReadOnlyMemory<byte> ProcessMark { get; init; }
}
