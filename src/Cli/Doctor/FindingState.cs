namespace OrleansPool.Cli.Doctor;

/// <summary>What a check has found.</summary>
internal enum FindingState
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>There was nothing to look at.</summary>
    Skipped,

    /// <summary>It works, and may not for long or not as wanted.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Wrong,
}
