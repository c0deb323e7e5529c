namespace OrleansPool.Payloads;

/// <summary>What a value is to the user, which decides how a message speaks of it.</summary>
internal enum ValueRole
{
    /// <summary>An item, or a part of one.</summary>
    Argument,

    /// <summary>What a function returned.</summary>
    Result,

    /// <summary>What a function captures.</summary>
    Capture,

    /// <summary>A value of <c>ShareAsync</c>.</summary>
    Shared,
}
