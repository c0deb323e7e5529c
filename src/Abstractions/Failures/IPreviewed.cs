namespace OrleansPool.Failures;

/// <summary>Stands for an input that only a package can read.</summary>
internal interface IPreviewed
{
    /// <summary>It in one line, or null. Never throws.</summary>
    string? Preview();
}
