using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>MapAsync</c>: a function of each item, with a handle to the results.</summary>
internal class MapAsyncVerb(string name, VerbDoc doc) : ItemsVerb(name, doc)
{
    public MapAsyncVerb()
        : this("MapAsync", MapDocs.Async)
    {
    }

    /// <inheritdoc/>
    protected override IEnumerable<CallbackKind?> Callbacks => CallbackKind.All();

    /// <inheritdoc/>
    protected override string Returns => "MapResult<TResult>";

    /// <inheritdoc/>
    protected override string Body(string function, string items) =>
        $"return StartMap({function}, {items}, chunkSize, options, "
        + "JobCallbacks<TResult[]>.From(callback, errorCallback), cancellationToken);";
}
