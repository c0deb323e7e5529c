using OrleansPool.Overloads.Docs;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>Map</c>: a function of each item, waiting for all results.</summary>
internal class MapVerb(string name, VerbDoc doc) : ItemsVerb(name, doc)
{
    public MapVerb()
        : this("Map", MapDocs.Blocking)
    {
    }

    /// <inheritdoc/>
    protected override string Returns => "TResult[]";

    /// <inheritdoc/>
    protected override string Body(string function, string items) =>
        $"return Blocking.StartMap({function}, {items}, chunkSize, options, JobCallbacks<TResult[]>.None, cancellationToken).Get();";
}
