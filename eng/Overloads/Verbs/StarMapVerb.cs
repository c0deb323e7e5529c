using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>StarMap</c>: <c>Map</c> over tuples whose parts are the arguments.</summary>
internal sealed class StarMapVerb() : MapVerb("StarMap", StarMapDocs.Blocking)
{
    /// <inheritdoc/>
    protected override IEnumerable<Arity> Arities => Arity.From(2);
}
