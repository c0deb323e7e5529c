using OrleansPool.Overloads.Docs;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>Imap</c> and <c>ImapUnordered</c>: results one by one.</summary>
internal sealed class ImapVerb(string name, bool ordered) : ItemsVerb(name, ordered ? ImapDocs.Ordered : ImapDocs.Unordered)
{
    /// <inheritdoc/>
    protected override string Returns => "ImapResult<TResult>";

    /// <inheritdoc/>
    protected override string Body(string function, string items) =>
        $"return StartImap({function}, {items}, ordered: {(ordered ? "true" : "false")}, chunkSize, options, cancellationToken);";
}
