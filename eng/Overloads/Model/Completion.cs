namespace OrleansPool.Overloads.Model;

/// <summary>What a function returns when it is called, by rising priority.</summary>
/// <remarks>An asynchronous lambda fits all three, and its right home is the task.</remarks>
internal enum Completion
{
    /// <summary>The result, or nothing.</summary>
    Sync = 0,

    /// <summary>A <c>ValueTask</c>.</summary>
    ValueTask = 1,

    /// <summary>A <c>Task</c>.</summary>
    Task = 2,
}
