using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>ForEach</c>: work on each item without a result, waiting for its end.</summary>
internal sealed class ForEachVerb() : ItemsVerb("ForEach", ForEachDocs.Blocking)
{
    /// <inheritdoc/>
    protected override IEnumerable<FunctionShape> Shapes => FunctionShape.WithoutResult();

    /// <inheritdoc/>
    protected override string Returns => "void";

    /// <inheritdoc/>
    protected override string Body(string function, string items) =>
        $"Blocking.StartForEach({function}, {items}, chunkSize, options, JobCallbacks<Unit>.None, cancellationToken).Get();";
}
