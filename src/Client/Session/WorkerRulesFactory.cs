using OrleansPool.Functions;
using OrleansPool.Packages;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>Encodes what the options say of workers.</summary>
internal static class WorkerRulesFactory
{
    public static WorkerRules From(PoolOptions options) => new()
    {
        Initializer = Encode(options.Initializer, nameof(options.Initializer)),
        MaxTasks = options.MaxTasksPerWorker,
        Finalizer = Encode(options.Finalizer, nameof(options.Finalizer)),
        InitializerTimeout = options.InitializerTimeout,
        FinalizerTimeout = options.FinalizerTimeout,
        Isolation = options.Isolation,
    };

    /// <summary>The rules with what goes with their functions, when that was missing and silos run them; else null.</summary>
    /// <exception cref="FunctionNotShippableException">Silos may need their code, which cannot be sent.</exception>
    public static WorkerRules? Complete(WorkerRules rules, PoolOptions options, PoolCode code, IReadOnlyCollection<string> platforms) =>
        (rules.Initializer.IsEmpty && rules.Finalizer.IsEmpty) || IsComplete(rules.InitializerCode ?? rules.FinalizerCode, platforms) ? null : rules with
        {
            InitializerCode = code.TicketFor(options.Initializer, rules.Initializer, platforms),
            FinalizerCode = code.TicketFor(options.Finalizer, rules.Finalizer, platforms),
        };

    private static bool IsComplete(CodeTicket? ticket, IReadOnlyCollection<string> platforms) =>
        ticket is not null && (ticket.Package is not null || ticket.Roots.Length == 0 || platforms.Count == 0);

    private static ReadOnlyMemory<byte> Encode(Delegate? function, string option)
    {
        if (function is null)
        {
            return default;
        }

        FunctionBlob blob = FunctionCodec.Encode(new WorkerHook(function));
        return blob.Bytes.Length <= WireLimits.MessageBytes
            ? blob.Bytes
            : throw new PayloadTooLargeException(
                $"PoolOptions.{option} with what it captures has {blob.Bytes.Length} bytes; the limit is {WireLimits.MessageBytes}. Capture less, or read large data inside it.",
                blob.Bytes.Length,
                WireLimits.MessageBytes);
    }
}
