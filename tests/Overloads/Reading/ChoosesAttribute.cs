namespace OrleansPool.OverloadTests.Reading;

/// <summary>States which overload a call has to bind to.</summary>
/// <param name="function">The type of the function parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChoosesAttribute(Type function) : Attribute
{
    public Type Function => function;

    /// <summary>The type of the items, where it is not plain.</summary>
    public Type? Items { get; init; }

    /// <summary>The type of the callback, where the call gives one.</summary>
    public Type? Callback { get; init; }

    /// <summary>The type of the error callback, where the call gives one.</summary>
    public Type? ErrorCallback { get; init; }
}
