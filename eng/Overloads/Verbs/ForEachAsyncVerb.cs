using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>ForEachAsync</c>: work on each item without a result, with a handle to its end.</summary>
internal sealed class ForEachAsyncVerb() : ItemsVerb("ForEachAsync", ForEachDocs.Async)
{
    /// <inheritdoc/>
    protected override IEnumerable<FunctionShape> Shapes => FunctionShape.WithoutResult();

    /// <inheritdoc/>
    protected override IEnumerable<CallbackKind?> Callbacks => CallbackKind.All();

    /// <inheritdoc/>
    protected override string? CallbackValue => null;

    /// <inheritdoc/>
    protected override string Returns => "AsyncResult";

    /// <inheritdoc/>
    protected override string Body(string function, string items) =>
        $"return StartForEach({function}, {items}, chunkSize, options, "
        + "JobCallbacks<Unit>.From(callback, errorCallback), cancellationToken);";
}
