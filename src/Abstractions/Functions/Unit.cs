namespace OrleansPool.Functions;

/// <summary>The result of a function that has none. One byte.</summary>
internal readonly struct Unit;
