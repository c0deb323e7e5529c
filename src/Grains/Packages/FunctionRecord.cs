namespace OrleansPool.Packages;

/// <summary>What is written down of a function of another process, when it shows whether it may run: that may be in the process of a worker only.</summary>
/// <param name="audit">Where it is written.</param>
/// <param name="sender">Whose function it is.</param>
/// <param name="ticket">What came with it.</param>
/// <param name="function">It, encoded.</param>
internal sealed class FunctionRecord(CodeAudit audit, CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function)
{
    /// <summary>Its code was found, and it was decoded.</summary>
    public void Accept() => audit.FunctionAccepted(sender, ticket, function);

    /// <summary>It will not run.</summary>
    public void Refuse(string reason) => audit.FunctionRefused(sender, ticket, function, reason);
}
