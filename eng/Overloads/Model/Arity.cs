namespace OrleansPool.Overloads.Model;

/// <summary>How many arguments a function has, and the names that follow from it.</summary>
internal sealed class Arity
{
    /// <summary>The most arguments a function may have: a value tuple holds seven without nesting.</summary>
    public const int Max = 7;

    private Arity(int count, string[] types)
    {
        Count = count;
        Types = types;
    }

    /// <summary>The number of arguments, without a cancellation token.</summary>
    public int Count { get; }

    /// <summary>The type parameters of the arguments: <c>T1</c> to <c>T7</c>, or <c>T</c> for one item.</summary>
    public string[] Types { get; }

    /// <summary>The type of what travels for one call: nothing, the argument, or the tuple of all arguments.</summary>
    public string ItemType => Count switch
    {
        0 => "ValueTuple",
        1 => Types[0],
        _ => $"({string.Join(", ", Types)})",
    };

    /// <summary>The names of the arguments in a call.</summary>
    public string[] Arguments => Count == 1 ? ["arg"] : [.. Enumerable.Range(1, Count).Select(static index => $"arg{index}")];

    /// <summary>The expression that makes an item of the arguments.</summary>
    public string ItemExpression => Count switch
    {
        0 => "default(ValueTuple)",
        1 => "arg",
        _ => $"({string.Join(", ", Arguments)})",
    };

    /// <summary>Arguments of an arity class: what it takes out of an item.</summary>
    public IEnumerable<string> ItemParts => Count == 1 ? ["item"] : Enumerable.Range(1, Count).Select(static index => $"item.Item{index}");

    /// <summary>An arity with the type parameters <c>T1</c> to <c>Tn</c>.</summary>
    public static Arity Of(int count) => new(count, [.. Enumerable.Range(1, count).Select(static index => $"T{index}")]);

    /// <summary>The arity of a function of one item, whose type parameter is <c>T</c>.</summary>
    public static Arity OneItem() => new(1, ["T"]);

    /// <summary>All arities from <paramref name="first"/> to <see cref="Max"/>.</summary>
    public static IEnumerable<Arity> From(int first) => Enumerable.Range(first, Max - first + 1).Select(Of);
}
