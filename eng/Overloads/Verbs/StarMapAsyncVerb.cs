using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>StarMapAsync</c>: <c>MapAsync</c> over tuples whose parts are the arguments.</summary>
internal sealed class StarMapAsyncVerb() : MapAsyncVerb("StarMapAsync", StarMapDocs.Async)
{
    /// <inheritdoc/>
    protected override IEnumerable<Arity> Arities => Arity.From(2);
}
