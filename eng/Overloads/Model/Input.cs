namespace OrleansPool.Overloads.Model;

/// <summary>Where the items of a job come from.</summary>
internal sealed class Input(bool isAsync)
{
    /// <summary>Weight among the overloads of one verb: a type that is both kinds of sequence is read asynchronously.</summary>
    public int Priority => isAsync ? 1 : 0;

    /// <summary>Both kinds of sequences.</summary>
    public static IEnumerable<Input> Both() => [new(isAsync: false), new(isAsync: true)];

    /// <summary>The parameter for items of an arity; those of several arguments are tuples.</summary>
    public Parameter Items(Arity arity) => new($"{(isAsync ? "IAsyncEnumerable" : "IEnumerable")}<{arity.ItemType}>", arity.Count == 1 ? "items" : "tuples");
}
