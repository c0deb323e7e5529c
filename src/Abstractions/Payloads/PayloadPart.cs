namespace OrleansPool.Payloads;

/// <summary>What a serializer is for.</summary>
internal enum PayloadPart
{
    /// <summary>Functions, and all else where it need not be told apart.</summary>
    Whole,

    /// <summary>What silos give to clients, who take no functions of them.</summary>
    Results,

    /// <summary>What is not signed, on a silo whose functions must be: items and shared values, which may hold none.</summary>
    Unsigned,
}
