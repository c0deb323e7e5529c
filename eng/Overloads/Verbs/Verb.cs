using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary>A method of the pool with all its overloads.</summary>
internal abstract class Verb(string name, VerbDoc doc)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its documentation.</summary>
    public VerbDoc Doc => doc;

    /// <summary>All overloads, grouped by the number of arguments; the first of a group carries the documentation of the group.</summary>
    public abstract IEnumerable<IEnumerable<Overload>> Groups();

    /// <summary>
    /// One number of what decides between overloads, the most important first: an asynchronous input, how the function
    /// completes, whether it takes a token, and which callbacks are asynchronous.
    /// </summary>
    protected static int Priority(Input? input, FunctionShape shape, CallbackKind? callbacks)
    {
        // The largest weight of a shape is 5: a task and a token.
        var withoutCallbacks = ((input?.Priority ?? 0) * 6) + shape.Priority;
        return callbacks is null ? withoutCallbacks : (withoutCallbacks * CallbackKind.Count) + callbacks.Priority;
    }
}
